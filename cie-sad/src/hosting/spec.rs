//! What a tenant is: its name, where its requests come in, its limits, who may come in.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use cie_core::exchange::{RegistryError, Request};

use super::{AllowList, BasicUsers, Endpoint};
use crate::codec::Limits;
use crate::profile::Profile;
use crate::{Code, Error, Result};

/// Name of a tenant in logs, metrics and commands: 1 to 64 of `A-Z a-z 0-9 . _ -`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TenantId(Arc<str>);

impl TenantId {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TenantId {
    type Err = Error;

    /// # Errors
    /// `CIE-SAD-350` for a text of another form.
    fn from_str(text: &str) -> Result<Self> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
        if text.is_empty() || text.len() > 64 || !text.bytes().all(plain) {
            return Err(Error::new(Code::BadTenant));
        }
        Ok(Self(text.into()))
    }
}

impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which code of a message names the comune, where tenants share an address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ComuneFrom {
    /// The sender of the message (ANPR `codMittente`): the comune whose workstation asks (default).
    #[default]
    Sender,
    /// The recipient (ANPR `codDestinatario`).
    Recipient,
    /// The comune of the requester (ANPR `datiRichiedente`).
    Requester,
}

impl ComuneFrom {
    pub(super) fn of(self, request: &Request) -> &str {
        match self {
            Self::Sender => &request.header().sender,
            Self::Recipient => &request.header().recipient,
            Self::Requester => &request.requester().comune_istat,
        }
    }
}

/// Tells tenants apart that share a listener and a path.
#[derive(Clone, Debug)]
pub struct ByComune {
    /// ISTAT code (6 digits) of this tenant.
    pub istat: String,
    /// Where the code is looked for; the same for all that share the path.
    pub from: ComuneFrom,
    /// The profile with which messages are read; the same for all that share the path.
    pub profile: Arc<Profile>,
}

/// Where the requests of a tenant come in.
#[derive(Clone, Debug)]
pub struct Route {
    /// Name of the listener, for tenants told apart by port; `None` for any listener.
    pub listener: Option<String>,
    /// Service path, such as `/sad`.
    pub path: String,
    /// For tenants told apart by the ISTAT code in their messages.
    pub comune: Option<ByComune>,
}

impl Route {
    /// A path of its own, on every listener.
    #[must_use]
    pub fn path(path: impl Into<String>) -> Self {
        Self {
            listener: None,
            path: path.into(),
            comune: None,
        }
    }

    pub(super) fn check(&self) -> Result<()> {
        let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.~".contains(c);
        let path = &self.path;
        let ours = path == "/metrics" || path == "/health" || path.starts_with("/health/");
        if !path.starts_with('/') || path.len() > 256 || !path.chars().all(plain) || ours {
            return Err(Error::new(Code::BadPath));
        }
        let six = |istat: &str| istat.len() == 6 && istat.bytes().all(|b| b.is_ascii_digit());
        match &self.comune {
            Some(by) if !six(&by.istat) => Err(Error::new(Code::BadTenant).detail("ISTAT code")),
            _ => Ok(()),
        }
    }
}

/// Bounds on what a tenant may take from the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantLimits {
    /// Requests handled at once.
    pub at_once: usize,
    /// Requests that may wait; one more is told to come back later.
    pub queue: usize,
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// Longest time from the end of the heading to the answer. What the registry began is finished
    /// all the same, and its answer given to the repetition.
    pub time: Duration,
}

impl Default for TenantLimits {
    fn default() -> Self {
        Self {
            at_once: 8,
            queue: 64,
            body_bytes: Limits::default().bytes + 1024,
            time: Duration::from_secs(30),
        }
    }
}

impl TenantLimits {
    /// Bytes of a body that carries a message within these limits under this profile.
    #[must_use]
    pub fn body_for(profile: &Profile, limits: &Limits) -> usize {
        crate::carriage::body_bytes(profile.carrier(), limits.bytes)
    }
}

/// Who may come in.
#[derive(Clone, Debug)]
pub struct Access {
    /// From where.
    pub allow: AllowList,
    /// With which name and password; `None` asks for none.
    pub basic: Option<Arc<BasicUsers>>,
}

impl Default for Access {
    fn default() -> Self {
        Self {
            allow: AllowList::everyone(),
            basic: None,
        }
    }
}

/// A tenant: one comune, with its own registry, profile, keys, limits and journal.
#[derive(Clone, Debug)]
pub struct TenantSpec {
    /// Its name.
    pub id: TenantId,
    /// Where its requests come in over HTTP; `None` when they come in another way.
    pub route: Option<Route>,
    /// Its limits.
    pub limits: TenantLimits,
    /// Who may come in over HTTP.
    pub access: Access,
}

impl TenantSpec {
    /// A tenant with a path of its own, the default limits, and open to everyone.
    ///
    /// # Errors
    /// `CIE-SAD-350` for a name of another form.
    pub fn new(id: &str, route: Route) -> Result<Self> {
        Ok(Self {
            id: id.parse()?,
            route: Some(route),
            limits: TenantLimits::default(),
            access: Access::default(),
        })
    }
}

/// Opens what a tenant needs: its registry, its store. Called on a worker thread when the first
/// request comes, and again when the tenant was closed for want of use, or could not be opened.
pub trait Opener: Send + Sync {
    /// Opens it.
    ///
    /// # Errors
    /// Whatever is in the way; its text is logged, never shown to a workstation.
    fn open(&self) -> Result<Arc<dyn Endpoint>, RegistryError>;

    /// Whether the tenant may be closed when idle and opened again. False for what lives in memory.
    fn reopens(&self) -> bool {
        true
    }
}

impl<F> Opener for F
where
    F: Fn() -> Result<Arc<dyn Endpoint>, RegistryError> + Send + Sync,
{
    fn open(&self) -> Result<Arc<dyn Endpoint>, RegistryError> {
        self()
    }
}

/// An endpoint that is open already and stays so.
#[derive(Clone)]
pub struct AlwaysOpen(Arc<dyn Endpoint>);

impl AlwaysOpen {
    /// Keeps this endpoint.
    #[must_use]
    pub fn new(endpoint: Arc<dyn Endpoint>) -> Self {
        Self(endpoint)
    }
}

impl fmt::Debug for AlwaysOpen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AlwaysOpen")
    }
}

impl Opener for AlwaysOpen {
    fn open(&self) -> Result<Arc<dyn Endpoint>, RegistryError> {
        Ok(Arc::clone(&self.0))
    }

    fn reopens(&self) -> bool {
        false
    }
}
