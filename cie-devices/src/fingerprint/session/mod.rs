//! Taking the prints that a card needs, as the rule asks for them.
//!
//! [`PrintSession`] is the rule as a machine of steps: it says which finger comes next, counts
//! attempts, falls back to other fingers, and ends with what goes into the request. It has no scanner,
//! no clock and no screen; it can be stored as JSON after any step and resumed. [`conduct`] runs it over
//! a [`FingerprintScanner`](super::FingerprintScanner) with an operator at a [`Desk`].
//!
//! The rule is [`FingerprintPlan`](cie_core::request::FingerprintPlan), with its sources in
//! [`cie_core::rule::biometrics`]. Which quality is good enough is not in any rule: it is a setting.

mod conduct;
mod model;
mod outcome;
mod steps;
mod stored;

pub use conduct::{Decision, Desk, Patience, conduct};
pub use model::{AttemptFailure, FingerAbsence, PrintSession, SessionSettings};
pub use outcome::{SessionOutcome, TakenPrint};
pub use steps::{Choice, Step};
