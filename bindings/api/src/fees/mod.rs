//! What a card costs, and what the comune remits to the State and when.

pub(crate) mod calendar;
pub(crate) mod quote;
pub(crate) mod reconcile;
pub(crate) mod remittance;
pub(crate) mod summary;
mod tariff;

pub use calendar::*;
pub use quote::*;
pub use reconcile::*;
pub use remittance::*;
pub use summary::*;
pub(crate) use tariff::tariff_of;
pub use tariff::{Charge, IssueReason, LocalExemption, Tariff};
