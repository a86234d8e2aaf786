//! Names to numbers.

use std::collections::BTreeMap;
use std::net::{IpAddr, ToSocketAddrs};
use std::sync::mpsc::sync_channel;
use std::thread::Builder;
use std::time::Duration;

use super::trouble::Trouble;

/// Most addresses of a name that are looked at.
const MAX: usize = 16;

/// What finds the addresses of a name.
pub trait Resolver: Send + Sync {
    /// The addresses of a host; nothing when it has none, or when none could be had in time.
    fn resolve(&self, host: &str, limit: Duration) -> Vec<IpAddr>;
}

/// The resolver of the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemResolver;

impl Resolver for SystemResolver {
    fn resolve(&self, host: &str, limit: Duration) -> Vec<IpAddr> {
        let (sender, receiver) = sync_channel(1);
        let host = host.to_owned();
        // The system's call has no limit of time: it is left behind when it takes longer.
        let started = Builder::new().name("cie names".to_owned()).spawn(move || {
            let found = (host.as_str(), 0).to_socket_addrs();
            let all = found.into_iter().flatten().map(|address| address.ip());
            let _ = sender.send(all.take(MAX).collect::<Vec<_>>());
        });
        match started {
            Ok(_) => receiver.recv_timeout(limit).unwrap_or_default(),
            Err(_) => Vec::new(),
        }
    }
}

/// Addresses that a file gives, and the system's for every other name. A name with no addresses
/// does not resolve.
#[derive(Clone, Debug, Default)]
pub struct FixedResolver(pub BTreeMap<String, Vec<IpAddr>>);

impl Resolver for FixedResolver {
    fn resolve(&self, host: &str, limit: Duration) -> Vec<IpAddr> {
        match self.0.get(&host.to_ascii_lowercase()) {
            Some(addresses) => addresses.clone(),
            None => SystemResolver.resolve(host, limit),
        }
    }
}

pub(super) fn resolve(
    resolver: &dyn Resolver,
    host: &str,
    limit: Duration,
) -> Result<Vec<IpAddr>, Trouble> {
    if let Ok(number) = host.parse() {
        return Ok(vec![number]);
    }
    let mut found = resolver.resolve(host, limit);
    found.truncate(MAX);
    if found.is_empty() {
        return Err(Trouble::NotResolved(host.to_owned()));
    }
    Ok(found)
}
