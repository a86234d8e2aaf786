//! `[server]`: what holds for the process and not for one comune.

use std::net::SocketAddr;
use std::time::Duration;

use serde::Deserialize;
use toml::Spanned;

use super::source::Source;
use crate::Result;
use crate::hosting::{AllowList, HostOptions};
use crate::http::FrontOptions;

/// What holds for the process and not for one comune: the section `[server]` of a single
/// `apr.toml`, or the file `server.toml` beside those of many comuni.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ServerConfig {
    /// Options of the host; whoever starts it adds the log.
    pub host: HostOptions,
    /// Options of the connections.
    pub front: FrontOptions,
    /// A further address for `/health` and `/metrics` alone, such as where no comune has HTTP.
    pub status: Option<SocketAddr>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    workers: Option<Spanned<u64>>,
    max_open: Option<Spanned<u64>>,
    idle_close_seconds: Option<Spanned<u64>>,
    labelled: Option<Spanned<u64>>,
    max_connections: Option<Spanned<u64>>,
    head_seconds: Option<Spanned<u64>>,
    body_seconds: Option<Spanned<u64>>,
    write_seconds: Option<Spanned<u64>>,
    idle_seconds: Option<Spanned<u64>>,
    grace_seconds: Option<Spanned<u64>>,
    bodies_mib: Option<Spanned<u64>>,
    io_threads: Option<Spanned<u64>>,
    allow: Option<Vec<Spanned<String>>>,
    status_from: Option<Vec<Spanned<String>>>,
    status: Option<Spanned<String>>,
}

impl Raw {
    pub(super) fn check(&self, source: &Source<'_>) -> Result<ServerConfig> {
        let (mut host, mut front) = (HostOptions::default(), FrontOptions::default());
        let size = |name, value: &Option<Spanned<u64>>, most, default: usize| {
            let number = source.number(name, value.as_ref(), 1..=most, default as u64)?;
            Ok::<_, crate::Error>(usize::try_from(number).unwrap_or(default))
        };
        let time = |name, value: &Option<Spanned<u64>>, default: Duration| {
            let seconds = source.number(name, value.as_ref(), 1..=86_400, default.as_secs())?;
            Ok::<_, crate::Error>(Duration::from_secs(seconds))
        };
        host.workers = size("workers", &self.workers, 1024, host.workers)?;
        host.max_open = size("max_open", &self.max_open, 100_000, host.max_open)?;
        host.idle_close = time(
            "idle_close_seconds",
            &self.idle_close_seconds,
            host.idle_close,
        )?;
        host.labelled = size("labelled", &self.labelled, 10_000, host.labelled)?;
        let most = &self.max_connections;
        front.max_connections = size("max_connections", most, 1_000_000, front.max_connections)?;
        front.head_limit = time("head_seconds", &self.head_seconds, front.head_limit)?;
        front.body_limit = time("body_seconds", &self.body_seconds, front.body_limit)?;
        front.write_limit = time("write_seconds", &self.write_seconds, front.write_limit)?;
        front.idle_limit = time("idle_seconds", &self.idle_seconds, front.idle_limit)?;
        front.grace = time("grace_seconds", &self.grace_seconds, front.grace)?;
        let bodies = size(
            "bodies_mib",
            &self.bodies_mib,
            65_536,
            front.bodies_bytes >> 20,
        )?;
        front.bodies_bytes = bodies << 20;
        front.io_threads = size("io_threads", &self.io_threads, 256, front.io_threads)?;
        if let Some(allow) = &self.allow {
            front.allow = networks(source, allow)?;
        }
        if let Some(from) = &self.status_from {
            front.status_from = networks(source, from)?;
        }
        let status = match &self.status {
            None => None,
            Some(text) => {
                let address = text.get_ref().parse();
                Some(address.map_err(|_| source.error(text, "status is such as 127.0.0.1:9090"))?)
            }
        };
        Ok(ServerConfig {
            host,
            front,
            status,
        })
    }
}

pub(super) fn networks(source: &Source<'_>, texts: &[Spanned<String>]) -> Result<AllowList> {
    let read = |text: &Spanned<String>| source.locate(text, text.get_ref().parse());
    texts.iter().map(read).collect()
}

impl ServerConfig {
    /// Reads a `server.toml`.
    ///
    /// # Errors
    /// `CIE-SAD-355`, with line and column.
    pub fn parse(text: &str) -> Result<Self> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            #[serde(default)]
            server: Raw,
        }
        let source = Source::new(text)?;
        source.read::<File>()?.server.check(&source)
    }
}
