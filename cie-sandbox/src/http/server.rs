//! The simulator behind HTTP, on a thread of its own so that programs without a runtime can use it.

use std::fmt;
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::time::timeout;

use super::routes::router;
use crate::{Code, Error, Ministry, Result};

/// How long calls under way may still take when the server is stopped.
const GRACE: Duration = Duration::from_millis(500);
/// Threads that do the work of calls; also the most calls that are worked on at once.
pub(super) const WORKERS: usize = 16;

/// A running server; it stops when this is dropped.
pub struct ServerHandle {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl fmt::Debug for ServerHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SIMULATED Ministry at {}", self.url())
    }
}

impl ServerHandle {
    /// Where it listens, with the port that the system chose if 0 was asked for.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// What to give to [`MinistryClient::new`](crate::MinistryClient::new).
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops listening, waits up to half a second for calls under way and drops the rest. A call
    /// that was ordered to be slow may hold the simulator, and its directory, until it ends.
    pub fn shutdown(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // Nobody listening any more means that it has stopped by itself.
        let _ = self.stop.send(true);
        if let Some(thread) = self.thread.take() {
            // The server's thread does not panic; if it did, it has stopped all the same.
            let _ = thread.join();
        }
    }
}

impl Drop for ServerHandle {
    fn drop(&mut self) {
        self.end();
    }
}

/// Puts a simulator behind HTTP on the local machine; port 0 picks a free one.
///
/// ```
/// use std::sync::Arc;
/// use std::time::{Duration, SystemTime};
/// use cie_core::issuance::RequestNumber;
/// use cie_core::ports::SerialSource;
/// use cie_devices::sim::{TestAuthority, Validity};
/// use cie_sandbox::{ClientOptions, Ministry, MinistryClient, serve};
///
/// let now = SystemTime::now();
/// let validity =
///     Validity { not_before: now.into(), not_after: (now + Duration::from_secs(86_400)).into() };
/// let rng = ring::rand::SystemRandom::new();
/// let authority = TestAuthority::generate("SCO test authority", validity, &rng)?;
///
/// let directory = tempfile::tempdir()?;
/// let ministry = Ministry::builder(directory.path(), authority.certificate()).open()?;
/// let server = serve("127.0.0.1:0".parse()?, Arc::new(ministry))?;
/// let client = MinistryClient::new(&server.url(), ClientOptions::default())?;
/// assert_eq!(client.serial(&RequestNumber::new("058091", 2026, 7)?)?, "CA00000AA");
/// server.shutdown();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `CIE-SIM-061` for an address that others can reach, `CIE-SIM-060` when the port is taken,
/// `CIE-SIM-062` when the server cannot be started.
pub fn serve(address: SocketAddr, ministry: Arc<Ministry>) -> Result<ServerHandle> {
    if !address.ip().is_loopback() {
        return Err(Error::new(Code::NotLoopback).detail(address.to_string()));
    }
    serve_exposed(address, ministry)
}

/// As [`serve`], for any address: whoever reaches it can read the invented PINs. For containers
/// and test networks.
///
/// # Errors
/// `CIE-SIM-060` when the port is taken, `CIE-SIM-062` when the server cannot be started.
pub fn serve_exposed(address: SocketAddr, ministry: Arc<Ministry>) -> Result<ServerHandle> {
    let not_started = |error| Error::new(Code::ServerNotStarted).caused_by(error);
    let listener = TcpListener::bind(address).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => Error::new(Code::PortTaken)
            .detail(address.to_string())
            .caused_by(error),
        _ => not_started(error),
    })?;
    listener.set_nonblocking(true).map_err(not_started)?;
    let address = listener.local_addr().map_err(not_started)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(WORKERS)
        .build()
        .map_err(not_started)?;
    let listener = {
        let _entered = runtime.enter();
        tokio::net::TcpListener::from_std(listener).map_err(not_started)?
    };
    let (stop, stopped) = watch::channel(false);
    let thread = std::thread::Builder::new()
        .name(String::from("cie-sandbox-http"))
        .spawn(move || run(runtime, listener, ministry, stopped))
        .map_err(not_started)?;
    Ok(ServerHandle {
        address,
        stop,
        thread: Some(thread),
    })
}

fn run(
    runtime: Runtime,
    listener: tokio::net::TcpListener,
    ministry: Arc<Ministry>,
    stopped: watch::Receiver<bool>,
) {
    runtime.block_on(async move {
        let graceful = until_stopped(stopped.clone());
        let serving = tokio::spawn(async move {
            axum::serve(listener, router(ministry))
                .with_graceful_shutdown(graceful)
                .await
        });
        until_stopped(stopped).await;
        // Either all calls ended, or the rest is dropped with the runtime.
        let _ = timeout(GRACE, serving).await;
    });
    runtime.shutdown_background();
}

/// Returns when the handle says stop, or is gone.
async fn until_stopped(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}
