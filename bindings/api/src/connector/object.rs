//! The connector itself.

use std::sync::Arc;

use chrono::Utc;
use cie_core::error::Catalogued as _;
use cie_sad::connector::{Journalling, MemoryAnswerLog};
use cie_sad::hosting::Endpoint;
use cie_store::StoreOptions;

use super::bridge::Bridge;
use super::{ConnectorConfig, Registry, Server, config};
use crate::{Bytes, Operation, Result, SadOutcome};

record! {
    /// What goes back to the workstation.
    pub struct Reply {
        /// The answer, in the encoding of the profile.
        @personal pub body: Bytes,
        /// The status that goes with it over HTTP.
        pub status: u16,
        /// Its media type.
        pub media_type: String,
        /// The outcome it carries.
        pub outcome: SadOutcome,
        /// The operation, when the request could be told.
        pub operation: Option<Operation> = None,
        /// Codes of its errors and warnings.
        pub codes: Vec<String>,
        /// Whether the answer was stored before.
        pub repeated: bool,
        /// Code of what went wrong inside, which the workstation is not told.
        pub cause: Option<String> = None,
    }
}

/// An APR connector over the caller's own registry.
#[derive(Clone)]
pub struct Connector {
    inner: cie_sad::connector::Connector,
    config: ConnectorConfig,
}

impl std::fmt::Debug for Connector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connector")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

impl Connector {
    /// A connector; its store is opened at once.
    ///
    /// # Errors
    /// `CIE-API-005` when the profile's file cannot be read; `CIE-SAD-…` when a profile is not
    /// sound; `CIE-STORE-…` when the store cannot be opened.
    pub fn new(config: ConnectorConfig, registry: Arc<dyn Registry>) -> Result<Self> {
        crate::guard(|| {
            let profile = config::profile(config.profile.as_deref())?;
            let registry = Arc::new(Bridge(registry));
            let make = cie_sad::connector::Connector::new;
            let inner = match &config.store {
                None => make(profile, registry, Arc::new(MemoryAnswerLog::default())),
                Some(path) => {
                    let store = Arc::new(StoreOptions::default().open(path)?);
                    let journal = Journalling::new(Arc::clone(&store) as _, Utc::now);
                    make(profile, registry, store).with_observer(Arc::new(journal))
                }
            };
            let inner = inner.with_sender(config.comune_istat.as_str());
            Ok(Self { inner, config })
        })
    }

    /// Answers one message, for callers that have a server of their own.
    ///
    /// # Errors
    /// `CIE-API-001` alone: whatever is wrong with the message is told in the answer.
    pub fn answer(&self, message: &[u8]) -> Result<Reply> {
        crate::guard(|| {
            // As over HTTP: a profile may carry its message in a form.
            let answered = Endpoint::answer(&self.inner, message);
            Ok(Reply {
                outcome: SadOutcome::of_core(answered.outcome)?,
                status: answered.status,
                operation: answered.operation.map(Operation::of_core).transpose()?,
                media_type: answered.media_type.into_owned(),
                codes: answered.codes,
                repeated: answered.repeated,
                cause: answered.trouble.map(|code| code.info().id.into()),
                body: Bytes(answered.body),
            })
        })
    }

    /// Starts a server on the address of the configuration.
    ///
    /// # Errors
    /// `CIE-SAD-301` when the address or port cannot be listened on; `CIE-SAD-302` when no thread can
    /// start; `CIE-SAD-303` for a path that is not absolute; `CIE-SAD-310` for a certificate or key
    /// that cannot be used.
    pub fn serve(&self) -> Result<Server> {
        crate::guard(|| {
            let options = self.config.options()?;
            let handle = cie_sad::http::serve(self.config.address(), self.inner.clone(), &options)?;
            Ok(Server::new(handle, options.tls.is_some(), &options.path))
        })
    }
}
