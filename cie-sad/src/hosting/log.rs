//! What a host tells whoever keeps its log. Nothing in it is personal.

use std::time::Duration;

use super::{Answered, TenantId};
use crate::Error;
use crate::ftp;

/// Why a connection or a request was turned away before any registry saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// The address is not in the allow-list.
    Address,
    /// More connections than allowed.
    Connections,
    /// The TLS handshake failed or took too long.
    Tls,
    /// The heading took too long.
    SlowHead,
    /// The body took too long.
    SlowBody,
    /// The answer was not read in time.
    SlowReader,
    /// No such path, or a method that is not served.
    Route,
    /// Name or password wrong or missing.
    Password,
    /// The body is larger than allowed.
    TooLarge,
    /// More requests wait than allowed.
    Busy,
    /// The registry did not answer in time.
    Time,
    /// The message names a comune that is not served here.
    Comune,
    /// The tenant cannot be opened.
    Closed,
}

impl Refusal {
    /// Every reason.
    pub const ALL: [Self; 13] = [
        Self::Address,
        Self::Connections,
        Self::Tls,
        Self::SlowHead,
        Self::SlowBody,
        Self::SlowReader,
        Self::Route,
        Self::Password,
        Self::TooLarge,
        Self::Busy,
        Self::Time,
        Self::Comune,
        Self::Closed,
    ];

    /// Its name in metrics and logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Connections => "connections",
            Self::Tls => "tls",
            Self::SlowHead => "slow_head",
            Self::SlowBody => "slow_body",
            Self::SlowReader => "slow_reader",
            Self::Route => "route",
            Self::Password => "password",
            Self::TooLarge => "too_large",
            Self::Busy => "busy",
            Self::Time => "time",
            Self::Comune => "comune",
            Self::Closed => "closed",
        }
    }
}

/// Something worth a line.
#[derive(Debug)]
#[non_exhaustive]
pub enum LogEvent<'e> {
    /// A request was answered.
    Answered {
        /// Whose.
        tenant: &'e TenantId,
        /// Identifier of the request, as its answer bears it.
        request_id: &'e str,
        /// What was answered.
        answer: &'e Answered,
        /// How long it took, from the end of its heading.
        elapsed: Duration,
    },
    /// A connection or request was turned away.
    Refused {
        /// Why.
        reason: Refusal,
        /// Whose, when that was known.
        tenant: Option<&'e TenantId>,
        /// Identifier of the request, when there was one.
        request_id: Option<&'e str>,
    },
    /// A tenant was opened.
    Opened(&'e TenantId),
    /// A tenant was closed for want of use.
    Closed(&'e TenantId),
    /// A tenant could not be opened, or its registry or store is not there.
    Failing {
        /// Whose.
        tenant: &'e TenantId,
        /// What its opener or probe said.
        cause: &'e (dyn std::error::Error + 'static),
    },
    /// A listener had trouble and goes on.
    Listener {
        /// Its name.
        name: &'e str,
        /// What it was.
        cause: &'e Error,
    },
    /// Something happened in the folder that a tenant's requests come in by.
    Folder {
        /// Whose.
        tenant: &'e TenantId,
        /// What it was.
        event: &'e ftp::Event<'e>,
    },
}

/// Keeps the log of a host. Called on the threads that serve: it must be quick.
pub trait Log: Send + Sync {
    /// One event.
    fn event(&self, event: &LogEvent<'_>);
}

/// Keeps no log.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLog;

impl Log for NoLog {
    fn event(&self, _: &LogEvent<'_>) {}
}
