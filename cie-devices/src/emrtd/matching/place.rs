//! The place of birth, as DG11 and the request write it.

use cie_core::citizen::BirthPlace;
use cie_core::document::mrz::{Umlauts, transliterate};

use super::Requested;
use crate::emrtd::lds::Dg11;
use crate::emrtd::passive::{Check, Evidence, Outcome, RequestField, Verdict};

/// How the mint writes places is not published: people born abroad have a town, a State or both.
/// So a place that is written otherwise is something to look at, not something wrong; the codice
/// fiscale names the place too, and that one is compared to the letter.
pub(super) fn judge(holder: &Dg11, request: &Requested) -> Verdict {
    let check = Check::Request(RequestField::BirthPlace);
    let Some(place) = &holder.birth_place else {
        let missing = Evidence::new("manca nel DG11", "missing from DG11");
        return Verdict::new(check, Outcome::Open, missing);
    };
    let own = plain(place.place.expose());
    let wanted: Vec<&str> = match &request.birth_place {
        BirthPlace::Comune { name, .. } => vec![name],
        BirthPlace::Foreign {
            state, locality, ..
        } => locality
            .iter()
            .map(String::as_str)
            .chain([state.as_str()])
            .collect(),
        BirthPlace::Exceptional(text) => vec![text],
        _ => Vec::new(),
    };
    if wanted.iter().any(|wanted| plain(wanted) == own) {
        Verdict::new(check, Outcome::Good, "DG11")
    } else {
        let otherwise = Evidence::new(
            "DG11: scritto in altro modo, da confrontare a vista",
            "DG11: written otherwise, compare by eye",
        );
        Verdict::new(check, Outcome::Remark, otherwise)
    }
}

/// Letters alone, as a zone would write them.
fn plain(text: &str) -> String {
    let text = text.trim().to_uppercase();
    transliterate(&text, Umlauts::default()).unwrap_or(text)
}
