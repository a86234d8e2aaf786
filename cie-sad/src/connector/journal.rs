//! Every exchange as an entry of a journal.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use cie_core::error::Coded;
use cie_core::exchange::{Operation, Outcome, RegistryError};
use cie_core::journal::{Event, Hash, Journal};

use super::{ExchangeRecord, Observer};

impl ExchangeRecord<'_> {
    /// The exchange as an event of a journal: which operation, what came of it, the digests of both
    /// messages. Whom it was about is not in it.
    #[must_use]
    pub fn event(&self, at: DateTime<Utc>) -> Event {
        let operation = self.operation.map_or("unknown", Operation::name);
        let request = self.operation_id.map_or("-", |id| id.as_str());
        let outcome = match self.outcome {
            Outcome::Ok => "ok",
            Outcome::Several => "several",
            _ => "error",
        };
        let kind = format!("sad.{operation}");
        let mut event = Event::new(at, request, kind, "connector")
            .with("outcome", outcome)
            .with("request_sha256", Hash(self.request_digest).to_string())
            .with("answer_sha256", Hash(self.answer_digest).to_string());
        if !self.codes.is_empty() {
            event = event.with("codes", self.codes.join(" "));
        }
        if self.repeated {
            event = event.with("repeated", "yes");
        }
        if let Some(cause) = self.cause {
            event = event.with("cause", cause.info().id);
        }
        event
    }

    /// Appends the exchange to a journal. An effect is on the disk before its answer leaves, and so
    /// is its entry; that of a question may follow a moment later.
    ///
    /// # Errors
    /// Whatever kept the journal from appending.
    pub fn append_to(&self, journal: &dyn Journal, at: DateTime<Utc>) -> Result<(), RegistryError> {
        match self.operation {
            Some(Operation::Interrogazione) => journal.append_soon(self.event(at))?,
            _ => journal.append(self.event(at))?,
        };
        Ok(())
    }
}

/// Journals every exchange in any journal.
///
/// A journal that is kept where the answers are does it with one step less: see
/// [`Observer::exchanged_with`].
pub struct Journalling {
    journal: Arc<dyn Journal>,
    now: fn() -> DateTime<Utc>,
}

impl Journalling {
    /// With the journal and the clock that dates its entries.
    #[must_use]
    pub fn new(journal: Arc<dyn Journal>, now: fn() -> DateTime<Utc>) -> Self {
        Self { journal, now }
    }
}

impl std::fmt::Debug for Journalling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Journalling").finish_non_exhaustive()
    }
}

impl Observer for Journalling {
    fn exchanged(&self, record: &ExchangeRecord<'_>) -> Result<(), RegistryError> {
        record.append_to(self.journal.as_ref(), (self.now)())
    }
}
