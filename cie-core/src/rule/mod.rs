//! The rules of CIE issuance as data: dated, sourced, and never a bare constant in code.
//!
//! Every legal figure the SDK uses is read from a [`Rule`] of this catalogue: fees, bands, dates,
//! accounts, ages, photo requirements. A rule says since when it holds, until when, where it comes
//! from and how sure we are. Where the sources disagree or are silent, the rule is a *policy*: its
//! figures name the options and the default, and the code takes the option as a parameter.
//!
//! ```
//! use chrono::NaiveDate;
//! use cie_core::rule::{self, Confidence, Value};
//!
//! let adult = rule::find("validity.adult.last_birthday").expect("a stable identifier");
//! assert_eq!(adult.value("term"), Some(Value::Years(10)));
//! assert_eq!(adult.effective_from, NaiveDate::from_ymd_opt(2022, 9, 19));
//!
//! // What was in force on a given day?
//! let day = NaiveDate::from_ymd_opt(2026, 7, 29).expect("in the calendar");
//! assert!(rule::in_force(day).all(|rule| rule.id != "validity.over_70.unlimited"));
//! // Which choices are ours, and not the law's?
//! assert!(rule::all().any(|rule| rule.confidence == Confidence::Policy));
//! ```

pub mod biometrics;
pub mod delivery;
pub mod entitlement;
pub mod fees;
pub mod holidays;
pub mod numbers;
pub mod remittance;
pub mod rollout;
pub mod sco;
pub mod travel;
pub mod validity;
pub mod workstation;

mod catalogue;
mod endpoint;
mod model;
mod value;

pub use catalogue::{all, find, in_force};
pub use endpoint::{Endpoint, ProxyAuth};
pub use model::{Confidence, Rule};
pub use value::{Figure, Value};

pub(crate) use catalogue::require;
pub(crate) use model::day;
