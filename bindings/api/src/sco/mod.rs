//! Operator smart cards (SCO) of an office, as replayable events.

mod event;
pub(crate) mod inventory;
pub(crate) mod paper;
pub(crate) mod report;

pub use event::{ScoEvent, ScoEventKind, ScoRole};
pub use inventory::*;
pub use paper::*;
pub use report::*;
