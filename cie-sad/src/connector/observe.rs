//! The hook through which every exchange is journalled.

use cie_core::exchange::{
    Operation, OperationId, OperationKey, Outcome, RegistryError, StoredAnswer, Tried,
};

use crate::Error;
use crate::codec::Unknown;

/// What happened in one exchange; free of personal data.
#[derive(Debug)]
#[non_exhaustive]
pub struct ExchangeRecord<'r> {
    /// The operation, when the request could be told.
    pub operation: Option<Operation>,
    /// Its identifier, when it could be read.
    pub operation_id: Option<&'r OperationId>,
    /// SHA-256 of the request as received.
    pub request_digest: [u8; 32],
    /// SHA-256 of the answer as sent.
    pub answer_digest: [u8; 32],
    /// The outcome sent.
    pub outcome: Outcome,
    /// Codes of the errors and warnings sent.
    pub codes: Vec<&'r str>,
    /// The answer was stored before.
    pub repeated: bool,
    /// What of the request was left aside.
    pub unknown: &'r [Unknown],
    /// What went wrong, kept off the wire.
    pub cause: Option<&'r Error>,
}

/// Sees every exchange before its answer leaves.
pub trait Observer: Send + Sync {
    /// Called once for every request, also for those that could not be read.
    ///
    /// # Errors
    /// Whatever kept the exchange from being journalled; the workstation then gets a generic error
    /// instead of the answer, and may repeat the request.
    fn exchanged(&self, record: &ExchangeRecord<'_>) -> Result<(), RegistryError>;

    /// Whether it observes anything at all.
    fn is_idle(&self) -> bool {
        false
    }

    /// Notes the exchange of a question together with its answer, in one step: for an observer
    /// whose journal is where the answers are. `keep` is the answer to be stored as
    /// [`AnswerLog::remember_soon`](cie_core::exchange::AnswerLog::remember_soon) does, and none
    /// for one that was stored before. Another answer may be stored under this key already: then
    /// it is returned, and nothing was written.
    ///
    /// An observer that cannot says so, and is told of the exchange by [`Observer::exchanged`] once
    /// the answer is stored. With `patience` it may wait, without it must not.
    ///
    /// # Errors
    /// As for [`Observer::exchanged`].
    fn exchanged_with(
        &self,
        record: &ExchangeRecord<'_>,
        keep: Option<(&OperationKey, &StoredAnswer)>,
        patience: Patience,
    ) -> Result<Tried<Option<StoredAnswer>>, RegistryError> {
        let _ = (record, keep, patience);
        Ok(Tried::NotNow)
    }
}

/// Whether something may wait for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// It may: the thread is for that.
    Waits,
    /// It must not: the thread has others to serve.
    None,
}

/// Observes nothing: for tests and trials.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoObserver;

impl Observer for NoObserver {
    fn exchanged(&self, _: &ExchangeRecord<'_>) -> Result<(), RegistryError> {
        Ok(())
    }

    fn is_idle(&self) -> bool {
        true
    }
}
