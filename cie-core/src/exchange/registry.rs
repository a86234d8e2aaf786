//! The trait that a population registry implements to be served by a connector.

use super::{CardAnnulment, CardNotice, OperationKey, Outcome, Query, Subject};
use crate::redact::Personal;

/// What a registry can do wrong. Its text goes to the journal of the connector, never on the wire.
pub type RegistryError = Box<dyn std::error::Error + Send + Sync>;

/// What became of something that was tried without waiting for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried<T> {
    /// It was done, and this came of it.
    Done(T),
    /// It would have had to wait, or cannot be done like that: nothing was done.
    NotNow,
}

/// What a registry found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Search {
    /// The subjects that answer the query: none, one or several. Subjects who were cancelled are
    /// returned with their cancellation; the connector turns it into an outcome.
    Found(Vec<Subject>),
    /// The person is known, but lives in another comune.
    ResidentElsewhere {
        /// ISTAT code of the comune of residence, when known.
        istat: Option<String>,
        /// Its name, when known.
        comune: Option<String>,
    },
}

/// What became of a notice about a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CardEffect {
    /// Recorded now.
    Recorded,
    /// It was recorded before, with the same content: nothing changed.
    AlreadyRecorded,
    /// The holder is not in this registry.
    UnknownHolder,
    /// Several persons of this registry answer the particulars: none was touched.
    AmbiguousHolder,
    /// No such card (for an annulment).
    UnknownCard,
    /// The serial is recorded with other content or for another holder: nothing changed.
    Conflict,
}

/// A population registry (APR), as the connector sees it.
///
/// Calls may be slow; the connector makes them off its event loop and bounds their time. They must
/// be idempotent: the same notice may come again after a crash.
pub trait Registry: Send + Sync {
    /// Looks a citizen up.
    ///
    /// # Errors
    /// Whatever kept the registry from answering; the workstation is told only that it failed.
    fn find(&self, query: &Query) -> Result<Search, RegistryError>;

    /// Whether [`Registry::find`] waits for nothing but some pages of a local file, or memory. Then
    /// a server may call it on the thread that reads requests, without one to spare for it. No,
    /// unless a registry says so.
    fn is_prompt(&self) -> bool {
        false
    }

    /// Records that a card was issued.
    ///
    /// # Errors
    /// As for [`Registry::find`].
    fn card_issued(&self, notice: &CardNotice) -> Result<CardEffect, RegistryError>;

    /// Records that one card, and no other, was annulled or revoked.
    ///
    /// # Errors
    /// As for [`Registry::find`].
    fn card_annulled(&self, annulment: &CardAnnulment) -> Result<CardEffect, RegistryError>;
}

/// Keeps the answer given to each operation, so that a repeated one gets the same answer, byte for
/// byte.
pub trait AnswerLog: Send + Sync {
    /// The digest of the request and the answer stored under this key, if any.
    ///
    /// # Errors
    /// Whatever kept the log from answering.
    fn recall(&self, key: &OperationKey) -> Result<Option<StoredAnswer>, RegistryError>;

    /// Whether [`AnswerLog::recall`] is as quick as [`Registry::is_prompt`] says of a registry.
    fn is_prompt(&self) -> bool {
        false
    }

    /// Stores an answer; a key stored before keeps its first answer, which is returned.
    ///
    /// # Errors
    /// Whatever kept the log from storing.
    fn remember(
        &self,
        key: &OperationKey,
        answer: &StoredAnswer,
    ) -> Result<StoredAnswer, RegistryError>;

    /// The same for an answer that tells of no effect: whoever asks again without it finds the
    /// registry as it is. A log may put it on the disk a moment after this returns, as long as a
    /// program that is killed does not lose it. Without a word of its own a log stores it as any
    /// other.
    ///
    /// # Errors
    /// Whatever kept the log from storing.
    fn remember_soon(
        &self,
        key: &OperationKey,
        answer: &StoredAnswer,
    ) -> Result<StoredAnswer, RegistryError> {
        self.remember(key, answer)
    }

    /// The same again, but only if it need not wait for a disk or for somebody's long work.
    ///
    /// # Errors
    /// Whatever kept the log from storing.
    fn remember_now(
        &self,
        key: &OperationKey,
        answer: &StoredAnswer,
    ) -> Result<Tried<StoredAnswer>, RegistryError> {
        let _ = (key, answer);
        Ok(Tried::NotNow)
    }
}

/// What an [`AnswerLog`] keeps of one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnswer {
    /// SHA-256 of the request as received, to tell a repetition from a reuse of the identifier.
    pub request_digest: [u8; 32],
    /// What it said.
    pub outcome: Outcome,
    /// Codes of its errors and warnings, for journals.
    pub codes: Vec<String>,
    /// The answer as it went out. It holds a citizen's data.
    pub body: Personal<Vec<u8>>,
}
