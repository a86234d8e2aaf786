//! Options of the server.

use std::time::Duration;

/// Options of [`serve`](super::serve).
#[derive(Clone, Debug)]
pub struct ServerOptions {
    /// Service path of the exchange.
    pub path: String,
    /// Longest time for receiving a request and answering it.
    pub time_limit: Duration,
    /// Requests handled at once; one more is told to come back later.
    pub concurrency: usize,
    /// How long a shutdown waits for requests in hand.
    pub grace: Duration,
}

impl Default for ServerOptions {
    fn default() -> Self {
        Self {
            path: "/sad".into(),
            time_limit: Duration::from_secs(30),
            concurrency: 32,
            grace: Duration::from_secs(5),
        }
    }
}
