//! The edges of the codice fiscale: what a code says at the ends of the calendar, of states and of
//! comuni, what merely looks like a code, and which letters a name gives.
//!
//! Expectations come from the decree (DM 23 December 1976), from the calendar and from history.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail by panicking, too"
)]

use chrono::NaiveDate;
use cie_core::citizen::Sex;
use cie_core::citizen::codice_fiscale::{
    AnyCode, BirthData, CodiceFiscale, CodiceNumerico, Details, Syntax, Validator, is_well_formed,
};
use cie_core::citizen::place::Places;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

fn validator() -> Validator<'static> {
    Validator::new(day("2026-11-22"))
}

fn details(text: &str) -> Details {
    let report = validator().validate(text.as_bytes());
    report.details().expect(text)
}

/// Every two digits that can be written as a day, in every month, for a leap year and another.
#[test]
fn the_calendar_of_men_and_women_is_the_calendar() {
    for (number, month) in (1u32..).zip("ABCDEHLMPRST".chars()) {
        for written in 0..100u32 {
            for year in [1980, 1981] {
                let text = format!("RSSMRA{}{month}{written:02}H501A", year % 100);
                let details = details(&text);
                let (sex, born) = match written {
                    41.. => (Sex::F, written - 40),
                    _ => (Sex::M, written),
                };
                let expected = NaiveDate::from_ymd_opt(year, number, born);
                assert_eq!(details.births.iter().next(), expected, "{text}");
                assert_eq!(details.calendar, expected.is_some(), "{text}");
                assert_eq!(details.sex, sex, "{text}");
            }
        }
    }
}

#[test]
fn the_day_of_the_judgement_is_the_last_possible_birth() {
    let births = |on: &str, text: &str| {
        let report = Validator::new(day(on)).validate(text.as_bytes());
        let births: Vec<_> = report.details().unwrap().births.iter().collect();
        births.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let born = "RSSMRA26S22H501A";
    assert_eq!(births("2026-11-22", born), ["1926-11-22", "2026-11-22"]);
    assert_eq!(births("2026-11-21", born), ["1926-11-22"]);
    // 29 February of a year that ends in 00: 1900 had none, 2000 had one.
    let leap = "RSSMRA00B29H501A";
    assert_eq!(births("2000-02-29", leap), ["2000-02-29"]);
    assert!(births("2000-02-28", leap).is_empty());
    // 1 January 1900 is the first day, and 31 December 1899 no longer.
    assert_eq!(births("1900-01-01", "RSSMRA00A01H501A"), ["1900-01-01"]);
    assert!(births("1950-01-01", "RSSMRA99T31H501A").is_empty());
}

/// States that ended or began, comuni that were ceded or instituted: by the day of birth.
#[test]
fn a_place_counts_when_it_existed() {
    for (born, place, active) in [
        // German Democratic Republic, until 3 October 1990.
        ("1985-06-01", "Z111", true),
        ("1995-06-01", "Z111", false),
        // Soviet Union, Czechoslovakia, Yugoslavia, Serbia and Montenegro.
        ("1991-06-01", "Z135", true),
        ("1993-06-01", "Z135", false),
        ("1992-06-01", "Z105", true),
        ("1994-06-01", "Z105", false),
        ("2001-06-01", "Z118", true),
        ("2007-06-01", "Z118", false),
        ("2001-06-01", "Z157", false),
        ("2004-06-01", "Z157", true),
        ("2007-06-01", "Z157", false),
        // South Yemen, Tanganyika.
        ("1980-06-01", "Z250", true),
        ("1992-06-01", "Z250", false),
        ("1960-06-01", "Z350", true),
        ("1970-06-01", "Z350", false),
        // Fiume, Pola and Zara until the treaty of 1947; Trento since the annexation.
        ("1930-06-01", "D620", true),
        ("1950-06-01", "D620", false),
        ("1930-06-01", "G778", true),
        ("1947-09-15", "G778", true),
        ("1947-09-16", "G778", false),
        ("1950-06-01", "M149", false),
        ("1920-10-15", "L378", false),
        ("1920-10-16", "L378", true),
    ] {
        let code = CodiceFiscale::encode(&BirthData {
            surname: Some("Rossi"),
            given: Some("Mario"),
            birth: day(born),
            sex: Sex::M,
            place: place.parse().unwrap(),
        })
        .unwrap();
        // The day of birth alone is admitted, so that no other century is possible.
        let validator = Validator::new(day(born)).with_earliest_birth(day(born));
        let judged = validator.judge(&code);
        assert_eq!(judged.births.only(), Some(day(born)), "{place} {born}");
        assert!(judged.place_known && judged.is_valid(), "{place} {born}");
        assert_eq!(judged.place_active, Some(active), "{place} {born}");
    }
}

#[test]
fn codes_never_assigned_are_unknown_whatever_their_letter() {
    for letter in 'A'..='Z' {
        let text = format!("RSSMRA80A01{letter}000A");
        let details = details(&text);
        let known = Places::embedded().is_known(details.birth_place);
        assert_eq!(details.place_known, known);
        // No code ends in 000, but for those of the states, which begin with 100.
        assert!(!known, "{text}");
        assert_eq!(details.place_active, None);
    }
}

/// Whatever is not one of the 62 ASCII letters and digits is refused at its place.
#[test]
fn what_looks_like_a_letter_is_not_one() {
    let sound = "RSSMRA80A01H501U";
    let alike =
        "АВЕЅІЈМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧＲＳ𝐑𝟎۰०ſıİ\u{212a}À\u{200b}\u{feff}\u{a0}\u{ad} \t\0*-";
    for (at, _) in sound.char_indices() {
        for letter in alike.chars() {
            let mut text = sound.to_owned();
            text.replace_range(at..=at, letter.encode_utf8(&mut [0; 4]));
            let report = validator().validate(text.as_bytes());
            assert_ne!(report.syntax(), Syntax::Fits, "{letter:?} at {at}");
            assert!(!report.is_valid() && report.details().is_none());
            assert!(!is_well_formed(text.as_bytes()));
            assert!(text.parse::<CodiceFiscale>().is_err());
        }
        // Sixteen bytes, one of them beyond ASCII.
        for byte in 0x80..=0xFF {
            let mut bytes = *b"RSSMRA80A01H501U";
            bytes[at] = byte;
            let misfit = Syntax::Misfit(u8::try_from(at).unwrap());
            assert_eq!(validator().validate(&bytes).syntax(), misfit);
        }
    }
}

#[test]
fn mixed_case_is_the_same_code() {
    let sound = *b"RSSMRAULALMHRLMD";
    let expected = details("RSSMRAULALMHRLMD");
    for mask in 0u32..1 << 16 {
        let mut mixed = sound;
        for (at, byte) in mixed.iter_mut().enumerate() {
            if mask >> at & 1 == 1 {
                byte.make_ascii_lowercase();
            }
        }
        let report = validator().validate(&mixed);
        assert!(report.is_valid() && report.details() == Some(expected));
        assert_eq!(CodiceFiscale::parse(&mixed).unwrap().as_bytes(), &sound);
    }
}

/// Each of the 127 has a check character of its own making: that of the base is right only by chance.
#[test]
fn the_check_of_an_omocode_is_over_its_letters() {
    let base: CodiceFiscale = "RSSMRA80A41H501Y".parse().unwrap();
    let mut right = 0;
    for omocode in base.omocodes() {
        let details = validator().judge(&omocode);
        assert!(details.omocode && details.is_valid() && details.sex == Sex::F);
        assert_eq!(details.births, validator().judge(&base).births);
        assert_eq!(details.birth_place.as_str(), "H501");
        let mut with_the_old = *omocode.as_bytes();
        with_the_old[15] = b'Y';
        right += usize::from(is_well_formed(&with_the_old));
    }
    assert!(right < 20, "{right} of 127");
    // One letter alone, in each of the seven places.
    let single = base.omocodes().filter(|code| {
        let changed = code.as_bytes().iter().zip(base.as_bytes()).take(15);
        changed.filter(|(one, other)| one != other).count() == 1
    });
    assert_eq!(single.count(), 7);
}

/// DM 23 December 1976: consonants, then vowels, then X; of four consonants or more of a given
/// name the first, the third and the fourth.
#[test]
fn letters_of_names() {
    for (surname, given, expected) in [
        ("D'Alì", "Nicolò", "DLANCL"),
        ("De' Rossi", "Maria Teresa", "DRSMTR"),
        ("Dell’Orso", "Ottavia", "DLLTTV"),
        ("Fò", "Al", "FOXLAX"),
        ("Aue", "Ian", "AUENIA"),
        ("Ue", "O", "UEXOXX"),
        ("Bianchi", "Anna", "BNCNNA"),
        ("Lo Presti-Gallo", "Stephanie", "LPRSPH"),
        ("Di Bella", "Luca", "DBLLCU"),
        ("Hu", "Chiara", "HUXCHR"),
        ("Xhaka", "Xx", "XHKXXX"),
        ("Strauß", "Jürgen", "STRJGN"),
        ("Àè", "Ïo", "AEXIOX"),
        ("Y", "Yi", "YXXYIX"),
    ] {
        let data = BirthData {
            surname: Some(surname),
            given: Some(given),
            birth: day("1980-01-01"),
            sex: Sex::M,
            place: "H501".parse().unwrap(),
        };
        let code = CodiceFiscale::encode(&data).unwrap();
        assert_eq!(&code.expose()[..6], expected, "{surname} {given}");
        assert!(code.parts().names_plausible());
        assert!(code.verify(&data).unwrap().is_match());
    }
}

/// The eleven digits have the check digit of the partita IVA: every wrong digit shows, and so does
/// every exchange of neighbours but that of 0 and 9.
#[test]
fn a_provisional_code_has_its_own_check() {
    let sound = "97103880585";
    assert!(CodiceNumerico::parse(sound.as_bytes()).is_ok());
    for at in 0..11 {
        for digit in '0'..='9' {
            let mut text = sound.to_owned();
            text.replace_range(at..=at, &digit.to_string());
            assert_eq!(
                CodiceNumerico::parse(text.as_bytes()).is_ok(),
                text == sound
            );
        }
        let mut bytes: Vec<u8> = sound.bytes().collect();
        if at < 10 && bytes[at] != bytes[at + 1] {
            bytes.swap(at, at + 1);
            let undetected = [b"09", b"90"]
                .iter()
                .any(|pair| bytes[at..at + 2] == **pair);
            assert_eq!(CodiceNumerico::parse(&bytes).is_ok(), undetected);
        }
    }
    // It is no definitive code, and is not judged as one.
    let report = validator().validate(sound.as_bytes());
    assert_eq!(report.syntax(), Syntax::WrongLength);
    assert!(matches!(
        AnyCode::parse(sound.as_bytes()),
        Ok(AnyCode::Provisional(_))
    ));
    assert!(AnyCode::parse("9710388058５".as_bytes()).is_err());
}
