//! One comune's connector, from its configuration.

use std::sync::Arc;

use cie_core::exchange::{AnswerLog, OperationKey, RegistryError};
use cie_sad::connector::Connector;
use cie_sad::hosting::config::{AprConfig, SecretSource, Transport};
use cie_sad::hosting::{Answered, Endpoint, Opener};
use cie_sad::profile::Profile;

use super::keeping::{Databases, Keeping};
use super::kept::Kept;
use super::observe::Journalled;
use super::registry;
use crate::exit::Failure;

/// A connector and the store that it keeps its answers in.
pub(crate) struct Opened {
    pub(crate) connector: Connector,
    store: Kept,
}

impl Opened {
    /// Opens registry and store.
    pub(crate) fn new(
        config: &AprConfig,
        profile: Arc<Profile>,
        databases: &Databases,
    ) -> Result<Self, RegistryError> {
        Self::with_answers(config, profile, databases, None)
    }

    /// The same, with another log of answers; nothing is journalled then.
    pub(crate) fn with_answers(
        config: &AprConfig,
        profile: Arc<Profile>,
        databases: &Databases,
        answers: Option<Arc<dyn AnswerLog>>,
    ) -> Result<Self, RegistryError> {
        check(config)?;
        let keeping = Keeping::of(config)?;
        let journal = keeping.journal && answers.is_none();
        let security = config.load_security(&profile, Arc::new(chrono::Utc::now))?;
        let store = keeping.open(databases, false)?;
        let registry = registry::open(config, &keeping, &store)?;
        let answers = answers.unwrap_or_else(|| store.answers());
        let mut connector = Connector::new(profile, registry, answers)
            .with_limits(config.message)
            .with_sender(config.comune.istat.as_str());
        if journal {
            connector = connector.with_observer(Arc::new(Journalled(store.clone())));
        }
        if let Some(security) = security {
            connector = connector.with_security(security);
        }
        Ok(Self { connector, store })
    }
}

/// Whether the sections that the composition reads can be: said when a process starts, rather than
/// with the first request.
pub(super) fn check(config: &AprConfig) -> Result<(), Failure> {
    Keeping::of(config)?;
    registry::check(config)
}

/// The same for a configuration that was just made: the files that it names may not be there yet.
pub(crate) fn check_sections(config: &AprConfig) -> Result<(), Failure> {
    Keeping::of(config)?;
    registry::check_section(config)
}

/// The places of passwords, which nobody else should be able to read.
pub(super) fn passwords(config: &AprConfig) -> Result<Vec<SecretSource>, Failure> {
    let mut all = Keeping::of(config)?.passwords();
    all.extend(registry::password(config)?);
    if let Transport::Ftp(ftp) = &config.transport {
        all.extend(ftp.password().cloned());
    }
    if let Some((key, _)) = config
        .security
        .as_ref()
        .and_then(|one| one.signing.as_ref())
    {
        all.push(SecretSource::File(key.clone()));
    }
    Ok(all)
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
        self.store.recall(&nobody)
    }
}

/// Opens a comune's connector when it is asked for.
pub(super) struct Lazily {
    pub(super) config: AprConfig,
    pub(super) profile: Arc<Profile>,
    pub(super) databases: Arc<Databases>,
}

impl Opener for Lazily {
    fn open(&self) -> Result<Arc<dyn Endpoint>, RegistryError> {
        let opened = Opened::new(&self.config, Arc::clone(&self.profile), &self.databases)?;
        Ok(Arc::new(opened))
    }
}
