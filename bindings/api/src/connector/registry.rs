//! The comune's registry, written by the caller.

use crate::{CallbackFailure, CardAnnulment, CardEffect, CardNotice, Found, Query};

/// The comune's registry (APR), as a caller in any language writes it.
///
/// Calls may be slow: they are made off the threads that read requests, and their time is bounded.
/// They may come from several threads at once. The same notice may come again after a crash and must
/// then change nothing.
pub trait Registry: Send + Sync {
    /// Looks a citizen up.
    ///
    /// # Errors
    /// Whatever kept the registry from answering; the workstation is told only that it failed.
    fn find(&self, query: Query) -> Result<Found, CallbackFailure>;

    /// Records that a card was issued.
    ///
    /// # Errors
    /// As for [`Registry::find`].
    fn card_issued(&self, notice: CardNotice) -> Result<CardEffect, CallbackFailure>;

    /// Records that one card, and no other, was annulled or revoked.
    ///
    /// # Errors
    /// As for [`Registry::find`].
    fn card_annulled(&self, annulment: CardAnnulment) -> Result<CardEffect, CallbackFailure>;
}
