//! Batches of an import, each in one transaction.

use super::store::Store;
use super::subjects;
use crate::csv::{Sheet, Sink};
use crate::{Result, Upsert};

pub(super) struct Batches<'a>(pub(super) &'a Store);

impl Sink for Batches<'_> {
    fn apply(&mut self, sheets: &[Sheet]) -> Result<Vec<Upsert>> {
        self.0.transact_alone(|tx| {
            let write = |sheet: &Sheet| {
                subjects::upsert(tx.connection, &sheet.subject, sheet.note.as_deref())
            };
            sheets.iter().map(write).collect()
        })
    }
}
