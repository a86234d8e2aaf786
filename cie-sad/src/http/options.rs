//! Options of the server.

use std::time::Duration;

use super::ServerTls;
use crate::hosting::{Access, AllowList, TenantLimits};

/// Options of [`serve`](super::serve): one connector on one address.
#[derive(Clone, Debug)]
pub struct ServerOptions {
    /// Service path of the exchange.
    pub path: String,
    /// Longest time for receiving a request and answering it.
    pub time_limit: Duration,
    /// Requests handled at once.
    pub concurrency: usize,
    /// Requests that may wait; one more is told to come back later.
    pub queue: usize,
    /// Who may come in.
    pub access: Access,
    /// TLS; `None` for plain HTTP.
    pub tls: Option<ServerTls>,
    /// What holds for every connection.
    pub front: FrontOptions,
}

impl Default for ServerOptions {
    fn default() -> Self {
        Self {
            path: "/sad".into(),
            time_limit: TenantLimits::default().time,
            concurrency: 32,
            queue: 256,
            access: Access::default(),
            tls: None,
            front: FrontOptions::default(),
        }
    }
}

/// What holds for every connection, whichever tenant it is for.
#[derive(Clone, Debug)]
pub struct FrontOptions {
    /// Longest time for the TLS handshake, and for a heading once its first byte came.
    pub head_limit: Duration,
    /// Longest time for a body.
    pub body_limit: Duration,
    /// Longest time for the client to take an answer.
    pub write_limit: Duration,
    /// How long a connection may stay open without a request.
    pub idle_limit: Duration,
    /// Connections open at once; one more is closed at once.
    pub max_connections: usize,
    /// Bytes of all the bodies in memory together.
    pub bodies_bytes: usize,
    /// From where connections are accepted at all.
    pub allow: AllowList,
    /// From where `/metrics` and the particulars of `/health` are shown.
    pub status_from: AllowList,
    /// How long a shutdown waits for requests in hand.
    pub grace: Duration,
    /// Threads that read and write; those that work are the host's.
    pub io_threads: usize,
}

impl Default for FrontOptions {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            head_limit: Duration::from_secs(10),
            body_limit: Duration::from_secs(30),
            write_limit: Duration::from_secs(30),
            idle_limit: Duration::from_secs(75),
            max_connections: 8192,
            bodies_bytes: 64 << 20,
            allow: AllowList::everyone(),
            status_from: AllowList::loopback(),
            grace: Duration::from_secs(5),
            io_threads: processors.min(4),
        }
    }
}
