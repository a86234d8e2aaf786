//! The card: what the files of its chip say, and whether they hold.

mod content;
pub(crate) mod files;
mod report;
pub(crate) mod simulate;
mod trust;
pub(crate) mod verify;

pub use content::{CardContent, CardDocument, CardHolder, CardPhoto};
pub use files::{CardFile, parse_card_files, picture_to_png};
pub use report::{CardCheck, CardField, CardReport, CardSummary, CardVerdict, CheckOutcome};
pub use simulate::{SimulatedCard, simulate_card};
pub use trust::{Authority, TrustContent};
pub use verify::{read_trust, verify_card_files};

#[cfg(feature = "python")]
pub(crate) mod python {
    pub(crate) use super::files::python::*;
    pub(crate) use super::simulate::python::*;
    pub(crate) use super::verify::python::*;
}
