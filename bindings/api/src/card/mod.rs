//! The card: reading it over a transport of the caller's, what the files of its chip say, and whether
//! they hold.

mod content;
pub(crate) mod files;
pub(crate) mod pin;
pub(crate) mod read;
mod report;
pub(crate) mod simulate;
pub(crate) mod transport;
mod trust;
pub(crate) mod verify;
pub(crate) mod virtual_card;
pub(crate) mod watch;

pub use content::{CardContent, CardDocument, CardHolder, CardPhoto};
pub use files::{CardFile, parse_card_files, picture_to_png};
pub use pin::{PinTries, card_pin_tries, change_card_pin, unblock_card_pin, verify_card_pin};
pub use read::{CardAccess, CardPlan, CardReading, read_card};
pub use report::{CardCheck, CardField, CardReport, CardSummary, CardVerdict, CheckOutcome};
pub use simulate::{SimulatedCard, simulate_card};
pub use transport::{CardLink, CardTransport};
pub use trust::{Authority, TrustContent};
pub use verify::{read_trust, verify_card_files};
pub use virtual_card::VirtualCard;
pub use watch::{CardWatch, ReadingWatch};

#[cfg(feature = "python")]
pub(crate) mod python {
    pub(crate) use super::files::python::*;
    pub(crate) use super::pin::python::*;
    pub(crate) use super::read::python::*;
    pub(crate) use super::simulate::python::*;
    pub(crate) use super::verify::python::*;
    pub(crate) use super::virtual_card::python::*;
}
