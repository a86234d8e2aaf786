//! When particulars describe the same person.
//!
//! Registries and workstations write the same name differently: `NICCOLO'` and `Niccolò`,
//! `DE LUCA` and `Deluca`. Names are compared without case, accents, spaces and punctuation; dates
//! and places on what both sides know.

use chrono::Datelike;
use cie_core::citizen::{BirthPlace, NamePart, Person, Sex};
use cie_core::date::PartialDate;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name as it is compared; `None` when the person has no such name.
pub(crate) fn name_key(name: &NamePart) -> Option<String> {
    name.text().map(fold)
}

/// A text without case, accents, spaces and punctuation. A text of nothing else stays as it is.
pub(crate) fn fold(text: &str) -> String {
    // Down and up again: only so does every form of the sharp s become SS.
    let capitals = text
        .nfkd()
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase);
    let letters = capitals
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && c.is_alphanumeric());
    let folded: String = letters.collect();
    if folded.is_empty() {
        text.to_owned()
    } else {
        folded
    }
}

/// A codice fiscale as it is looked up.
pub(crate) fn code_key(code: &str) -> String {
    code.trim().to_ascii_uppercase()
}

/// Whether stored particulars answer those asked for.
pub(crate) fn same_person(asked: &Person, stored: &Person) -> bool {
    let codes = asked.codice_fiscale().zip(stored.codice_fiscale());
    codes.is_none_or(|(a, b)| code_key(a) == code_key(b)) && same_particulars(asked, stored)
}

/// The same, leaving the codice fiscale aside.
pub(crate) fn same_particulars(asked: &Person, stored: &Person) -> bool {
    name_key(&asked.surname) == name_key(&stored.surname)
        && name_key(&asked.given) == name_key(&stored.given)
        && same_sex(asked.sex, stored.sex)
        && same_date(asked.birth_date, stored.birth_date)
        && same_place(&asked.birth_place, &stored.birth_place)
}

fn same_sex(a: Sex, b: Sex) -> bool {
    a == b || a == Sex::N || b == Sex::N
}

fn same_date(a: PartialDate, b: PartialDate) -> bool {
    let day = |date: PartialDate| date.complete().map(|date| date.day());
    a.year() == b.year()
        && a.month().zip(b.month()).is_none_or(|(a, b)| a == b)
        && day(a).zip(day(b)).is_none_or(|(a, b)| a == b)
}

fn same_place(a: &BirthPlace, b: &BirthPlace) -> bool {
    if let Some((a, b)) = a.belfiore().zip(b.belfiore()) {
        return a == b;
    }
    let name = |place: &BirthPlace| match place {
        BirthPlace::Comune { name, .. } => fold(name),
        BirthPlace::Foreign { state, .. } => fold(state),
        BirthPlace::Exceptional(text) => fold(text),
        _ => String::new(),
    };
    let (a, b) = (name(a), name(b));
    a.is_empty() || b.is_empty() || a == b
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_usual_spellings_are_one_name() {
        for (a, b) in [
            ("NICCOLO'", "Niccolò"),
            ("DE LUCA", "Deluca"),
            ("D’ANGELO", "D'angelo"),
            ("MÜLLER-STRAẞE", "Muller Strasse"),
            ("ŞAHİN", "SAHIN"),
        ] {
            assert_eq!(fold(a), fold(b), "{a}");
        }
        assert_ne!(fold("ROSSI"), fold("ROSSINI"));
        assert_ne!(fold("-"), fold("."));
    }

    #[test]
    fn dates_agree_on_what_both_know() {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        assert!(same_date(date("1980"), date("1980-05-17")));
        assert!(same_date(date("1980-05"), date("1980-05-17")));
        assert!(!same_date(date("1980-06"), date("1980-05-17")));
        assert!(!same_date(date("1980-05-18"), date("1980-05-17")));
        assert!(!same_date(date("1981"), date("1980-05-17")));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
