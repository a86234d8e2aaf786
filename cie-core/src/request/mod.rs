//! A request for a card: what the operator enters, what is checked, what is signed.
//!
//! [`check`] reports every fault at once, before the citizen sits down where that is possible;
//! [`canonical_form`] is the text that the operator's card signs.

mod biometrics;
mod canonical;
mod check;
mod delivery;
mod finding;
mod guardian;
mod kind;
mod model;
mod outcome;
mod prints;

pub use biometrics::{Biometrics, Finger, Fingerprint, Hand, Impossibility, Media, MediaRef};
pub use canonical::{CANONICAL_SCHEMA, canonical_form};
pub use check::check;
pub use delivery::{Contacts, Delivery, DeliveryMode};
pub use finding::{CATALOGUE as FINDINGS, Finding, FindingCode, FindingInfo, Gravity, Stage};
pub use guardian::{Consent, Guardian, GuardianRole};
pub use kind::{ConsularChecks, FiveData, IssueKind, PaperGround};
pub use model::{CardRequest, NullaOsta, Office, Operator, OrganDonation};
pub use outcome::Outcome;
pub use prints::FingerprintPlan;
