//! Bounds that the documents of the remittance share.

use chrono::NaiveDate;
use cie_core::fees::HalfMonth;

use crate::print::Code;
use crate::print::page::legible::Refusals;

/// Longest reference of a payment, in characters.
pub(super) const REFERENCE_CHARS_MAX: usize = 64;

/// What the documents say of a text that they cannot print.
pub(super) const REFUSALS: Refusals = Refusals {
    missing: Code::SheetFieldMissing,
    too_long: Code::SheetTextTooLong,
    unprintable: Code::SheetTextUnprintable,
};

/// Whether the day is one of the half-month.
pub(super) fn contains(period: HalfMonth, day: NaiveDate) -> bool {
    (period.start()..=period.end()).contains(&day)
}
