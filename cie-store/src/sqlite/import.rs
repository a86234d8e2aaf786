//! Batches of an import, each in one transaction.

use super::store::Store;
use crate::csv::{Sheet, Sink};
use crate::registry::db::upsert;
use crate::{Result, Upsert};

pub(super) struct Batches<'a>(pub(super) &'a Store);

impl Sink for Batches<'_> {
    fn apply(&mut self, sheets: &[Sheet]) -> Result<Vec<Upsert>> {
        self.0.transact_alone(|tx| {
            let write = |sheet: &Sheet| upsert(&mut tx.db(), &sheet.subject, sheet.note.as_deref());
            sheets.iter().map(write).collect()
        })
    }
}
