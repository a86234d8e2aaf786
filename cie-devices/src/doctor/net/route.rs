//! The way to a service: names, proxy, TLS.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use super::address::{Address, Scheme};
use super::http;
use super::resolve::{Resolver, SystemResolver, resolve};
use super::tls::{Authorities, Shown, shake};
use super::trouble::Trouble;
use super::wire::{Timed, Wire};

/// The workstation's clock: a moment that the caller read, and what has run since.
#[derive(Clone, Copy, Debug)]
pub struct LocalClock {
    at: DateTime<Utc>,
    since: Instant,
}

impl LocalClock {
    /// The clock says this now.
    #[must_use]
    pub fn says(at: DateTime<Utc>) -> Self {
        Self {
            at,
            since: Instant::now(),
        }
    }

    /// What it says now.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let run = TimeDelta::from_std(self.since.elapsed()).unwrap_or_default();
        self.at.checked_add_signed(run).unwrap_or(self.at)
    }
}

/// How the checks of the network go about: shared by all of them.
#[derive(Clone)]
pub struct Route {
    /// Finds addresses.
    pub resolver: Arc<dyn Resolver>,
    /// The HTTP proxy in between, if any. It never gets credentials.
    pub proxy: Option<Address>,
    /// Whom a server's certificate must lead to.
    pub authorities: Authorities,
    /// Longest time for one service.
    pub limit: Duration,
    /// Whether no connection is to be tried at all.
    pub offline: bool,
    /// The workstation's clock.
    pub clock: LocalClock,
    /// How long before its end a server's certificate is worth a word.
    pub expiry_warning: TimeDelta,
}

impl Route {
    /// Straight to the network with the system's names and public authorities; five seconds for a
    /// service, a word thirty days before a certificate ends.
    #[must_use]
    pub fn direct(clock: LocalClock) -> Self {
        Self {
            resolver: Arc::new(SystemResolver),
            proxy: None,
            authorities: Authorities::public(),
            limit: Duration::from_secs(5),
            offline: false,
            clock,
            expiry_warning: TimeDelta::days(30),
        }
    }

    /// Connects, and says how far it came.
    pub(crate) fn open(&self, to: &Address, tls: bool, limit: Duration) -> Opened {
        let until = Instant::now() + limit.min(self.limit);
        let mut opened = Opened {
            wire: Err(Trouble::TimedOut("tcp")),
            target: to.path.clone(),
            peer: None,
            connected: None,
            shown: None,
        };
        let began = Instant::now();
        let stream = match self.connect(to, tls, until) {
            Ok(stream) => stream,
            Err(trouble) => {
                opened.wire = Err(trouble);
                return opened;
            }
        };
        opened.connected = Some(began.elapsed());
        opened.peer = stream.peer();
        if !tls {
            if self.proxy.is_some() {
                opened.target = to.to_string();
            }
            opened.wire = Ok(Wire::Plain(stream));
            return opened;
        }
        let (outcome, shown) = shake(stream, &to.host, &self.authorities, self.clock.now());
        opened.shown = Some(shown);
        opened.wire = outcome.map(|stream| Wire::Tls(Box::new(stream)));
        opened
    }

    fn connect(&self, to: &Address, tls: bool, until: Instant) -> Result<Timed, Trouble> {
        let left = || until.saturating_duration_since(Instant::now());
        let resolver = self.resolver.as_ref();
        let Some(proxy) = &self.proxy else {
            let addresses = resolve(resolver, &to.host, left())?;
            return Timed::connect(&addresses, to.port, until);
        };
        let mut stream = resolve(resolver, &proxy.host, left())
            .and_then(|addresses| Timed::connect(&addresses, proxy.port, until))
            .map_err(|trouble| Trouble::ProxyUnreachable(Box::new(trouble)))?;
        if !tls {
            // The proxy is asked for the page itself: many open tunnels to TLS ports only.
            return Ok(stream);
        }
        let authority = to.authority();
        http::send(&mut stream, "CONNECT", &authority, &authority, "")?;
        match http::receive_bare(&mut stream)?.status {
            200..=299 => Ok(stream),
            407 => Err(Trouble::ProxyAsks),
            status => Err(Trouble::ProxyRefuses(status)),
        }
    }

    /// Asks for the head of a page.
    pub(crate) fn head(
        &self,
        to: &Address,
        method: &str,
        limit: Duration,
    ) -> Result<http::Head, Trouble> {
        let opened = self.open(to, to.scheme == Scheme::Https, limit);
        let (target, host) = (opened.target, to.authority());
        let mut wire = opened.wire?;
        http::send(&mut wire, method, &target, &host, "Connection: close\r\n")?;
        let (head, _) = http::receive(&mut wire)?;
        // Only a proxy speaks for itself with this status (RFC 9110, 15.5.8).
        match head.status {
            407 if self.proxy.is_some() => Err(Trouble::ProxyAsks),
            _ => Ok(head),
        }
    }
}

/// How far a connection came.
pub(crate) struct Opened {
    pub(super) wire: Result<Wire, Trouble>,
    pub(super) target: String,
    pub(crate) peer: Option<IpAddr>,
    pub(crate) connected: Option<Duration>,
    pub(crate) shown: Option<Shown>,
}

impl Opened {
    pub(crate) fn trouble(&self) -> Option<&Trouble> {
        self.wire.as_ref().err()
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Route")
            .field("proxy", &self.proxy)
            .field("authorities", &self.authorities)
            .field("limit", &self.limit)
            .field("offline", &self.offline)
            .finish_non_exhaustive()
    }
}
