//! The registry's side of the exchange: bytes in, bytes out, no socket, no clock.
//!
//! Every operation identifier is answered once: repeating it with the same bytes returns the
//! stored answer, using it for other bytes is a conflict. What keeps the registry from answering
//! is never told to the workstation; it goes to the [`Observer`], with the error that caused it.
//! Failures are not stored, so that the workstation may repeat the very same request.

mod anomaly;
mod decide;
mod handle;
mod journal;
mod memory;
mod observe;
mod order;

pub use anomaly::codes;
pub use handle::{Connector, Reply};
pub use journal::Journalling;
pub use memory::MemoryAnswerLog;
pub use observe::{ExchangeRecord, NoObserver, Observer, Patience};
pub use order::HighestIds;
