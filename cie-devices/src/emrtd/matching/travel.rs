//! The note on travel.

use cie_core::rule::{Value, travel as rules};

use super::{Requested, not_read};
use crate::emrtd::lds::{DataGroup, Dg12, File};
use crate::emrtd::passive::{Check, Evidence, Outcome, RequestField, Verdict};
use crate::emrtd::session::Files;

/// The word that every known form of the note has; the mint's own wording in DG12 is not published.
const WORD: &str = "ESPATRIO";

/// Whether DG12 holds the note that the card is not valid for travel, where the request calls for it,
/// and none where it does not.
pub(super) fn judge(files: &Files, request: &Requested) -> Option<Verdict> {
    let valid = request.valid_for_travel?;
    let check = Check::Request(RequestField::Travel);
    let document = match files.get(File::Group(DataGroup::DG12)).map(Dg12::parse) {
        None => {
            return Some(Verdict::new(
                check,
                Outcome::Open,
                not_read(DataGroup::DG12),
            ));
        }
        Some(Err(error)) => return Some(Verdict::failed(check, Outcome::Bad, error)),
        Some(Ok(document)) => document,
    };
    let observations = document.observations.as_ref();
    let text = observations.map(|text| text.expose().trim().to_uppercase());
    let text = text.unwrap_or_default();
    let noted = text.contains(WORD);
    let (outcome, it, en) = match (valid, noted, text.is_empty()) {
        (true, false, true) => (
            Outcome::Good,
            "valida, nessuna annotazione nel DG12",
            "valid, no note in DG12",
        ),
        (false, true, _) => (
            Outcome::Good,
            "non valida, annotata nel DG12",
            "not valid, noted in DG12",
        ),
        (true, true, _) => (
            Outcome::Bad,
            "il DG12 annota l'espatrio, la richiesta no",
            "DG12 has a note on travel, the request has none",
        ),
        (false, false, true) => (
            Outcome::Bad,
            "manca nel DG12 l'annotazione sull'espatrio",
            "the note on travel is missing from DG12",
        ),
        (_, false, false) => (
            Outcome::Open,
            "il DG12 ha annotazioni di altro tenore, da leggere",
            "DG12 has notes of another wording, to be read",
        ),
    };
    Some(Verdict::new(check, outcome, Evidence::new(it, en)))
}

/// The note as the law words it, for cards that are personalised here.
pub(crate) fn note() -> Option<&'static str> {
    match rules::PASSPORT_GROUND.value("note") {
        Some(Value::Text(note)) => Some(note),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_law_words_the_note_with_the_word_that_is_looked_for() {
        let note = note().unwrap();
        assert!(note.to_uppercase().contains(WORD), "{note}");
    }
}
