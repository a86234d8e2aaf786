//! The registry of one comune in PostgreSQL.

use std::io::{Read, Seek};

use cie_core::exchange::{
    CardAnnulment, CardData, CardEffect, CardNotice, Query, Registry, RegistryError, Search,
    Subject,
};

use super::cards;
use super::keys::{forget, set, setting};
use super::store::PgStore;
use super::subjects::Rows;
use super::tx::PgTx;
use crate::csv::{IMPORT_MARK, MarkOf, Progress, Sheet, Sink, import, imported, resume};
use crate::registry::db;
use crate::{ImportOptions, ImportReport, RegistryConfig, Result, Upsert};

/// The population registry of one comune, in a [`PgStore`]; the counterpart of
/// [`SqliteRegistry`](crate::SqliteRegistry).
#[derive(Clone, Debug)]
pub struct PgRegistry {
    store: PgStore,
    config: RegistryConfig,
}

impl PgStore {
    /// The registry of a comune kept in this tenant's store.
    #[must_use]
    pub fn registry(&self, config: RegistryConfig) -> PgRegistry {
        PgRegistry {
            store: self.clone(),
            config,
        }
    }

    /// Changes the registry; one connector at a time, so that none decides on what another is
    /// changing.
    fn change_registry<T>(&self, work: impl FnOnce(&mut Rows<'_, '_>) -> Result<T>) -> Result<T> {
        self.transact(|tx: &PgTx<'_>| {
            tx.lock("registry")?;
            work(&mut Rows(tx))
        })
    }
}

impl PgRegistry {
    /// Which registry this is.
    #[must_use]
    pub fn config(&self) -> &RegistryConfig {
        &self.config
    }

    /// Writes one sheet; see [`SqliteRegistry::upsert`](crate::SqliteRegistry::upsert).
    ///
    /// # Errors
    /// As there.
    pub fn upsert(&self, sheet: &Subject, note: Option<&str>) -> Result<Upsert> {
        self.store
            .change_registry(|rows| db::upsert(rows, sheet, note))
    }

    /// Every card of a sheet, annulled and expired ones too, in the order of recording.
    ///
    /// # Errors
    /// Errors of the store.
    pub fn cards(&self, scheda: &str) -> Result<Vec<CardData>> {
        self.store.read(|tx| cards::of(tx, scheda))
    }

    /// Imports the comune's file; see
    /// [`SqliteRegistry::import_csv`](crate::SqliteRegistry::import_csv).
    ///
    /// # Errors
    /// As there.
    pub fn import_csv(
        &self,
        reader: impl Read,
        options: &ImportOptions,
        progress: impl FnMut(Progress),
    ) -> Result<ImportReport> {
        import(reader, options, &mut Batches(&self.store), progress)
    }

    /// Imports the comune's file, and goes on where an import of the same file was interrupted: what
    /// was written is not written again. Each batch is stored with how far it got, as an offset and
    /// the SHA-256 of the file up to there; a file that begins otherwise is imported as a whole.
    /// [`ImportReport::resumed`] says which it was. The report is of the whole file all the same.
    ///
    /// # Errors
    /// As [`import_csv`](Self::import_csv).
    pub fn import_csv_resuming(
        &self,
        file: impl Read + Seek,
        options: &ImportOptions,
        progress: impl FnMut(Progress),
    ) -> Result<ImportReport> {
        resume(file, options, &mut Batches(&self.store), progress)
    }

    /// Whether this is the file that [`import_csv_resuming`](Self::import_csv_resuming) imported
    /// last, as a whole.
    ///
    /// # Errors
    /// `CIE-STORE-008` when reading fails; errors of the store.
    pub fn has_imported(&self, mut file: impl Read) -> Result<bool> {
        imported(Batches(&self.store).mark()?.as_deref(), &mut file)
    }
}

/// Batches of an import, each in one transaction.
struct Batches<'a>(&'a PgStore);

impl Sink for Batches<'_> {
    fn apply(&mut self, sheets: &[Sheet], mark: &MarkOf<'_>) -> Result<Vec<Upsert>> {
        self.0.change_registry(|rows| {
            let write = |sheet: &Sheet| db::upsert(rows, &sheet.subject, sheet.note.as_deref());
            let done: Vec<Upsert> = sheets.iter().map(write).collect::<Result<_>>()?;
            match mark(&done) {
                Some(mark) => set(rows.0, IMPORT_MARK, &mark)?,
                None => forget(rows.0, IMPORT_MARK)?,
            }
            Ok(done)
        })
    }

    fn mark(&mut self) -> Result<Option<Vec<u8>>> {
        self.0.read(|tx| setting(tx, IMPORT_MARK))
    }
}

impl Registry for PgRegistry {
    fn find(&self, query: &Query) -> Result<Search, RegistryError> {
        let found = self
            .store
            .read(|tx| db::find(&mut Rows(tx), query, &self.config));
        Ok(found?)
    }

    fn card_issued(&self, notice: &CardNotice) -> Result<CardEffect, RegistryError> {
        let istat = self.config.comune_istat();
        let done = self
            .store
            .change_registry(|rows| db::issue(rows, notice, istat, |_| Ok(())));
        Ok(done?)
    }

    fn card_annulled(&self, annulment: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        let istat = self.config.comune_istat();
        let done = self
            .store
            .change_registry(|rows| db::annul(rows, annulment, istat, |_| Ok(())));
        Ok(done?)
    }
}
