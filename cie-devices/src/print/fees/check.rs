//! Bounds that the documents of the remittance share.

use chrono::NaiveDate;
use cie_core::fees::HalfMonth;

pub(super) use crate::print::frame::REFUSALS;

/// Longest reference of a payment, in characters.
pub(super) const REFERENCE_CHARS_MAX: usize = 64;

/// Whether the day is one of the half-month.
pub(super) fn contains(period: HalfMonth, day: NaiveDate) -> bool {
    (period.start()..=period.end()).contains(&day)
}
