//! Several changes that happen together or not at all.

use cie_core::journal::{Entry, Event};

use crate::{Enqueued, NewPush, RequestUpdate, Result};

/// A step of the work: the request as it becomes, what the journal says of it, and what must be
/// sent because of it.
///
/// Because the three are written together, a program that was killed finds either all of them or
/// none: a card is never issued without its journal entry and its pushes, and never twice, because
/// the second writer's expected version no longer holds.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// The request.
    pub request: Option<RequestUpdate>,
    /// Entries for the journal, in order.
    pub events: Vec<Event>,
    /// Pushes for the outbox.
    pub pushes: Vec<NewPush>,
}

/// What a step became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// New version of the request.
    pub version: Option<u64>,
    /// Entries of the journal.
    pub entries: Vec<Entry>,
    /// What became of each push.
    pub pushes: Vec<Enqueued>,
}

/// A store that writes a whole step in one transaction.
pub trait Ledger: Send + Sync {
    /// Writes a step, or nothing of it.
    ///
    /// # Errors
    /// As for [`Requests::put`](crate::Requests::put), the journal and
    /// [`Outbox::enqueue`](crate::Outbox::enqueue); then nothing was written.
    fn commit(&self, step: &Step) -> Result<Committed>;
}
