//! What a connector remembers with: in memory, in a SQLite file, in a PostgreSQL database.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cie_core::exchange::{
    AnswerLog, CardAnnulment, CardEffect, CardNotice, Outcome, Query, Registry, RegistryError,
    Search, Subject,
};
use cie_core::journal::{Event, Hash, Journal};
use cie_sad::connector::{Connector, ExchangeRecord, MemoryAnswerLog, NoObserver, Observer};
use cie_sad::profile::Profile;
use cie_sad::registry::MemoryRegistry;
use cie_store::{PgOptions, PgStore, RegistryConfig, Store, Upsert};

use crate::people::ROMA;

/// The place; it outlives the connectors that are opened on it.
pub(crate) enum Keep {
    Memory(Arc<MemoryRegistry>, Arc<MemoryAnswerLog>),
    Sqlite(PathBuf),
    Postgres(Box<PgOptions>),
}

/// What a connector is made of.
pub(crate) struct Parts {
    pub(crate) registry: Arc<dyn Registry>,
    pub(crate) answers: Arc<dyn AnswerLog>,
    pub(crate) observer: Arc<dyn Observer>,
}

impl Keep {
    /// A place with these subjects.
    pub(crate) fn memory(subjects: &[Subject]) -> Self {
        let registry = MemoryRegistry::new(subjects.to_vec());
        Self::Memory(Arc::new(registry), Arc::new(MemoryAnswerLog::default()))
    }

    pub(crate) fn sqlite(folder: &Path, subjects: &[Subject]) -> Self {
        let path = folder.join("office.db");
        let registry = Store::open(&path).unwrap().registry(config());
        for subject in subjects {
            assert_eq!(registry.upsert(subject, None).unwrap(), Upsert::Added);
        }
        Self::Sqlite(path)
    }

    pub(crate) fn postgres(options: PgOptions, subjects: &[Subject]) -> Self {
        let registry = options.connect().unwrap().registry(config());
        for subject in subjects {
            assert_eq!(registry.upsert(subject, None).unwrap(), Upsert::Added);
        }
        Self::Postgres(Box::new(options))
    }

    /// Opens it, as a program that starts does.
    pub(crate) fn open(&self) -> Parts {
        match self {
            Self::Memory(registry, answers) => Parts {
                registry: registry.clone(),
                answers: answers.clone(),
                observer: Arc::new(NoObserver),
            },
            Self::Sqlite(path) => {
                let store = Store::open(path).unwrap();
                Parts {
                    registry: Arc::new(store.registry(config())),
                    answers: Arc::new(store.clone()),
                    observer: Arc::new(Journalled(store)),
                }
            }
            Self::Postgres(options) => {
                let store = options.connect().unwrap();
                Parts {
                    registry: Arc::new(store.registry(config())),
                    answers: Arc::new(store.clone()),
                    observer: Arc::new(Journalled(store)),
                }
            }
        }
    }

    /// Verifies the chain of the journal; how many entries it has, where there is one.
    pub(crate) fn verify(&self) -> Option<u64> {
        match self {
            Self::Memory(..) => None,
            Self::Sqlite(path) => {
                let store = Store::open(path).unwrap();
                Some(store.verify_journal().unwrap().entries)
            }
            Self::Postgres(options) => {
                let store: PgStore = options.connect().unwrap();
                Some(store.verify_journal().unwrap().entries)
            }
        }
    }
}

pub(crate) fn config() -> RegistryConfig {
    RegistryConfig::new(ROMA).unwrap()
}

impl Parts {
    pub(crate) fn connector(self, profile: Arc<Profile>) -> Connector {
        Connector::new(profile, self.registry, self.answers).with_observer(self.observer)
    }
}

/// An entry for each exchange, as `cie connector serve` makes it.
pub(crate) struct Journalled<J>(pub(crate) J);

impl<J: Journal> Observer for Journalled<J> {
    fn exchanged(&self, record: &ExchangeRecord<'_>) -> Result<(), RegistryError> {
        let operation = record.operation.map_or("unknown", |one| one.name());
        let id = record.operation_id.map_or("-", |id| id.as_str());
        let at = chrono::DateTime::UNIX_EPOCH;
        let mut event = Event::new(at, id, format!("sad.{operation}"), "connector")
            .with("answer_sha256", Hash(record.answer_digest).to_string())
            .with("ok", (record.outcome == Outcome::Ok).to_string());
        if record.repeated {
            event = event.with("repeated", "yes");
        }
        if let Some(cause) = record.cause {
            let cause = std::error::Error::source(cause).map(ToString::to_string);
            event = event.with("cause", cause.unwrap_or_default());
        }
        self.0.append(event)?;
        Ok(())
    }
}

/// A registry that fails while it is told to.
pub(crate) struct Failing {
    pub(crate) inner: Arc<dyn Registry>,
    pub(crate) broken: Arc<AtomicBool>,
}

impl Failing {
    fn works(&self) -> Result<(), RegistryError> {
        if self.broken.load(Ordering::SeqCst) {
            return Err("password=segreta at 10.0.0.7".into());
        }
        Ok(())
    }
}

impl Registry for Failing {
    fn find(&self, query: &Query) -> Result<Search, RegistryError> {
        self.works().and_then(|()| self.inner.find(query))
    }

    fn card_issued(&self, notice: &CardNotice) -> Result<CardEffect, RegistryError> {
        self.works().and_then(|()| self.inner.card_issued(notice))
    }

    fn card_annulled(&self, annulment: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        self.works()
            .and_then(|()| self.inner.card_annulled(annulment))
    }
}
