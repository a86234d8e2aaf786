//! The registry of one comune in SQLite.

use std::io::{Read, Seek};

use chrono::NaiveDate;
use cie_core::exchange::{
    AnnulmentReason, CardAnnulment, CardData, CardEffect, CardNotice, Query, Registry,
    RegistryError, Search, Subject,
};

use super::cards;
use super::import::Batches;
use super::store::Store;
use crate::csv::{Progress, Sink, import, imported, resume};
use crate::registry::db;
use crate::{ImportOptions, ImportReport, RegistryConfig, Result, Upsert};

/// The population registry of one comune, in a [`Store`].
///
/// Biometric attachments of a notice are not kept: a registry needs the card's number and dates,
/// nothing more.
///
/// ```
/// use cie_store::{ImportOptions, RegistryConfig, Store};
/// let registry = Store::in_memory()?.registry(RegistryConfig::new("058091")?);
/// let csv = "scheda;cognome;nome;sesso;data_nascita;luogo_nascita;belfiore_nascita\n\
///            1;ROSSI;BIANCA;F;1964-12-30;ROMA;H501\n\
///            2;VERDI;;M;1990-01-01;ROMA;H501\n";
/// let report = registry.import_csv(csv.as_bytes(), &ImportOptions::default(), |_| ())?;
/// assert_eq!((report.imported, report.rejected_rows.len()), (1, 1));
/// assert_eq!(report.rejected[0].column, Some("nome"));
/// # Ok::<(), cie_store::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct SqliteRegistry {
    store: Store,
    config: RegistryConfig,
}

impl Store {
    /// The registry of a comune kept in this store.
    #[must_use]
    pub fn registry(&self, config: RegistryConfig) -> SqliteRegistry {
        SqliteRegistry {
            store: self.clone(),
            config,
        }
    }

    /// Imports the comune's file; its columns are in [`columns`](crate::columns).
    ///
    /// Good rows are written in batches, each in one transaction; bad rows are reported and kept
    /// verbatim. Importing the same file again changes nothing, so an import that was interrupted
    /// is completed by running it again. `progress` is called after every batch.
    ///
    /// # Errors
    /// `CIE-STORE-100` to `-103` for the header, `CIE-STORE-104` beyond the limits on rows,
    /// `CIE-STORE-008` when reading fails, and errors of the store. Batches already written stay.
    pub fn import_csv(
        &self,
        reader: impl Read,
        options: &ImportOptions,
        progress: impl FnMut(Progress),
    ) -> Result<ImportReport> {
        import(reader, options, &mut Batches(self), progress)
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
        resume(file, options, &mut Batches(self), progress)
    }

    /// Whether this is the file that [`import_csv_resuming`](Self::import_csv_resuming) imported
    /// last, as a whole.
    ///
    /// # Errors
    /// `CIE-STORE-008` when reading fails; errors of the store.
    pub fn has_imported(&self, mut file: impl Read) -> Result<bool> {
        imported(Batches(self).mark()?.as_deref(), &mut file)
    }
}

impl SqliteRegistry {
    /// Which registry this is.
    #[must_use]
    pub fn config(&self) -> &RegistryConfig {
        &self.config
    }

    /// Writes one sheet, known by the `registry_id` of its person, and its card when it has one.
    ///
    /// # Errors
    /// `CIE-STORE-050` without `registry_id`, `CIE-STORE-023` when the sheet is too large; errors
    /// of the store.
    pub fn upsert(&self, sheet: &Subject, note: Option<&str>) -> Result<Upsert> {
        self.store
            .transact(|tx| db::upsert(&mut tx.db(), sheet, note))
    }

    /// Every card of a sheet, annulled and expired ones too, in the order of recording.
    ///
    /// # Errors
    /// Errors of the store.
    pub fn cards(&self, scheda: &str) -> Result<Vec<CardData>> {
        self.store.read(|db| cards::of(db.connection, scheda))
    }

    /// Imports the comune's file; see [`Store::import_csv`].
    ///
    /// # Errors
    /// As there.
    pub fn import_csv(
        &self,
        reader: impl Read,
        options: &ImportOptions,
        progress: impl FnMut(Progress),
    ) -> Result<ImportReport> {
        self.store.import_csv(reader, options, progress)
    }

    /// Records a card; `keep` sees the holder's sheet before anything stays.
    pub(crate) fn issue(
        &self,
        notice: &CardNotice,
        keep: impl FnOnce(&str) -> Result<()>,
    ) -> Result<CardEffect> {
        let istat = self.config.comune_istat();
        self.store
            .transact(|tx| db::issue(&mut tx.db(), notice, istat, keep))
    }

    /// Records an annulment; `keep` as for [`SqliteRegistry::issue`].
    pub(crate) fn annul(
        &self,
        annulment: &CardAnnulment,
        keep: impl FnOnce(&str) -> Result<()>,
    ) -> Result<CardEffect> {
        let istat = self.config.comune_istat();
        self.store
            .transact(|tx| db::annul(&mut tx.db(), annulment, istat, keep))
    }

    /// Applies a notice that was recorded before. Sheets that are gone are passed over, and what a
    /// notice said stands against what the comune's file says now.
    pub(crate) fn replay(
        &self,
        scheda: &str,
        card: &CardData,
        annulment: Option<(NaiveDate, AnnulmentReason)>,
    ) -> Result<()> {
        self.store
            .transact(|tx| db::replay(&mut tx.db(), scheda, card, annulment))
    }
}

impl Registry for SqliteRegistry {
    fn find(&self, query: &Query) -> Result<Search, RegistryError> {
        Ok(self
            .store
            .read(|mut db| db::find(&mut db, query, &self.config))?)
    }

    fn is_prompt(&self) -> bool {
        self.store.is_prompt()
    }

    fn card_issued(&self, notice: &CardNotice) -> Result<CardEffect, RegistryError> {
        Ok(self.issue(notice, |_| Ok(()))?)
    }

    fn card_annulled(&self, annulment: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        Ok(self.annul(annulment, |_| Ok(()))?)
    }
}
