//! A thread that serves a folder until it is told to stop.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::exchange::{FolderExchange, Look};
use super::watch::Event;
use super::{Desk, Folder, FolderOptions};
use crate::{Code, Error, Result};

/// Totals since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Status {
    /// Looks at the folder that worked.
    pub looks: u64,
    /// Answers put in place.
    pub answered: u64,
    /// Of these, answers that were stored before.
    pub repeated: u64,
    /// Files moved to `rejected`.
    pub rejected: u64,
    /// Requests that waited at the last look.
    pub waiting: usize,
    /// Files that were none of the profile's at the last look.
    pub foreign: usize,
    /// Files that could not be read or moved at the last look.
    pub unusable: usize,
    /// Looks that failed in a row; 0 when all is well.
    pub failures: u32,
    /// Why the last one failed, while it is so.
    pub trouble: Option<Code>,
}

/// A folder being served; dropping it stops it.
///
/// Several services may share a folder, in one process or on several machines: each request is
/// claimed by one of them.
pub struct FolderService {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    stop: AtomicBool,
    status: Mutex<Status>,
    wake: Condvar,
}

impl Shared {
    fn status(&self) -> MutexGuard<'_, Status> {
        self.status.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FolderService {
    /// Starts to serve a folder. A place that cannot be reached yet is tried again and again.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use cie_sad::connector::{Connector, MemoryAnswerLog};
    /// use cie_sad::ftp::{Directories, FolderOptions, FolderService, LocalFolder};
    /// use cie_sad::profile::Profile;
    /// use cie_sad::registry::MemoryRegistry;
    ///
    /// let here = std::env::temp_dir().join(format!("cie-serve-{}", std::process::id()));
    /// let path = |name: &str| here.join(name).display().to_string();
    /// std::fs::create_dir_all(path("in"))?;
    /// std::fs::create_dir_all(path("out"))?;
    /// let connector = Connector::new(
    ///     Arc::new(Profile::anpr()?),
    ///     Arc::new(MemoryRegistry::default()),
    ///     Arc::new(MemoryAnswerLog::default()),
    /// );
    /// let folder = LocalFolder::new(Directories::new(path("in"), path("out")));
    /// let service = FolderService::start(Box::new(folder), connector, FolderOptions::default())?;
    /// assert_eq!(service.status().trouble, None);
    /// service.stop();
    /// # std::fs::remove_dir_all(here)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`FolderExchange::new`]; `CIE-SAD-302` when the thread cannot start.
    pub fn start(
        folder: Box<dyn Folder>,
        desk: impl Desk + 'static,
        options: FolderOptions,
    ) -> Result<Self> {
        Self::run(FolderExchange::new(folder, desk, options)?)
    }

    /// Serves an exchange, for one with a [`Watch`](super::Watch).
    ///
    /// # Errors
    /// `CIE-SAD-302` when the thread cannot start.
    pub fn run(exchange: FolderExchange) -> Result<Self> {
        let shared = Arc::new(Shared {
            stop: AtomicBool::new(false),
            status: Mutex::new(Status::default()),
            wake: Condvar::new(),
        });
        let inner = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("cie-sad-ftp".into())
            .spawn(move || serve(exchange, &inner))
            .map_err(|error| Error::new(Code::Runtime).caused_by(error))?;
        Ok(Self {
            shared,
            thread: Some(thread),
        })
    }

    /// What happened so far.
    #[must_use]
    pub fn status(&self) -> Status {
        *self.shared.status()
    }

    /// Finishes the request in hand, gives back the others and ends the thread.
    pub fn stop(mut self) {
        self.finish();
    }

    fn finish(&mut self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        // With the lock held: a thread about to sleep must not miss it.
        drop(self.shared.status());
        self.shared.wake.notify_all();
        if let Some(thread) = self.thread.take() {
            // A panic in there was already reported by its own hook.
            let _ = thread.join();
        }
    }
}

impl Drop for FolderService {
    fn drop(&mut self) {
        self.finish();
    }
}

impl std::fmt::Debug for FolderService {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FolderService")
            .field("status", &self.status())
            .finish_non_exhaustive()
    }
}

fn serve(mut exchange: FolderExchange, shared: &Shared) {
    let stop = || shared.stop.load(Ordering::SeqCst);
    while !stop() {
        let mut look = Look::default();
        let result = exchange.look_into(Instant::now(), &stop, &mut look);
        let options = exchange.options();
        let pause = match result {
            Ok(()) => {
                let troubled = shared.status().trouble.is_some();
                worked(shared, look);
                if troubled {
                    exchange.watch.event(&Event::Recovered);
                }
                if look.more {
                    Duration::ZERO
                } else {
                    options.interval
                }
            }
            Err(error) => {
                let failures = {
                    let mut status = shared.status();
                    status.add(look);
                    status.failures = status.failures.saturating_add(1);
                    status.trouble = Some(error.code());
                    status.failures
                };
                exchange.watch.event(&Event::Lost(&error));
                let doubled = 1_u32 << failures.min(16);
                let longest = options.max_backoff.max(options.interval);
                options.interval.saturating_mul(doubled).min(longest)
            }
        };
        let status = shared.status();
        // Waking early only looks earlier.
        let _ = shared.wake.wait_timeout_while(status, pause, |_| !stop());
    }
    // What cannot be given back is taken over by who comes next.
    let _ = exchange.release();
}

impl Status {
    fn add(&mut self, look: Look) {
        self.answered += look.answered as u64;
        self.repeated += look.repeated as u64;
        self.rejected += look.rejected as u64;
    }
}

fn worked(shared: &Shared, look: Look) {
    let mut status = shared.status();
    status.add(look);
    status.looks += 1;
    status.waiting = look.waiting;
    status.foreign = look.foreign;
    status.unusable = look.unusable;
    status.failures = 0;
    status.trouble = None;
}
