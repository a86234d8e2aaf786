//! Texts and moments.

use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::super::any_date;
use crate::redact::Personal;

/// Any text that XML can carry, markup and line ends included; never empty.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(text in wire::text())| prop_assert!(!text.is_empty()));
/// ```
pub fn text() -> BoxedStrategy<String> {
    prop_oneof![
        "[A-Za-zÀ-ÿ' .,-]{1,20}",
        "[ \t\r\n<>&\"'\\]A-C\u{e0}-\u{ff}\u{20ac}\u{10400}]{1,12}",
        "[^\u{0}-\u{1f}\u{fffe}\u{ffff}]{1,12}",
    ]
    .prop_filter("XML has no such character", |t| {
        !t.contains(['\u{fffe}', '\u{ffff}']) && !t.is_empty()
    })
    .boxed()
}

pub(super) fn personal() -> BoxedStrategy<Personal<String>> {
    text().prop_map(Personal::new).boxed()
}

/// A moment from 1800 to 2101, to the nanosecond at times.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(at in wire::date_time())| prop_assert!((1800..2102).contains(&chrono::Datelike::year(&at))));
/// ```
pub fn date_time() -> BoxedStrategy<NaiveDateTime> {
    let nanos = prop_oneof![Just(0u32), 0u32..1_000_000_000];
    let time = (0u32..24, 0u32..60, 0u32..60, nanos);
    (any_date(), time)
        .prop_filter_map("no such time", |(day, (h, m, s, nanos))| {
            day.and_hms_nano_opt(h, m, s, nanos)
        })
        .boxed()
}
