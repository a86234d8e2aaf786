//! Starting and stopping the server.

use std::future::{Future, IntoFuture};
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use super::ServerOptions;
use super::route::router;
use crate::connector::Connector;
use crate::{Code, Error, Result};

/// A running server; dropping it stops it.
#[derive(Debug)]
pub struct ServerHandle {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Starts a server on an address; port 0 picks a free one.
///
/// ```
/// use std::sync::Arc;
/// use cie_sad::connector::{Connector, MemoryAnswerLog};
/// use cie_sad::http::{ServerOptions, serve};
/// use cie_sad::profile::Profile;
/// use cie_sad::registry::MemoryRegistry;
///
/// let connector = Connector::new(
///     Arc::new(Profile::anpr()?),
///     Arc::new(MemoryRegistry::default()),
///     Arc::new(MemoryAnswerLog::default()),
/// );
/// let server = serve("127.0.0.1:0", connector, &ServerOptions::default())?;
/// assert_ne!(server.local_addr().port(), 0);
/// server.shutdown();
/// # Ok::<(), cie_sad::Error>(())
/// ```
///
/// # Errors
/// `CIE-SAD-301` when the address or port cannot be listened on, `CIE-SAD-302` when the thread or
/// event loop cannot start, `CIE-SAD-303` for a service path that is not absolute.
pub fn serve(
    address: impl ToSocketAddrs,
    connector: Connector,
    options: &ServerOptions,
) -> Result<ServerHandle> {
    let wanted = address
        .to_socket_addrs()
        .ok()
        .and_then(|mut all| all.next());
    let listener = TcpListener::bind(address).map_err(|error| {
        let wanted = wanted
            .map(|address| address.to_string())
            .unwrap_or_default();
        Error::new(Code::Bind).detail(wanted).caused_by(error)
    })?;
    serve_on(listener, connector, options)
}

fn serve_on(
    listener: TcpListener,
    connector: Connector,
    options: &ServerOptions,
) -> Result<ServerHandle> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.~".contains(c);
    let path = &options.path;
    if !path.starts_with('/') || !path.chars().all(plain) || path == "/health" {
        return Err(Error::new(Code::BadPath));
    }
    let bind = |error| Error::new(Code::Bind).caused_by(error);
    let start = |error| Error::new(Code::Runtime).caused_by(error);
    listener.set_nonblocking(true).map_err(bind)?;
    let address = listener.local_addr().map_err(bind)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        // One thread for each slot, or requests would wait without anyone knowing.
        .max_blocking_threads(options.concurrency.max(1))
        .build()
        .map_err(start)?;
    let guard = runtime.enter();
    let listener = tokio::net::TcpListener::from_std(listener).map_err(bind)?;
    drop(guard);
    let app = router(connector, options);
    let grace = options.grace;
    let (stop, stopped) = oneshot::channel::<()>();
    let thread = std::thread::Builder::new()
        .name("cie-sad-http".into())
        .spawn(move || {
            runtime.block_on(async move {
                let (drain, drained) = oneshot::channel::<()>();
                let server = axum::serve(listener, app).with_graceful_shutdown(async move {
                    // A sender that is gone asks for the same thing.
                    let _ = stopped.await;
                    let _ = drain.send(());
                });
                let deadline = async move {
                    let _ = drained.await;
                    tokio::time::sleep(grace).await;
                };
                let mut server = std::pin::pin!(server.into_future());
                let mut deadline = std::pin::pin!(deadline);
                std::future::poll_fn(|context| {
                    if server.as_mut().poll(context).is_ready() {
                        return std::task::Poll::Ready(());
                    }
                    deadline.as_mut().poll(context)
                })
                .await;
            });
            // A registry that never returns must not keep the program from ending.
            runtime.shutdown_timeout(std::time::Duration::from_millis(100));
        })
        .map_err(start)?;
    Ok(ServerHandle {
        address,
        stop: Some(stop),
        thread: Some(thread),
    })
}

impl ServerHandle {
    /// The address it listens on.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Stops listening, waits for the requests in hand up to the grace time, and ends the thread.
    pub fn shutdown(mut self) {
        self.finish();
    }

    fn finish(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            // A panic in there was already reported by its own hook.
            let _ = thread.join();
        }
    }
}

impl Drop for ServerHandle {
    fn drop(&mut self) {
        self.finish();
    }
}
