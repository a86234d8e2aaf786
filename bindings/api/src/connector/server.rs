//! A connector that is serving.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use cie_sad::http::ServerHandle;

/// A connector that is serving; it stops when it is dropped.
pub struct Server {
    url: String,
    handle: Mutex<Option<ServerHandle>>,
    stopped: Condvar,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

impl Server {
    pub(super) fn new(handle: ServerHandle, tls: bool, path: &str) -> Self {
        let scheme = if tls { "https" } else { "http" };
        Self {
            url: format!("{scheme}://{}{path}", handle.local_addr()),
            handle: Mutex::new(Some(handle)),
            stopped: Condvar::new(),
        }
    }

    /// The address that workstations are given.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops listening, waits for the requests in hand for some seconds, and ends. Stopping twice
    /// does no harm.
    pub fn stop(&self) {
        let handle = self
            .handle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(handle) = handle {
            handle.shutdown();
        }
        self.stopped.notify_all();
    }

    /// Waits until the server was stopped, for so long at most; whether it was.
    pub fn wait(&self, at_most: Duration) -> bool {
        let started = Instant::now();
        let mut handle = self.handle.lock().unwrap_or_else(PoisonError::into_inner);
        while handle.is_some() {
            let Some(left) = at_most.checked_sub(started.elapsed()) else {
                return false;
            };
            let waited = self.stopped.wait_timeout(handle, left);
            handle = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }
}
