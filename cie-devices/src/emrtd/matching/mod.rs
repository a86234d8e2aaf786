//! Does the chip say what is printed, and what was requested?

mod access;
mod chip;
mod photo;
mod place;
mod request;
mod requested;
mod travel;

use cie_core::document::mrz::Td1;

use super::lds::{DataGroup, Dg1, File};
use super::passive::{Check, Evidence, Outcome, Verdict};
use super::session::Files;
use crate::Result;

pub use request::match_request;
pub use requested::{Requested, RequestedPhoto};
pub(crate) use travel::note as travel_note;

/// Whether the zone of the chip is the one printed on the card.
#[must_use]
pub fn match_zone(files: &Files, printed: &Td1) -> Verdict {
    let check = Check::Zone;
    match zone(files) {
        None => Verdict::new(check, Outcome::Open, not_read(DataGroup::DG1)),
        Some(Err(error)) => Verdict::failed(check, Outcome::Bad, error),
        Some(Ok(zone)) if zone == *printed => {
            let same = Evidence::new("il DG1 è la MRZ stampata", "DG1 is the printed MRZ");
            Verdict::new(check, Outcome::Good, same)
        }
        Some(Ok(_)) => {
            let other = Evidence::new("il DG1 non è la MRZ stampata", "DG1 is not the printed MRZ");
            Verdict::new(check, Outcome::Bad, other)
        }
    }
}

fn zone(files: &Files) -> Option<Result<Td1>> {
    let bytes = files.get(File::Group(DataGroup::DG1))?;
    Some(Dg1::parse(bytes).and_then(|group| group.td1()))
}

fn not_read(group: DataGroup) -> Evidence {
    Evidence::new(format!("{group} non letto"), format!("{group} not read"))
}
