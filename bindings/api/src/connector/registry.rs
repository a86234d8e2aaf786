//! The comune's registry, written by the caller.

use std::fmt;

use crate::{CardAnnulment, CardEffect, CardNotice, Found, Query};

/// Why the caller's registry failed. Its text is the caller's own: it is kept off the wire and out of
/// the journal, which tell the code alone.
pub struct RegistryFailure(pub String);

impl fmt::Debug for RegistryFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The text may name the citizen who was looked for.
        f.write_str("RegistryFailure([personal])")
    }
}

impl fmt::Display for RegistryFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the caller's registry failed")
    }
}

impl std::error::Error for RegistryFailure {}

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
    fn find(&self, query: Query) -> Result<Found, RegistryFailure>;

    /// Records that a card was issued.
    ///
    /// # Errors
    /// As for [`Registry::find`].
    fn card_issued(&self, notice: CardNotice) -> Result<CardEffect, RegistryFailure>;

    /// Records that one card, and no other, was annulled or revoked.
    ///
    /// # Errors
    /// As for [`Registry::find`].
    fn card_annulled(&self, annulment: CardAnnulment) -> Result<CardEffect, RegistryFailure>;
}
