//! Starting and stopping the server.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, ToSocketAddrs};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::thread::JoinHandle;
use std::time::Duration;

use cie_core::redact::Secret;
use libunftp::options::{FtpsRequired, PassiveHost};
use tokio::sync::{Semaphore, oneshot};

use super::accounts::{Accounts, Builder};
use super::store::{Shelf, View};
use crate::ftp::{Directories, Room};
use crate::profile::FileNames;
use crate::{Code, Error, Result};

/// Options of a [`FtpServer`].
#[derive(Clone, Debug)]
pub struct FtpServerOptions {
    /// Where the folders are on this machine.
    pub directories: Directories,
    /// How files are named: [`Profile::file_names`](crate::profile::Profile::file_names).
    pub names: FileNames,
    /// Name of the folder of requests on the wire.
    pub requests: String,
    /// Name of the folder of answers on the wire.
    pub answers: String,
    /// User names and passwords.
    pub accounts: Vec<(String, Secret)>,
    /// Files (PEM) of the certificate chain and its key; with them, every connection must be
    /// encrypted (explicit FTPS).
    pub certificate: Option<(PathBuf, PathBuf)>,
    /// Ports of data connections, to be let through by firewalls.
    pub passive_ports: RangeInclusive<u16>,
    /// Address that clients reach this machine at, when it is not the one it knows itself by.
    pub passive_host: Option<Ipv4Addr>,
    /// Largest file, in bytes.
    pub max_bytes: u64,
    /// Most files in a folder: uploads beyond are refused.
    pub max_files: usize,
    /// Most clients at a time; others wait.
    pub max_clients: usize,
    /// Silence after which a client is disconnected.
    pub idle: Duration,
}

impl FtpServerOptions {
    /// Folders `richieste` and `risposte`, no account, no encryption, ports 49152 to 65535, files
    /// up to 8 MiB, 10,000 files, 100 clients, two minutes of silence.
    #[must_use]
    pub fn new(directories: Directories, names: FileNames) -> Self {
        Self {
            directories,
            names,
            requests: "richieste".into(),
            answers: "risposte".into(),
            accounts: Vec::new(),
            certificate: None,
            passive_ports: 49152..=65535,
            passive_host: None,
            max_bytes: 8 * 1024 * 1024,
            max_files: 10_000,
            max_clients: 100,
            idle: Duration::from_secs(120),
        }
    }
}

/// A running FTP server; dropping it stops it.
#[derive(Debug)]
pub struct FtpServer {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl FtpServer {
    /// Starts a server on an address; port 0 picks a free one.
    ///
    /// # Errors
    /// `CIE-SAD-301` when the address cannot be listened on, `610` for folders that are missing or
    /// have one name, `630` when the certificate cannot be used, `302` when the thread cannot start.
    pub fn start(address: impl ToSocketAddrs, options: FtpServerOptions) -> Result<Self> {
        let bind = |error| Error::new(Code::Bind).caused_by(error);
        let runtime_failed = |error| Error::new(Code::Runtime).caused_by(error);
        let path = |room| PathBuf::from(options.directories.path(room));
        let shelf = Arc::new(Shelf {
            names: options.names.clone(),
            requests: (options.requests.clone(), path(Room::Requests)),
            answers: (options.answers.clone(), path(Room::Answers)),
            max_bytes: options.max_bytes,
            max_files: options.max_files,
            next: AtomicU64::new(1),
        });
        let bad = |what: &'static str| Error::new(Code::BadFolderOption).detail(what);
        for (name, path) in [&shelf.requests, &shelf.answers] {
            if name.is_empty() || name.contains(['/', '\\']) || name.starts_with('.') {
                return Err(bad("name of a folder"));
            }
            if !path.is_dir() {
                return Err(bad("missing folder"));
            }
        }
        if shelf.requests.0 == shelf.answers.0 {
            return Err(bad("one name for two folders"));
        }
        // Said now, and not at the first client.
        certificate_usable(&options)?;
        build(&shelf, &options)?;
        let listener = TcpListener::bind(address).map_err(bind)?;
        listener.set_nonblocking(true).map_err(bind)?;
        let address = listener.local_addr().map_err(bind)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(runtime_failed)?;
        let guard = runtime.enter();
        let listener = tokio::net::TcpListener::from_std(listener).map_err(bind)?;
        drop(guard);
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::Builder::new()
            .name("cie-sad-ftpd".into())
            .spawn(move || {
                let accepting = accept(listener, shelf, options);
                runtime.block_on(async move {
                    tokio::select! {
                        // A sender that is gone asks for the same thing.
                        _ = stopped => {}
                        () = accepting => {}
                    }
                });
                // Uploads that are not whole leave nothing that a connector would read.
                runtime.shutdown_timeout(Duration::from_secs(1));
            })
            .map_err(runtime_failed)?;
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The address it listens on.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Stops listening, breaks off what is under way and ends the thread.
    pub fn stop(mut self) {
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

impl Drop for FtpServer {
    fn drop(&mut self) {
        self.finish();
    }
}

async fn accept(listener: tokio::net::TcpListener, shelf: Arc<Shelf>, options: FtpServerOptions) {
    let slots = Arc::new(Semaphore::new(options.max_clients.max(1)));
    loop {
        let Ok(slot) = Arc::clone(&slots).acquire_owned().await else {
            return;
        };
        let Ok((client, _)) = listener.accept().await else {
            // Out of file descriptors, most likely: give others time to end.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let Ok(server) = build(&shelf, &options) else {
            continue;
        };
        tokio::spawn(async move {
            let _slot = slot;
            let _ = server.service(client).await;
        });
    }
}

fn build(
    shelf: &Arc<Shelf>,
    options: &FtpServerOptions,
) -> Result<libunftp::Server<View, unftp_core::auth::DefaultUser>> {
    let view = View(Arc::clone(shelf));
    let accounts = Accounts(options.accounts.clone());
    let mut builder =
        Builder::with_authenticator(Box::new(move || view.clone()), Arc::new(accounts))
            .greeting("pronto")
            .idle_session_timeout(options.idle.as_secs().max(1))
            .passive_ports(options.passive_ports.clone())
            .passive_host(
                options
                    .passive_host
                    .map_or(PassiveHost::FromConnection, PassiveHost::Ip),
            );
    if let Some((certificate, key)) = &options.certificate {
        builder = builder
            .ftps(certificate.clone(), key.clone())
            .ftps_required(FtpsRequired::All, FtpsRequired::All);
    }
    builder
        .build()
        .map_err(|error| Error::new(Code::FtpServer).caused_by(error))
}

fn certificate_usable(options: &FtpServerOptions) -> Result<()> {
    let Some((certificate, key)) = &options.certificate else {
        return Ok(());
    };
    for file in [certificate, key] {
        std::fs::read(file).map_err(|error| Error::new(Code::FtpServer).caused_by(error))?;
    }
    Ok(())
}
