use chrono::NaiveDate;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::latin::{capitals, folded};
use super::*;
use crate::error::Position;
use crate::{Code, Error};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn code(text: &str) -> Belfiore {
    text.parse().unwrap()
}

#[test]
fn base_letters_are_those_of_canonical_decomposition() {
    for letter in ('\u{80}'..'\u{FFFF}').filter(|letter| letter.is_alphabetic()) {
        let base = letter.nfd().next().unwrap();
        if base.is_ascii_alphabetic() {
            let expected = base.to_ascii_uppercase().to_string();
            let latin = matches!(letter as u32, 0xC0..=0x24F | 0x1E00..=0x1EFF);
            let got = capitals(letter);
            assert!(got == Some(expected.as_str()) || !latin, "{letter} {got:?}");
        }
    }
}

#[test]
fn letters_that_do_not_decompose_follow_icao_9303_3() {
    for (letter, expected) in [
        ('Æ', "AE"),
        ('ø', "OE"),
        ('ß', "SS"),
        ('Þ', "TH"),
        ('đ', "D"),
        ('Ħ', "H"),
        ('ı', "I"),
        ('Ĳ', "IJ"),
        ('ł', "L"),
        ('Ŋ', "N"),
        ('Ŧ', "T"),
    ] {
        assert_eq!(capitals(letter), Some(expected), "{letter}");
    }
    for other in ['А', 'Ω', '0', ' ', '×', '\'', 'Ａ'] {
        assert_eq!(capitals(other), None, "{other}");
    }
}

#[test]
fn rome_and_germany_by_every_key() {
    let places = Places::embedded();
    let today = day("2026-11-22");
    let rome = places.at(code("H501"), today).unwrap();
    assert_eq!((rome.name(), rome.province()), ("ROMA", Some("RM")));
    assert_eq!(rome.istat_code().as_deref(), Some("058091"));
    assert_eq!(rome.kind(), PlaceKind::Comune);
    assert!(places.by_istat(58091).any(|place| place == rome));
    assert!(places.by_name_at("roma", today).any(|place| place == rome));

    let germany = places.at(code("Z112"), today).unwrap();
    assert_eq!(germany.istat_code().as_deref(), Some("216"));
    assert_eq!(germany.iso3(), Some(*b"DEU"));
    assert_eq!(
        (germany.kind(), germany.province()),
        (PlaceKind::State, None)
    );
    assert!(places.by_state_code(216).any(|place| place == germany));
    assert!(places.by_name("Germany").any(|place| place == germany));
    assert_eq!(places.by_istat(216).count(), 0);

    let italy = places.by_state_code(100).next().unwrap();
    assert_eq!((italy.name(), italy.belfiore()), ("ITALIA", None));
    assert!(italy.admits_citizenship() && !italy.admits_birth());
}

#[test]
fn names_are_found_without_accents_case_or_apostrophes() {
    let today = day("2026-11-22");
    for (query, expected) in [
        ("Forlì", "D704"),
        ("FORLI'", "D704"),
        ("forli", "D704"),
        ("Bozen", "A952"),
        ("St. Leonhard in Passeier", "H952"),
        ("Doberdob", "D312"),
        ("Doberdò del Lago", "D312"),
        ("Doberdò del Lago-Doberdob", "D312"),
        ("Števerjan", "H845"),
        ("reggio nell emilia", "H223"),
        ("Aoste", "A326"),
    ] {
        let found = Places::embedded().by_name_at(query, today);
        let codes: Vec<_> = found.filter_map(|place| place.belfiore()).collect();
        assert_eq!(codes, [code(expected)], "{query}");
    }
    for nothing in ["", "'", "?", "Atlantide", "Рома"] {
        assert_eq!(Places::embedded().by_name(nothing).count(), 0, "{nothing}");
    }
}

#[test]
fn homonyms_are_all_given() {
    // Two comuni called Samone exist today, in Trento and in Torino.
    let found = Places::embedded().by_name_at("Samone", day("2026-11-22"));
    let mut provinces: Vec<_> = found.filter_map(|place| place.province()).collect();
    provinces.sort_unstable();
    assert_eq!(provinces, ["TN", "TO"]);
}

#[test]
fn every_row_is_found_by_each_of_its_keys() {
    let places = Places::embedded();
    assert_eq!(places.len(), 19_373 + 250);
    for place in places.iter() {
        if let Some(code) = place.belfiore() {
            assert!(places.by_belfiore(code).any(|found| found == place));
        }
        if let Some(istat) = place.istat() {
            let found = match place.kind() {
                PlaceKind::Comune => places.by_istat(istat).any(|found| found == place),
                PlaceKind::State => places.by_state_code(istat).any(|found| found == place),
            };
            assert!(found, "{istat}");
        }
        for name in place.alternatives().chain([place.name()]) {
            assert!(places.by_name(name).any(|found| found == place), "{name}");
        }
        if let (Some(from), Some(to)) = (place.from(), place.to()) {
            assert!(from <= to, "{}", place.name());
        }
    }
}

#[test]
fn unassigned_codes_are_unknown() {
    for unknown in ["A000", "M999", "Z999", "N000", "Z000", "Y500"] {
        assert!(!Places::embedded().is_known(code(unknown)), "{unknown}");
    }
    for malformed in ["", "H50", "h501", "H5O1", "5501", "H501 ", "Ｈ501"] {
        let error = malformed.parse::<Belfiore>().unwrap_err();
        assert_eq!(error.code(), Code::BadBelfiore, "{malformed}");
    }
}

const HEADER: &str = "DATAISTITUZIONE,DATACESSAZIONE,CODISTAT,CODCATASTALE,DENOMINAZIONE_IT,\
                      ALTRADENOMINAZIONE,SIGLAPROVINCIA\n";

fn load(body: &str) -> Result<Places, Error> {
    Places::from_anpr_csv(format!("\u{FEFF}{HEADER}{body}").as_bytes())
}

#[test]
fn a_row_of_the_official_archive_is_read() {
    let places = load("1948-01-01,9999-12-31,012345,A999,\"SANT'ESEMPIO\",HEILIG,BZ\n").unwrap();
    let place = places.at(code("A999"), day("2000-01-01")).unwrap();
    assert_eq!((place.name(), place.to()), ("SANT'ESEMPIO", None));
    assert_eq!(place.istat_code().as_deref(), Some("012345"));
    assert!(places.by_name("Heilig").any(|found| found == place));
    assert!(!places.is_known(code("H501")));
    let states = |places: &Places| {
        let states = places
            .iter()
            .filter(|place| place.kind() == PlaceKind::State);
        states.map(|place| format!("{place:?}")).collect::<Vec<_>>()
    };
    assert_eq!(states(&places), states(Places::embedded()));
}

#[test]
fn what_is_wrong_in_an_archive_is_told_by_line_and_column() {
    for (body, line, column) in [
        ("x,9999-12-31,012345,A999,N,,BZ", 2, "DATAISTITUZIONE"),
        (
            "1948-01-01,1950-02-30,012345,A999,N,,BZ",
            2,
            "DATACESSAZIONE",
        ),
        ("1948-01-01,,12345,A999,N,,BZ", 2, "CODISTAT"),
        ("1948-01-01,,012345,AA99,N,,BZ", 2, "CODCATASTALE"),
        ("1948-01-01,,012345,A999,,,BZ", 2, "DENOMINAZIONE_IT"),
        (
            "1948-01-01,,012345,A999,N,,BZ\n1948-01-01,,012345,A999,N,,?",
            3,
            "SIGLAPROVINCIA",
        ),
        ("1948-01-01,,012345,A999,N,a|b,BZ", 2, "ALTRADENOMINAZIONE"),
        ("1948-01-01", 2, "CSV"),
    ] {
        let error = load(body).unwrap_err();
        assert_eq!(error.code(), Code::BadPlaceRow, "{body}");
        let expected = Position::Row {
            line,
            column: column.into(),
        };
        assert_eq!(
            crate::error::Coded::position(&error),
            Some(&expected),
            "{body}"
        );
    }
    let error = Places::from_anpr_csv(b"ID,NAME\n1,2\n").unwrap_err();
    assert_eq!(error.code(), Code::BadPlaceRow);
}

/// As an editor shows them: whatever ends a line, and where a cell holds a line end of its own.
#[test]
fn lines_of_an_archive_are_those_of_the_file() {
    let good = "1948-01-01,,012345,A999,N,,BZ";
    let bad = "1948-01-01,,012345,A999,N,,?";
    let split = "1948-01-01,,012345,A999,N,\"A\nB\",BZ";
    for (rows, line) in [
        (vec![bad], 2),
        (vec![good, good, bad], 4),
        (vec![good, "", "", bad], 5),
        (vec![split, bad], 4),
        (vec![split, "", split, good, bad], 8),
        // A quote in the middle of a row that is too short.
        (vec![good, "\"1948\n01\""], 3),
    ] {
        for end in ["\n", "\r\n"] {
            let text = format!("{HEADER}{}\n", rows.join("\n")).replace('\n', end);
            let error = Places::from_anpr_csv(text.as_bytes()).unwrap_err();
            let Some(Position::Row { line: found, .. }) = crate::error::Coded::position(&error)
            else {
                panic!("no line in {error}");
            };
            assert_eq!(*found, line, "{text:?}");
        }
    }
}

#[test]
fn an_archive_out_of_all_proportion_is_refused() {
    let row = "1948-01-01,9999-12-31,012345,A999,N,,BZ\n";
    let error = load(&row.repeat(50_001)).unwrap_err();
    assert_eq!(error.code(), Code::PlaceTableTooLarge);
    let error = Places::from_anpr_csv(&vec![b' '; (32 << 20) + 1]).unwrap_err();
    assert_eq!(error.code(), Code::PlaceTableTooLarge);
}

proptest! {
    #[test]
    fn any_name_is_looked_up_without_panic(name in "\\PC{0,40}") {
        for place in Places::embedded().by_name(&name) {
            let same = |other: &str| folded(other).eq(folded(&name));
            let italian = place.name().split('-').next().unwrap_or_default();
            prop_assert!(place.alternatives().any(same) || same(place.name()) || same(italian));
        }
    }

    #[test]
    fn any_code_is_looked_up(letter in b'A'..=b'Z', number in 0u32..1000, istat: u32) {
        let code: Belfiore = format!("{}{number:03}", char::from(letter)).parse()?;
        prop_assert_eq!(Belfiore::from_index(code.index()), Some(code));
        for place in Places::embedded().by_belfiore(code) {
            prop_assert_eq!(place.belfiore(), Some(code));
        }
        for place in Places::embedded().by_istat(istat) {
            prop_assert_eq!(place.istat(), Some(istat));
        }
    }

    #[test]
    fn a_place_was_active_when_there_is_one(
        letter in b'A'..=b'M', number in 0u32..1000, days in -80_000i64..40_000
    ) {
        let places = Places::embedded();
        let code: Belfiore = format!("{}{number:03}", char::from(letter)).parse()?;
        let random = NaiveDate::default() + chrono::Duration::days(days);
        let edges = places.by_belfiore(code).flat_map(|place| [place.from(), place.to()]).flatten();
        let near = edges.flat_map(|day| [day.pred_opt(), Some(day), day.succ_opt()]).flatten();
        for day in near.chain([random]) {
            prop_assert_eq!(places.was_active(code, day), places.at(code, day).is_some());
        }
    }

    #[test]
    fn any_bytes_are_loaded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Places::from_anpr_csv(&bytes);
        let mut with_header = HEADER.as_bytes().to_vec();
        with_header.extend(bytes);
        let _ = Places::from_anpr_csv(&with_header);
    }
}
