//! Every exchange into the journal of its comune.

use std::sync::Arc;

use cie_core::error::Coded;
use cie_core::exchange::{Operation, Outcome, RegistryError};
use cie_core::journal::{Event, Hash, Journal};
use cie_sad::connector::{ExchangeRecord, Observer};

/// Appends an entry for each exchange: which operation, what came of it, the digests of both
/// messages. Whom it was about is not in it.
pub(super) struct Journalled(pub(super) Arc<dyn Journal>);

impl Observer for Journalled {
    fn exchanged(&self, record: &ExchangeRecord<'_>) -> Result<(), RegistryError> {
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
        // An effect is on the disk before its answer leaves, and so is its entry; a question may
        // follow a moment later.
        match record.operation {
            Some(Operation::Interrogazione) => self.0.append_soon(event)?,
            _ => self.0.append(event)?,
        };
        Ok(())
    }
}
