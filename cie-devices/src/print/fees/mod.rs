//! The documents of the remittance: the half-month, the quarter, the reconciliation.
//!
//! They show the figures of [`cie_core::fees`], which are also those of its CSV tables, and compute
//! none of their own but sums, which are checked.

mod check;
mod quarterly;
mod reconciliation;
mod remittance;
mod text;

pub use quarterly::{QuarterlySheet, Sent};
pub use reconciliation::{ReconciliationSheet, RowsShown};
pub use remittance::{Correction, RemittanceSheet, TRANSFERS_MAX, Transfer};
