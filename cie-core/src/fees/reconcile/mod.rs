//! Cards sent into production against what the comuni paid the State, every mismatch named.
//!
//! A [`Reconciler`] takes cards and payments in any order, in one pass and without I/O. It keeps a
//! counter for each comune and half-month and the payments themselves, never the cards: memory
//! does not grow with issuance. That is why it does not notice a serial that comes twice; whoever
//! feeds it must not send the same card again.
//!
//! [`csv`] writes the tables; the printed report is made by `cie-devices`.
//!
//! ```
//! use cie_core::citizen::place::Places;
//! use cie_core::fees::reconcile::{CardEvent, PaymentEvent, PaymentKind, Reconciler};
//! use cie_core::fees::{Cents, HalfMonth};
//! use cie_core::lang::Lang;
//!
//! let comune = "H501".parse()?;
//! let period = HalfMonth::containing("2026-11-03".parse()?)?;
//! let mut reconciler = Reconciler::new(period, period, Places::embedded())?;
//! for _ in 0..37 {
//!     reconciler.push_card(&CardEvent { comune, sent_on: period.start() })?;
//! }
//! reconciler.push_payment(&PaymentEvent {
//!     comune,
//!     period,
//!     kind: PaymentKind::Remittance,
//!     amount: Cents::new(62_123 - 1679),
//!     cards: 37,
//!     reference: "118/2026",
//!     paid_on: period.end(),
//! })?;
//! let outcome = reconciler.finish()?;
//! let row = &outcome.rows()[0];
//! assert_eq!((row.due.get(), row.difference.get()), (62_123, 1679));
//! assert_eq!(row.mismatches[0].name(), "underpaid");
//! assert_eq!(
//!     row.mismatches[0].text(Lang::En),
//!     "H501, (01/11/2026-15/11/2026): EUR 16.79 less than due was paid",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod accumulator;
pub mod csv;
mod duplicates;
mod event;
mod judge;
mod mismatch;
mod outcome;
mod span;
mod title;

pub use accumulator::{Limits, Reconciler};
pub use event::{CardEvent, PaymentEvent, PaymentKind};
pub use mismatch::{Mismatch, MismatchKind};
pub use outcome::{Reconciliation, Row, Standing, Totals};
