//! A store, in whichever database it is.

use std::io::{Read, Seek};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use cie_core::exchange::{AnswerLog, OperationKey, Registry, RegistryError};
use cie_core::journal::Journal;
use cie_store::{
    ClockCheck, ImportOptions, ImportReport, PgStore, Progress, RegistryConfig, Resealing, Result,
    RetentionPolicy, RetentionReport, Store, Verified,
};

/// A store: what it can do does not depend on the database.
#[derive(Clone)]
pub(crate) enum Kept {
    Sqlite(Store),
    Postgres(PgStore),
}

/// The same call of either store.
macro_rules! either {
    ($kept:expr, $store:ident => $call:expr) => {
        match $kept {
            Kept::Sqlite($store) => $call,
            Kept::Postgres($store) => $call,
        }
    };
}

impl Kept {
    pub(crate) fn answers(&self) -> Arc<dyn AnswerLog> {
        either!(self, store => Arc::new(store.clone()))
    }

    pub(crate) fn journal(&self) -> Arc<dyn Journal> {
        either!(self, store => Arc::new(store.clone()))
    }

    /// The registry in the store's own tables.
    pub(crate) fn registry(&self, config: RegistryConfig) -> Arc<dyn Registry> {
        either!(self, store => Arc::new(store.registry(config)))
    }

    pub(crate) fn recall(&self, key: &OperationKey) -> Result<(), RegistryError> {
        either!(self, store => store.recall(key)).map(|_| ())
    }

    /// Imports a file, going on where an import of it was interrupted.
    pub(crate) fn import(
        &self,
        file: impl Read + Seek,
        options: &ImportOptions,
        progress: impl FnMut(Progress),
    ) -> Result<ImportReport> {
        match self {
            Self::Sqlite(store) => store.import_csv_resuming(file, options, progress),
            // Which registry does not matter to an import: the tables are the tenant's.
            Self::Postgres(store) => {
                let registry = store.registry(RegistryConfig::new("000000")?);
                registry.import_csv_resuming(file, options, progress)
            }
        }
    }

    /// Whether this file is the one that was imported last.
    pub(crate) fn has_imported(&self, file: impl Read) -> Result<bool> {
        match self {
            Self::Sqlite(store) => store.has_imported(file),
            Self::Postgres(store) => store
                .registry(RegistryConfig::new("000000")?)
                .has_imported(file),
        }
    }

    pub(crate) fn verify_journal(&self) -> Result<Verified> {
        either!(self, store => store.verify_journal())
    }

    pub(crate) fn apply_retention(
        &self,
        policy: &RetentionPolicy,
        now: DateTime<Utc>,
        clock: ClockCheck,
        limit: u32,
    ) -> Result<RetentionReport> {
        either!(self, store => store.apply_retention(policy, now, clock, limit))
    }

    /// Overwrites what erased rows left beside the store; PostgreSQL does it in its own time.
    pub(crate) fn scrub(&self) -> Result<bool> {
        match self {
            Self::Sqlite(store) => store.scrub(false),
            Self::Postgres(_) => Ok(true),
        }
    }

    pub(crate) fn refresh_keys(&self) -> Result<()> {
        either!(self, store => store.refresh_keys())
    }

    pub(crate) fn reseal(&self, limit: u32) -> Result<Resealing> {
        either!(self, store => store.reseal(limit))
    }
}
