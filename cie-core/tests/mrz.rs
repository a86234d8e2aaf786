//! The machine readable zone against ICAO Doc 9303-5, the Italian specimen and the crate `mrz`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "the helpers of a test fail by panicking, too"
)]

use chrono::NaiveDate;
use cie_core::Code;
use cie_core::citizen::Sex;
use cie_core::date::PartialDate;
use cie_core::document::mrz::{
    NamePolicy, Td1, Td1Fields, Truncation, Umlauts, check_digit, name_field, transliterate,
};
use cie_core::document::{Can, Expiry, Pin, PinHalf, Puk, PukHalf, Serial};
use cie_core::error::{Coded, Position};
use cie_core::redact::Personal;
use proptest::prelude::*;

const SPECIMEN: &str = "C<ITACA00000AA4<<<<<<<<<<<<<<<\n\
                        6412308F2212304ITA<<<<<<<<<<<0\n\
                        ROSSI<<BIANCA<<<<<<<<<<<<<<<<<";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

fn zone(surname: &str, given: &str, born: PartialDate, expires: Expiry) -> cie_core::Result<Td1> {
    let fields = Td1Fields {
        serial: &"CA00000AA".parse()?,
        born,
        sex: Sex::F,
        expires,
        nationality: "ITA",
        surname: Personal::new(surname),
        given: Personal::new(given),
    };
    Td1::make(&fields, NamePolicy::default())
}

#[test]
fn the_italian_specimen_is_made_and_read() {
    let expires = Expiry::On(day("2022-12-30"));
    let made = zone("Rossi", "Bianca", day("1964-12-30").into(), expires).unwrap();
    assert_eq!(made.to_lines(), SPECIMEN);
    let read = Td1::parse(SPECIMEN.as_bytes()).unwrap();
    assert_eq!(read, made);
    assert_eq!(read.cie_serial().unwrap().as_str(), "CA00000AA");
    assert_eq!(
        (read.document_code(), read.issuer(), read.nationality()),
        ("C", "ITA", "ITA")
    );
    let today = day("2026-11-23");
    assert_eq!(
        read.birth().unwrap().birth(today).unwrap(),
        day("1964-12-30").into()
    );
    assert_eq!(
        read.expiry().unwrap().expiry(today).unwrap(),
        day("2022-12-30")
    );
    assert_eq!(read.sex(), Sex::F);
    assert!(!read.maybe_truncated());
    assert_eq!(read.mrz_information(), "CA00000AA464123082212304");
    for crlf in [
        SPECIMEN.replace('\n', "\r\n"),
        format!("{SPECIMEN}\n"),
        SPECIMEN.replace('\n', ""),
    ] {
        assert_eq!(Td1::parse(crlf.as_bytes()).unwrap(), read);
    }
}

#[test]
fn names_are_those_of_icao_9303_5() {
    // ICAO Doc 9303-5, eighth edition, section 4.2.3.
    let cut = [
        (
            "PAPANDROPOULOUS",
            "JONATHON ALEC",
            "PAPANDROPOULOUS<<JONATHON<ALEC",
        ),
        (
            "VAN DER MUELLEN",
            "MARTIN",
            "VAN<DER<MUELLEN<<MARTIN<<<<<<<",
        ),
        (
            "AL-BASRI",
            "HUDA MUHAMMAD JAWAD",
            "AL<BASRI<<HUDA<MUHAMMAD<JAWAD<",
        ),
        (
            "VILARCHAO FERNANDEZ",
            "JOSE RAMON",
            "VILARCHAO<FERNANDEZ<<JOSE<RAMO",
        ),
        ("ARKFREITH", "", "ARKFREITH<<<<<<<<<<<<<<<<<<<<<"),
        ("", "ARKFREITH", "ARKFREITH<<<<<<<<<<<<<<<<<<<<<"),
        ("SATRIYA SUDARPA", "", "SATRIYA<SUDARPA<<<<<<<<<<<<<<<"),
        (
            "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL",
            "DINGO POTOROO",
            "BENNELONG<WOOLOOMOOLOO<W<W<<DI",
        ),
    ];
    for (surname, given, line) in cut {
        assert_eq!(
            name_field(surname, given, NamePolicy::default()).unwrap(),
            line
        );
    }
    let initials = NamePolicy {
        truncation: Truncation::Initials,
        ..NamePolicy::default()
    };
    assert_eq!(
        name_field("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", initials).unwrap(),
        "NILAVADHANANANDA<<CHAYAPA<DE<K"
    );
}

#[test]
fn a_shortened_line_never_ends_with_a_filler() {
    for (surname, given, line) in [
        // Where the cut falls on a separator, the next initial moves in.
        (
            "PAPANDROPOULOUS",
            "JONATHON AL EC",
            "PAPANDROPOULOUS<<JONATHON<AL<E",
        ),
        (
            "PAPANDROPOULOUS",
            "JONATHONALEC EVA",
            "PAPANDROPOULOUS<<JONATHONALE<E",
        ),
        (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "A B",
            "ABCDEFGHIJKLMNOPQRSTUVWXY<<A<B",
        ),
        (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH",
            "EVA",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZA<<E",
        ),
        (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ ABCDEFGH",
            "",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ<ABC",
        ),
        (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZABC DEF",
            "",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZAB<D",
        ),
    ] {
        assert_eq!(
            name_field(surname, given, NamePolicy::default()).unwrap(),
            line
        );
    }
}

#[test]
fn letters_of_italy_and_its_neighbours_are_transliterated() {
    for (name, expected) in [
        ("Nicolò D'Angelo", "NICOLO<DANGELO"),
        ("NICOLO'", "NICOLO"),
        ("Dell’Òrto", "DELLORTO"),
        ("Jürgen Größmann", "JUERGEN<GROESSMANN"),
        ("Žbogar Čermelj Šuligoj", "ZBOGAR<CERMELJ<SULIGOJ"),
        ("Đorđević", "DORDEVIC"),
        ("François Noël-Bœuf", "FRANCOIS<NOEL<BOEUF"),
        ("Peña", "PENA"),
        ("Łukasz", "LUKASZ"),
        ("  De  -  Luca, ", "DE<LUCA"),
        // The same as above, decomposed.
        ("Nicolo\u{300}", "NICOLO"),
        ("Ju\u{308}rgen", "JUERGEN"),
        ("Noe\u{308}l", "NOEL"),
    ] {
        assert_eq!(
            transliterate(name, Umlauts::Digraph).unwrap(),
            expected,
            "{name}"
        );
    }
    assert_eq!(transliterate("Jürgen", Umlauts::Base).unwrap(), "JURGEN");
    for bad in ["Иванов", "João 2", "A/B", "名"] {
        let error = transliterate(bad, Umlauts::Digraph).unwrap_err();
        assert_eq!(error.code(), Code::BadMrzName, "{bad}");
        assert!(!error.to_string().contains(bad));
    }
    assert_eq!(
        name_field(" ", "-", NamePolicy::default())
            .unwrap_err()
            .code(),
        Code::NoName
    );
}

#[test]
fn every_letter_of_icao_s_table_agrees_with_the_peer() {
    let mut compared = 0;
    for c in ('\u{c0}'..='\u{17f}').chain(['\u{1e9e}']) {
        for (umlauts, style) in [
            (Umlauts::Digraph, mrz::TransliterationStyle::Expanded),
            (Umlauts::Base, mrz::TransliterationStyle::Simple),
        ] {
            if let Some(expected) = mrz::transliterate_char(c, style) {
                let ours = transliterate(&c.to_string(), umlauts).unwrap();
                // ı is listed on its own; its capital is a plain I.
                assert_eq!(ours, expected, "U+{:04X}", u32::from(c));
                compared += 1;
            }
        }
    }
    // ICAO Doc 9303-3 section 6 A has 95 rows.
    assert_eq!(compared, 2 * 95);
}

#[test]
fn unlimited_and_incomplete_dates_are_fillers() {
    let made = zone(
        "Rossi",
        "Bianca",
        "1950-01".parse().unwrap(),
        Expiry::Unlimited,
    )
    .unwrap();
    assert_eq!(
        made.line(1).map(|line| &line[..15]),
        Some("5001<<2F<<<<<<0")
    );
    assert_eq!(made.expiry(), None);
    let born = made.birth().unwrap().birth(day("2026-11-23")).unwrap();
    assert_eq!(born, PartialDate::YearMonth(1950, 1));
    // 5x7 + 0 + 0 + 1x7 = 42, by hand: the digit is 2.
    assert_eq!(check_digit("5001<<"), Some(2));
}

#[test]
fn centuries_are_told_by_the_reference_day() {
    let made = zone(
        "Rossi",
        "Bianca",
        day("2026-11-23").into(),
        Expiry::On(day("2036-05-01")),
    );
    let made = made.unwrap();
    let birth = made.birth().unwrap();
    assert_eq!(
        birth.birth(day("2026-11-23")).unwrap(),
        day("2026-11-23").into()
    );
    assert_eq!(
        birth.birth(day("2026-11-22")).unwrap(),
        day("1926-11-23").into()
    );
    let expiry = made.expiry().unwrap();
    assert_eq!(expiry.expiry(day("2026-11-23")).unwrap(), day("2036-05-01"));
    assert_eq!(expiry.expiry(day("2099-01-01")).unwrap(), day("2136-05-01"));
}

#[test]
fn a_number_longer_than_nine_characters_is_put_together() {
    // ICAO Doc 9303-5 appendix B, figure B-3: document number D23145890734.
    let text = "I<UTOD23145890<7349<<<<<<<<<<<\
                3407127M9507122UTO<<<<<<<<<<<2\
                STEVENSON<<PETER<JOHN<<<<<<<<<";
    let read = Td1::parse(text.as_bytes()).unwrap();
    assert_eq!(read.document_number(), "D23145890734");
    assert_eq!(read.given_names(), "PETER JOHN");
    assert_eq!(read.cie_serial().unwrap_err().code(), Code::NotACie);
    // ICAO Doc 9303-11 appendix D.2 derives its keys from this zone.
    assert_eq!(read.mrz_information(), "D23145890734934071279507122");
}

#[test]
fn what_is_wrong_is_named_with_its_place_and_nothing_else() {
    let edit = |at: usize, to: &str| {
        let mut text = SPECIMEN.to_owned();
        text.replace_range(at..at + to.len(), to);
        Td1::parse(text.as_bytes()).expect_err("broken")
    };
    for (at, to, code, line, column) in [
        (14, "5", Code::MrzCheckDigit, 1, 15),
        (31, "65", Code::MrzCheckDigit, 2, 7),
        (31, "6413", Code::BadMrzDate, 2, 1),
        (38, "X", Code::BadMrzField, 2, 8),
        (62, "1", Code::BadMrzField, 3, 1),
        (64, "s", Code::BadMrzCharacter, 3, 3),
    ] {
        let error = edit(at, to);
        assert_eq!(error.code(), code, "{at}");
        assert_eq!(
            error.position(),
            Some(&Position::Text { line, column }),
            "{at}"
        );
        assert!(!error.to_string().contains("ROSSI") && !error.to_string().contains("CA00000AA"));
    }
    for shape in [
        "",
        "C<ITA",
        &SPECIMEN[1..],
        &format!("{SPECIMEN}\n\n"),
        &"<".repeat(90_000),
    ] {
        assert_eq!(
            Td1::parse(shape.as_bytes()).unwrap_err().code(),
            Code::BadMrzShape
        );
    }
    assert_eq!(
        Td1::parse(&[0xff; 90]).unwrap_err().code(),
        Code::BadMrzShape
    );
}

#[test]
fn numbers_and_secrets_are_text_and_do_not_show() {
    for good in ["CA00000AA", "CZ01234ZZ"] {
        assert_eq!(good.parse::<Serial>().unwrap().as_str(), good);
    }
    for bad in [
        "",
        "CA0000AA",
        "ca00000aa",
        "CA00000A1",
        "AA00000AA",
        "CA00000AAA",
        "CÀ0000AA",
        " CA00000AA",
    ] {
        assert_eq!(
            bad.parse::<Serial>().unwrap_err().code(),
            Code::BadSerial,
            "{bad}"
        );
    }
    let serial: Serial = serde_json::from_str("\"CA00007AA\"").unwrap();
    assert_eq!(serde_json::to_string(&serial).unwrap(), "\"CA00007AA\"");
    assert!(serde_json::from_str::<Serial>("\"7\"").is_err());
    assert!(!format!("{serial:?}").contains("CA0"));

    let pin = Pin::join(
        &PinHalf::parse("0123").unwrap(),
        &PinHalf::parse("4567").unwrap(),
    );
    assert_eq!(pin, Pin::parse("01234567").unwrap());
    let puk = Puk::join(
        &PukHalf::parse("9876").unwrap(),
        &PukHalf::parse("5432").unwrap(),
    );
    assert_eq!(puk.expose(), "98765432");
    let shown = format!("{pin:?} {puk:?} {:?}", Can::parse("123456").unwrap());
    assert!(!shown.contains(|c: char| c.is_ascii_digit()), "{shown}");
    assert_eq!(Can::parse("12345").unwrap_err().code(), Code::BadCan);
    assert_eq!(PinHalf::parse("12a4").unwrap_err().code(), Code::BadPin);
    assert!(
        !Pin::parse("1234567")
            .unwrap_err()
            .to_string()
            .contains("1234567")
    );
}

fn names() -> impl Strategy<Value = String> {
    "[A-Za-zÀ-ÖØ-öø-ÿŠšŽžČčĆćĐđ' -]{0,40}"
}

proptest! {
    #[test]
    fn what_is_made_is_read_back(
        surname in names(), given in names(), born in 0u64..36_000, expires in 0u64..18_000,
        letters in "C[A-Z][0-9]{5}[A-Z]{2}", sex in 0usize..3, initials: bool,
    ) {
        let born = day("1930-01-01") + chrono::Days::new(born);
        let expires = day("2020-01-01") + chrono::Days::new(expires);
        let sex = [Sex::M, Sex::F, Sex::N][sex];
        let policy = NamePolicy {
            truncation: if initials { Truncation::Initials } else { Truncation::Cut },
            ..NamePolicy::default()
        };
        let serial: Serial = letters.parse().unwrap();
        let fields = Td1Fields {
            serial: &serial, born: born.into(), sex, expires: Expiry::On(expires), nationality: "ITA",
            surname: Personal::new(&surname), given: Personal::new(&given),
        };
        let made = match Td1::make(&fields, policy) {
            Ok(made) => made,
            Err(error) => {
                prop_assert_eq!(error.code(), Code::NoName);
                return Ok(());
            }
        };
        let read = Td1::parse(made.to_lines().as_bytes()).unwrap();
        prop_assert_eq!(&read, &made);
        prop_assert_eq!(read.cie_serial().unwrap(), serial);
        prop_assert_eq!(read.sex(), sex);
        let reference = day("2029-12-31");
        prop_assert_eq!(read.birth().unwrap().birth(reference).unwrap(), born.into());
        prop_assert_eq!(read.expiry().unwrap().expiry(reference).unwrap(), expires);

        // Names that fit come back whole, and the peer writes the same line.
        let (one, two) = (
            transliterate(&surname, Umlauts::Digraph).unwrap(),
            transliterate(&given, Umlauts::Digraph).unwrap(),
        );
        let (one, two) = if one.is_empty() { (two, String::new()) } else { (one, two) };
        let length = one.len() + two.len() + if two.is_empty() { 0 } else { 2 };
        if length <= 30 {
            prop_assert_eq!(read.surname(), one.replace('<', " "));
            prop_assert_eq!(read.given_names(), two.replace('<', " "));
            let peer = mrz::format_td1(&mrz::Td1Fields {
                document_code: "C".into(),
                issuing_country: "ITA".into(),
                document_number: letters,
                surname: one.replace('<', " "),
                given_names: two.replace('<', " "),
                nationality: "ITA".into(),
                date_of_birth: born.to_string().parse().unwrap(),
                sex: match sex { Sex::M => mrz::Sex::Male, Sex::F => mrz::Sex::Female, _ => mrz::Sex::Unspecified },
                date_of_expiry: expires.to_string().parse().unwrap(),
                optional_data_1: None,
                optional_data_2: None,
            });
            prop_assert_eq!(peer.replace('\n', ""), made.as_str());
        } else {
            prop_assert!(read.maybe_truncated());
            prop_assert!(one.starts_with(read.surname().split(' ').next().unwrap()));
            prop_assert_eq!(read.given_names().is_empty(), two.is_empty());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..120)) {
        let _ = Td1::parse(&bytes);
    }

    #[test]
    fn any_zone_like_text_is_read_or_refused(text in "[A-Z0-9<]{90}") {
        if let Ok(zone) = Td1::parse(text.as_bytes()) {
            prop_assert_eq!(zone.as_str(), text);
        }
    }

    #[test]
    fn one_wrong_digit_of_the_middle_line_is_always_seen(at in 0usize..18, digit in "[0-9]") {
        let mut text = SPECIMEN.to_owned();
        let at = 31 + at;
        if !text.as_bytes()[at].is_ascii_digit() || text[at..].starts_with(&digit) {
            return Ok(());
        }
        text.replace_range(at..=at, &digit);
        prop_assert!(Td1::parse(text.as_bytes()).is_err());
    }

    #[test]
    fn any_name_makes_thirty_characters_or_is_refused(surname in "\\PC{0,60}", given in "\\PC{0,60}") {
        if let Ok(line) = name_field(&surname, &given, NamePolicy::default()) {
            prop_assert_eq!(line.len(), 30);
            prop_assert!(line.bytes().all(|b| b.is_ascii_uppercase() || b == b'<'));
        }
    }

    #[test]
    fn check_digits_agree_with_the_peer(field in "[A-Z0-9<]{0,60}") {
        let peer = mrz::check_digit(&field);
        prop_assert_eq!(check_digit(&field).map(|d| d.to_string()), peer.ok().map(|d| d.to_string()));
    }
}
