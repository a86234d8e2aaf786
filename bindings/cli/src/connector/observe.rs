//! Every exchange into the journal of its comune.

use cie_core::error::Coded;
use cie_core::exchange::{Operation, OperationKey, Outcome, RegistryError, StoredAnswer, Tried};
use cie_core::journal::{Event, Hash};
use cie_sad::connector::{ExchangeRecord, Observer, Patience};
use cie_store::Tx;

use super::kept::Kept;

/// Appends an entry for each exchange: which operation, what came of it, the digests of both
/// messages. Whom it was about is not in it.
pub(super) struct Journalled(pub(super) Kept);

impl Observer for Journalled {
    fn exchanged(&self, record: &ExchangeRecord<'_>) -> Result<(), RegistryError> {
        // An effect is on the disk before its answer leaves, and so is its entry; a question may
        // follow a moment later.
        match record.operation {
            Some(Operation::Interrogazione) => self.0.journal().append_soon(event(record))?,
            _ => self.0.journal().append(event(record))?,
        };
        Ok(())
    }

    fn exchanged_with(
        &self,
        record: &ExchangeRecord<'_>,
        keep: Option<(&OperationKey, &StoredAnswer)>,
        patience: Patience,
    ) -> Result<Tried<Option<StoredAnswer>>, RegistryError> {
        let Kept::Sqlite(store) = &self.0 else {
            // A database elsewhere has to be waited for; answer and entry follow each other there.
            return Ok(Tried::NotNow);
        };
        let both = |tx: &Tx<'_>| {
            let first = match keep {
                Some((key, answer)) => tx.remember(key, answer)?,
                None => None,
            };
            if first.is_none() {
                tx.append(event(record))?;
            }
            Ok(first)
        };
        Ok(match patience {
            Patience::Waits => Tried::Done(store.transact_soon(both)?),
            Patience::None => store.transact_now(both)?,
        })
    }
}

fn event(record: &ExchangeRecord<'_>) -> Event {
    let operation = record.operation.map_or("unknown", |one| one.name());
    let request = record.operation_id.map_or("-", |id| id.as_str());
    let outcome = match record.outcome {
        Outcome::Ok => "ok",
        Outcome::Several => "several",
        _ => "error",
    };
    let kind = format!("sad.{operation}");
    let mut event = Event::new(chrono::Utc::now(), request, kind, "connector")
        .with("outcome", outcome)
        .with("request_sha256", Hash(record.request_digest).to_string())
        .with("answer_sha256", Hash(record.answer_digest).to_string());
    if !record.codes.is_empty() {
        event = event.with("codes", record.codes.join(" "));
    }
    if record.repeated {
        event = event.with("repeated", "yes");
    }
    if let Some(cause) = record.cause {
        event = event.with("cause", cause.info().id);
    }
    event
}
