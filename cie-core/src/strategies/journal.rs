//! Journals that hold.

use chrono::DateTime;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::journal::{Chain, Entry, Event};

/// An event with any texts, from 1970 to 2100.
///
/// ```
/// use cie_core::strategies::event;
/// use proptest::prelude::*;
/// proptest!(|(event in event())| prop_assert_eq!(event.at.timestamp_subsec_nanos(), 0));
/// ```
pub fn event() -> BoxedStrategy<Event> {
    let data = btree_map("[a-z_]{1,8}", "\\PC{0,12}", 0..4);
    (
        0i64..4_102_444_800,
        "\\PC{0,12}",
        "[a-z]{1,8}\\.[a-z]{1,8}",
        "\\PC{0,12}",
        data,
    )
        .prop_filter_map("no such time", |(at, subject, what, actor, data)| {
            let mut event = Event::new(DateTime::from_timestamp(at, 0)?, subject, what, actor);
            event.data = data;
            Some(event)
        })
        .boxed()
}

/// A whole journal of up to `most` entries, its chain sound.
///
/// ```
/// use cie_core::journal::verify;
/// use cie_core::strategies::journal;
/// use proptest::prelude::*;
/// proptest!(|(entries in journal(8))| prop_assert!(verify(&entries).is_ok()));
/// ```
pub fn journal(most: usize) -> BoxedStrategy<Vec<Entry>> {
    vec(event(), 0..=most)
        .prop_map(|events| {
            let mut chain = Chain::default();
            events.into_iter().map(|event| chain.link(event)).collect()
        })
        .boxed()
}
