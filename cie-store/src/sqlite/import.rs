//! Batches of an import, each in one transaction.

use super::keys::{forget, set, setting};
use super::store::Store;
use crate::csv::{IMPORT_MARK, MarkOf, Sheet, Sink};
use crate::registry::db::upsert;
use crate::{Result, Upsert};

pub(super) struct Batches<'a>(pub(super) &'a Store);

impl Sink for Batches<'_> {
    fn apply(&mut self, sheets: &[Sheet], mark: &MarkOf<'_>) -> Result<Vec<Upsert>> {
        self.0.transact_alone(|tx| {
            let write = |sheet: &Sheet| upsert(&mut tx.db(), &sheet.subject, sheet.note.as_deref());
            let done: Vec<Upsert> = sheets.iter().map(write).collect::<Result<_>>()?;
            match mark(&done) {
                Some(mark) => set(tx.connection, IMPORT_MARK, &mark)?,
                None => forget(tx.connection, IMPORT_MARK)?,
            }
            Ok(done)
        })
    }

    fn mark(&mut self) -> Result<Option<Vec<u8>>> {
        self.0.read(|db| setting(db.connection, IMPORT_MARK))
    }
}
