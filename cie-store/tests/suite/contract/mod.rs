//! What every store must do, whatever database is under it.
//!
//! `open` always opens the same storage; `load` gives a registry of comune 058091 (Roma) that holds
//! the subjects handed in and nothing else.

pub(crate) mod answers;
pub(crate) mod dispatch;
pub(crate) mod journal;
pub(crate) mod keeping;
pub(crate) mod ledger;
pub(crate) mod outbox;
pub(crate) mod people;
pub(crate) mod registry;
pub(crate) mod requests;

use chrono::{DateTime, Utc};

/// So many seconds after a fixed moment.
pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + seconds, 0).unwrap()
}
