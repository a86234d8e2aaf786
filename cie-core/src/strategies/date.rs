//! Dates, whole and partial.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

use crate::date::PartialDate;

/// A date of the range, both ends included; it shrinks towards the first.
///
/// ```
/// use cie_core::strategies::date;
/// use proptest::prelude::*;
/// let (first, last) = ("2026-01-01".parse()?, "2026-12-31".parse()?);
/// proptest!(|(day in date(first..=last))| prop_assert!(first <= day && day <= last));
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn date(range: RangeInclusive<NaiveDate>) -> BoxedStrategy<NaiveDate> {
    let (first, last) = (
        range.start().num_days_from_ce(),
        range.end().num_days_from_ce(),
    );
    (first..=last)
        .prop_filter_map("not in the calendar", NaiveDate::from_num_days_from_ce_opt)
        .boxed()
}

/// A date from 1800 to 2101: from before anybody alive to after any card.
///
/// ```
/// use cie_core::strategies::any_date;
/// use proptest::prelude::*;
/// proptest!(|(day in any_date())| prop_assert_eq!(day.to_string().len(), 10));
/// ```
pub fn any_date() -> BoxedStrategy<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1800, 1, 1).unwrap_or_default();
    date(first..=first + chrono::Days::new(110_000))
}

/// A date as registries know them: whole, without its day, or without its month.
///
/// ```
/// use cie_core::date::PartialDate;
/// use cie_core::strategies::partial_date;
/// use proptest::prelude::*;
/// proptest!(|(date in partial_date())| {
///     prop_assert_eq!(date.to_string().parse::<PartialDate>()?, date);
/// });
/// ```
pub fn partial_date() -> BoxedStrategy<PartialDate> {
    prop_oneof![
        any_date().prop_map(PartialDate::Full),
        (1800i32..2100, 1u32..13).prop_map(|(year, month)| PartialDate::YearMonth(year, month)),
        (1800i32..2100).prop_map(PartialDate::Year),
    ]
    .boxed()
}
