//! Starting and stopping the server.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::runtime::{Handle, Runtime};
use tokio::sync::{Semaphore, oneshot, watch};

use super::body::Budget;
use super::connection;
use super::exchange::{CHECKS, Front};
use super::{FrontOptions, ServerOptions, ServerTls};
use crate::connector::Connector;
use crate::hosting::{
    AlwaysOpen, Host, HostOptions, LogEvent, Refusal, Route, TenantLimits, TenantSpec,
};
use crate::{Code, Error, Result};

/// How often idle tenants are closed and failing ones looked at.
const SWEEP: Duration = Duration::from_secs(5);

/// An address that is listened on.
#[derive(Debug)]
pub struct Listener {
    name: String,
    socket: TcpListener,
    tls: Option<ServerTls>,
}

impl Listener {
    /// Listens on an address; port 0 picks a free one. The name is what
    /// [`Route::listener`](crate::hosting::Route::listener) refers to.
    ///
    /// # Errors
    /// `CIE-SAD-301` when the address or port cannot be listened on.
    pub fn bind(
        name: impl Into<String>,
        address: impl ToSocketAddrs,
        tls: Option<ServerTls>,
    ) -> Result<Self> {
        let wanted = address
            .to_socket_addrs()
            .ok()
            .and_then(|mut all| all.next());
        let socket = TcpListener::bind(address).map_err(|error| {
            let wanted = wanted
                .map(|address| address.to_string())
                .unwrap_or_default();
            Error::new(Code::Bind).detail(wanted).caused_by(error)
        })?;
        Ok(Self {
            name: name.into(),
            socket,
            tls,
        })
    }

    /// The address it listens on.
    ///
    /// # Errors
    /// `CIE-SAD-301` when the system does not say.
    pub fn local_addr(&self) -> Result<SocketAddr> {
        let bind = |error| Error::new(Code::Bind).caused_by(error);
        self.socket.local_addr().map_err(bind)
    }
}

/// A running server; dropping it stops it.
#[derive(Debug)]
pub struct ServerHandle {
    host: Host,
    front: Arc<Front>,
    runtime: Handle,
    /// Says so to every connection when it becomes true.
    stop: watch::Sender<bool>,
    listeners: Mutex<BTreeMap<String, Listening>>,
    address: SocketAddr,
    /// A host that was made for this server is drained with it.
    own_host: bool,
    end: Option<oneshot::Sender<Duration>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Listening {
    address: SocketAddr,
    /// Dropped to stop accepting.
    _accepting: oneshot::Sender<()>,
}

impl std::fmt::Debug for Front {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Front")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// Starts a server for one connector; port 0 picks a free one.
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
    let host = Host::new(HostOptions {
        // One thread for each, and some that stay free for nobody: there is one tenant.
        workers: options.concurrency,
        ..HostOptions::default()
    });
    let mut tenant = TenantSpec::new("connector", Route::path(options.path.as_str()))?;
    tenant.limits = TenantLimits {
        at_once: options.concurrency,
        queue: options.queue,
        body_bytes: TenantLimits::body_for(connector.profile(), connector.limits()),
        time: options.time_limit,
    };
    tenant.access = options.access.clone();
    host.add(tenant, Arc::new(AlwaysOpen::new(Arc::new(connector))))?;
    let listener = Listener::bind("http", address, options.tls.clone())?;
    let mut server = serve_host(host, vec![listener], &options.front)?;
    server.own_host = true;
    Ok(server)
}

/// Starts a server that brings requests to a host, on one address or several; or on none yet, for a
/// host whose requests come in by folders.
///
/// # Errors
/// `CIE-SAD-301` when a listener cannot be used, `CIE-SAD-302` when the threads cannot start.
pub fn serve_host(
    host: Host,
    listeners: Vec<Listener>,
    options: &FrontOptions,
) -> Result<ServerHandle> {
    let start = |error| Error::new(Code::Runtime).caused_by(error);
    // Without one the host is looked after all the same: its requests come in another way.
    let nowhere = SocketAddr::from(([0, 0, 0, 0], 0));
    let address = listeners
        .first()
        .map_or(Ok(nowhere), Listener::local_addr)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(options.io_threads.max(1))
        .max_blocking_threads(CHECKS)
        .thread_name("cie-sad-http")
        .enable_io()
        .enable_time()
        .build()
        .map_err(start)?;
    let front = Arc::new(Front {
        host: host.clone(),
        options: options.clone(),
        bodies: Budget::new(options.bodies_bytes),
        checks: Arc::new(Semaphore::new(CHECKS)),
        connections: Arc::new(Semaphore::new(options.max_connections.max(1))),
    });
    let (end, ended) = oneshot::channel::<Duration>();
    let (stop, stopped) = watch::channel(false);
    let server = ServerHandle {
        host,
        front,
        runtime: runtime.handle().clone(),
        stop,
        listeners: Mutex::default(),
        address,
        own_host: false,
        end: Some(end),
        thread: None,
    };
    for listener in listeners {
        server.listen(listener)?;
    }
    server.start(runtime, ended, stopped)
}

impl ServerHandle {
    fn start(
        mut self,
        runtime: Runtime,
        ended: oneshot::Receiver<Duration>,
        stopped: watch::Receiver<bool>,
    ) -> Result<Self> {
        let (host, stop) = (self.host.clone(), self.stop.clone());
        let thread = std::thread::Builder::new()
            .name("cie-sad-http".into())
            .spawn(move || {
                runtime.spawn(sweep(host, stopped));
                runtime.block_on(async move {
                    // A sender that is gone asks for the same thing.
                    let grace = ended.await.unwrap_or_default();
                    let _ = stop.send(true);
                    // Every connection holds a receiver until it ends.
                    let _ = tokio::time::timeout(grace, stop.closed()).await;
                });
                // A registry that never returns must not keep the program from ending.
                runtime.shutdown_timeout(Duration::from_millis(100));
            })
            .map_err(|error| Error::new(Code::Runtime).caused_by(error))?;
        self.thread = Some(thread);
        Ok(self)
    }

    /// The address it listens on; the first, when there are several; `0.0.0.0:0` without one.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// The names of its listeners, and their addresses.
    #[must_use]
    pub fn listeners(&self) -> Vec<(String, SocketAddr)> {
        let all = self.listening();
        all.iter()
            .map(|(name, one)| (name.clone(), one.address))
            .collect()
    }

    /// The host it brings requests to.
    #[must_use]
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// Listens on one more address; the others go on.
    ///
    /// # Errors
    /// `CIE-SAD-301` when it cannot be used, or there is one of this name.
    pub fn listen(&self, listener: Listener) -> Result<SocketAddr> {
        let bind = |error| Error::new(Code::Bind).caused_by(error);
        let address = listener.local_addr()?;
        let mut all = self.listening();
        if all.contains_key(&listener.name) {
            return Err(Error::new(Code::Bind).detail("two listeners of one name"));
        }
        listener.socket.set_nonblocking(true).map_err(bind)?;
        let entered = self.runtime.enter();
        let socket = tokio::net::TcpListener::from_std(listener.socket).map_err(bind)?;
        drop(entered);
        let (accepting, closed) = oneshot::channel();
        let door = Door {
            front: Arc::clone(&self.front),
            name: listener.name.as_str().into(),
            tls: listener.tls,
            stop: self.stop.subscribe(),
        };
        self.runtime.spawn(door.accept(socket, closed));
        let listening = Listening {
            address,
            _accepting: accepting,
        };
        all.insert(listener.name, listening);
        Ok(address)
    }

    /// Stops listening under this name; connections that are open go on. False when there is none.
    pub fn unlisten(&self, name: &str) -> bool {
        self.listening().remove(name).is_some()
    }

    fn listening(&self) -> MutexGuard<'_, BTreeMap<String, Listening>> {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops listening, waits for the requests in hand up to the grace time, and ends the threads.
    pub fn shutdown(mut self) {
        self.finish();
    }

    fn finish(&mut self) {
        let Some(end) = self.end.take() else { return };
        let (started, grace) = (Instant::now(), self.front.options.grace);
        self.listening().clear();
        let _ = end.send(grace);
        if let Some(thread) = self.thread.take() {
            // A panic in there was already reported by its own hook.
            let _ = thread.join();
        }
        if self.own_host {
            // What was accepted is finished even when its client is gone.
            let _ = self.host.drain(grace.saturating_sub(started.elapsed()));
        }
    }
}

impl Drop for ServerHandle {
    fn drop(&mut self) {
        self.finish();
    }
}

async fn sweep(host: Host, mut stop: watch::Receiver<bool>) {
    let stopping = async move { stop.wait_for(|stop| *stop).await.map(|_| ()) };
    let mut stopping = std::pin::pin!(stopping);
    while tokio::time::timeout(SWEEP, stopping.as_mut())
        .await
        .is_err()
    {
        host.sweep();
    }
}

/// What accepts connections of one listener.
struct Door {
    front: Arc<Front>,
    name: Arc<str>,
    tls: Option<ServerTls>,
    stop: watch::Receiver<bool>,
}

impl Door {
    async fn accept(self, socket: tokio::net::TcpListener, mut closed: oneshot::Receiver<()>) {
        loop {
            let accepted = tokio::select! {
                accepted = socket.accept() => accepted,
                _ = &mut closed => return,
            };
            match accepted {
                Ok(connection) => self.receive(connection),
                Err(error) => {
                    // No more descriptors, or a client gone at once. Trying again at once would
                    // keep a processor busy with the former.
                    let cause = Error::new(Code::Bind).caused_by(error);
                    self.front.host.log().event(&LogEvent::Listener {
                        name: &self.name,
                        cause: &cause,
                    });
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    }

    fn receive(&self, (stream, peer): (TcpStream, SocketAddr)) {
        let front = &self.front;
        if !connection::is_welcome(front, peer.ip()) {
            return front.host.refused(Refusal::Address, None, None);
        }
        let Ok(permit) = Arc::clone(&front.connections).try_acquire_owned() else {
            return front.host.refused(Refusal::Connections, None, None);
        };
        let (front, name, tls) = (Arc::clone(front), Arc::clone(&self.name), self.tls.clone());
        let stop = self.stop.clone();
        tokio::spawn(connection::serve(
            front,
            name,
            tls,
            (stream, peer),
            permit,
            stop,
        ));
    }
}
