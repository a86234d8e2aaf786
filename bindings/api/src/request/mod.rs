//! A request for a card: what the operator enters, what is checked, what is signed.

mod biometrics;
pub(crate) mod check;
mod desk;
mod form;
mod guardian;
mod kind;
pub(crate) mod sign;

pub use biometrics::{Biometrics, Finger, Fingerprint, Hand, Impossibility, Media};
pub use check::*;
pub use desk::{Address, Contacts, Delivery, DeliveryMode, NullaOsta, Office, Operator};
pub use form::{CardRequest, OrganDonation, RequestOutcome};
pub use guardian::{Consent, Guardian, GuardianRole};
pub use kind::{ConsularChecks, FiveData, IssueKind, PaperGround};
pub use sign::*;

use cie_core::error::Position;

use crate::ApiError;
use crate::fault::{Code, Error};

/// A member that is missing, or that does not go with the others.
pub(crate) fn unfit(path: &str) -> ApiError {
    let position = Position::Field(path.to_owned().into());
    Error::new(Code::Members).at(position).into()
}
