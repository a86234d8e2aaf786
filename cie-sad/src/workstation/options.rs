//! Options of the client.

use std::path::PathBuf;
use std::time::Duration;

use cie_core::redact::Secret;

use crate::codec::Limits;

/// Options of a [`Workstation`](super::Workstation).
#[derive(Clone, Debug)]
pub struct WorkstationOptions {
    /// Longest time to connect.
    pub connect_timeout: Duration,
    /// Longest time for one attempt, connection included.
    pub timeout: Duration,
    /// Attempts in all, when the connector is unavailable. The same bytes, hence the same
    /// operation identifier, are sent each time.
    pub attempts: u32,
    /// What may be attempted again.
    pub retry: Retry,
    /// Pause before the second attempt; it doubles before each further one. A connector that says
    /// for how long it is busy is given that long.
    pub backoff: Duration,
    /// Longest pause between attempts.
    pub max_backoff: Duration,
    /// Bounds on the answer.
    pub limits: Limits,
    /// Certificates, for a connector at an `https` address.
    pub tls: ClientTls,
    /// Name and password of HTTP Basic.
    pub basic: Option<(String, Secret)>,
}

impl Default for WorkstationOptions {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(40),
            attempts: 3,
            retry: Retry::default(),
            backoff: Duration::from_millis(500),
            max_backoff: Duration::from_secs(10),
            limits: Limits::default(),
            tls: ClientTls::default(),
            basic: None,
        }
    }
}

/// What may be sent again when no answer came, though the connector may have seen it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Retry {
    /// Every operation: the connector answers each operation identifier once, as ours does and as
    /// ANPR's service says of itself (default).
    #[default]
    ByIdentifier,
    /// Queries always; notices and annulments only when they cannot have reached the connector. For
    /// a vendor's connector that does not look at identifiers.
    OnlyQueries,
    /// Nothing.
    Never,
}

/// Certificates of the client's side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientTls {
    /// PEM file of the authorities that the connector's certificate is checked against; without,
    /// Mozilla's list.
    pub authorities: Option<PathBuf>,
    /// PEM files of the client's certificate (with its chain) and key, for mutual TLS.
    pub identity: Option<(PathBuf, PathBuf)>,
}
