//! What a card costs, who gets which part, and how a comune hands the State its share.
//!
//! Only the State share is national; the municipal share is a [`Tariff`] loaded from the comune's
//! configuration. All amounts are whole cents.
//!
//! ```
//! use chrono::NaiveDate;
//! use cie_core::fees::{quote, Exemption, Office, Reason, Tariff};
//! use cie_core::lang::Lang;
//!
//! let on = NaiveDate::from_ymd_opt(2026, 11, 23).expect("in the calendar");
//! let tariff = Tariff::default();
//! let quote = quote(Reason::Loss, on, Office::Comune(&tariff), Exemption::None)?;
//! assert_eq!(quote.total.display(Lang::It).to_string(), "27,37 EUR");
//! # Ok::<(), cie_core::Error>(())
//! ```

mod calendar;
mod iban;
mod money;
mod quote;
mod reason;
pub mod reconcile;
mod remittance;
mod share;
mod summary;
mod tariff;

pub use calendar::{Calendar, easter};
pub use iban::ItalianIban;
pub use money::{Cents, CentsDisplay};
pub use quote::{Exemption, Inquiry, Line, Office, Quote, quote};
pub use reason::Reason;
pub use remittance::{DueDatePolicy, HalfMonth, Payer, Remittance, VatQuota};
pub use share::{state_share, state_share_of};
pub use summary::{Channel, Payment, Quarter, QuarterlySummary, allegato_a_address, channel};
pub use tariff::{Charge, Component, LocalExemption, Tariff, check_total};
