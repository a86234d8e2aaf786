//! One comune's connector, from its configuration.

use std::path::PathBuf;
use std::sync::Arc;

use cie_core::exchange::{AnswerLog, OperationKey, RegistryError};
use cie_sad::connector::Connector;
use cie_sad::hosting::config::{AprConfig, Section};
use cie_sad::hosting::{Answered, Endpoint, Opener};
use cie_sad::profile::Profile;
use cie_store::{Store, StoreOptions};

use super::observe::Journalled;
use super::registry;

/// A connector and the store that it keeps its answers in.
pub(crate) struct Opened {
    pub(crate) connector: Connector,
    store: Store,
}

impl Opened {
    /// Opens registry and store.
    pub(crate) fn new(config: &AprConfig, profile: Arc<Profile>) -> Result<Self, RegistryError> {
        Self::with_answers(config, profile, None)
    }

    /// The same, with another log of answers; nothing is journalled then.
    pub(crate) fn with_answers(
        config: &AprConfig,
        profile: Arc<Profile>,
        answers: Option<Arc<dyn AnswerLog>>,
    ) -> Result<Self, RegistryError> {
        check(config)?;
        let journal = match &config.store {
            Some(section) => section.flag("journal")?.unwrap_or(true) && answers.is_none(),
            None => false,
        };
        let store = open_store(config)?;
        let registry = registry::open(config, &store)?;
        let answers = answers.unwrap_or_else(|| Arc::new(store.clone()));
        let mut connector = Connector::new(profile, registry, answers)
            .with_limits(config.message)
            .with_sender(config.comune.istat.as_str());
        if journal {
            connector = connector.with_observer(Arc::new(Journalled(store.clone())));
        }
        Ok(Self { connector, store })
    }
}

/// Whether the sections that the composition reads can be: said when a process starts, rather than
/// with the first request.
pub(super) fn check(config: &AprConfig) -> Result<(), cie_sad::Error> {
    if let Some(section) = &config.store {
        section.only(&["file", "journal", "sync_questions"])?;
        section.flag("journal")?;
        section.flag("sync_questions")?;
        if section.kind() != "sqlite" {
            return Err(section.error("kind is sqlite"));
        }
    }
    store_file(config)?;
    registry::check(config)
}

/// A comune's store, which syncs the answers to questions at once where that is wanted.
fn open_store(config: &AprConfig) -> Result<Store, RegistryError> {
    let flag = |section: &Section| section.flag("sync_questions");
    let options = StoreOptions {
        sync_all: config.store.as_ref().map(flag).transpose()?.flatten() == Some(true),
        ..StoreOptions::default()
    };
    Ok(options.open(store_file(config)?)?)
}

/// The file of a comune's store.
pub(super) fn store_file(config: &AprConfig) -> Result<PathBuf, cie_sad::Error> {
    let missing = || config.registry.error("[store] file is missing");
    match &config.store {
        Some(section) => section
            .path("file")?
            .ok_or_else(|| section.error("file is missing")),
        None => Err(missing()),
    }
}

impl Endpoint for Opened {
    fn answer(&self, body: &[u8]) -> Answered {
        Endpoint::answer(&self.connector, body)
    }

    fn answer_now(&self, body: &[u8]) -> Option<Answered> {
        Endpoint::answer_now(&self.connector, body)
    }

    fn unavailable(&self) -> Answered {
        Endpoint::unavailable(&self.connector)
    }

    fn probe(&self) -> Result<(), RegistryError> {
        // No operation has this name: identifiers are never empty on a wire.
        let nobody = OperationKey {
            sender: String::new(),
            id: "probe".parse()?,
        };
        self.store.recall(&nobody).map(|_| ())
    }
}

/// Opens a comune's connector when it is asked for.
pub(super) struct Lazily {
    pub(super) config: AprConfig,
    pub(super) profile: Arc<Profile>,
}

impl Opener for Lazily {
    fn open(&self) -> Result<Arc<dyn Endpoint>, RegistryError> {
        let opened = Opened::new(&self.config, Arc::clone(&self.profile))?;
        Ok(Arc::new(opened))
    }
}
