//! A PKCS#11 module, on a thread of its own.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use super::worker::Worker;
use crate::{Code, Error, Result};

/// How long the end of the thread is waited for.
const ENDING: Duration = Duration::from_secs(2);

/// How long each kind of call may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Loading the library, listing readers, reading certificates; 15 seconds.
    pub ordinary: Duration,
    /// Verifying, changing or unlocking a PIN; 30 seconds.
    pub pin: Duration,
    /// Waiting for the operator at the reader's own keypad; 90 seconds.
    pub pad: Duration,
    /// Signing; 60 seconds.
    pub sign: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            ordinary: Duration::from_secs(15),
            pin: Duration::from_secs(30),
            pad: Duration::from_secs(90),
            sign: Duration::from_secs(60),
        }
    }
}

impl Limits {
    /// The same limit for every kind of call.
    #[must_use]
    pub fn all(limit: Duration) -> Self {
        Self {
            ordinary: limit,
            pin: limit,
            pad: limit,
            sign: limit,
        }
    }
}

/// A vendor's PKCS#11 module. Clones share the library; so do modules opened by the same path.
///
/// Every call runs on the module's own thread, one after the other, and the caller waits no longer
/// than [`Limits`] say. A call that runs out of time fails with `CIE-DEV-124` and is abandoned: a
/// thread that hangs inside of somebody's library cannot be stopped, so it is left behind.
/// Until it comes back, every other call fails at once with `CIE-DEV-125`. When it does come back,
/// what it brought is thrown away (a signature is never used, a login is closed), calls that were
/// still waiting behind it are not made at all, and the module works again. Ending the program
/// never waits for it.
#[derive(Clone)]
pub struct Module {
    shared: Arc<Shared>,
    limits: Limits,
}

type Job = Box<dyn FnOnce(&mut Worker) + Send>;

struct Shared {
    path: PathBuf,
    jobs: Mutex<Option<Sender<Job>>>,
    /// Calls that nobody waits for any more and that are not over.
    late: Arc<AtomicUsize>,
    ended: Mutex<Receiver<()>>,
}

/// The modules in use: a library must not be started twice in one program.
static OPEN: Mutex<Vec<(PathBuf, Weak<Shared>)>> = Mutex::new(Vec::new());

/// How a call stands; whoever moves it first from `WAITED_FOR` decides.
const WAITED_FOR: u8 = 0;
const OVER: u8 = 1;
const ABANDONED: u8 = 2;

impl Module {
    /// Opens the library at a path, or by a name that the system's loader finds, and starts it.
    ///
    /// # Errors
    /// `CIE-DEV-122` when it is not there or is no PKCS#11 module, `CIE-DEV-124` when it does not
    /// start in time.
    pub fn open(path: impl AsRef<Path>, limits: Limits) -> Result<Self> {
        // Opened by the path as it was given: a bare name is the system's to find, not a file that
        // happens to lie in the working folder.
        let path = path.as_ref().to_path_buf();
        let known_as = path.canonicalize().unwrap_or_else(|_| path.clone());
        let module = Self {
            shared: Shared::of(&known_as)?,
            limits,
        };
        module.call(limits.ordinary, "loading the module", move |worker| {
            worker.load(&path)
        })?;
        Ok(module)
    }

    /// The path of the library.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.shared.path
    }

    /// How long its calls may take.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Whether a call that ran out of time still holds it.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.shared.late.load(Ordering::SeqCst) > 0
    }

    /// Runs some work on the module's thread and waits for it, at most so long.
    pub(super) fn call<T: Send + 'static>(
        &self,
        most: Duration,
        step: &'static str,
        work: impl FnOnce(&mut Worker) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        if self.is_stuck() {
            return Err(Error::new(Code::ModuleStuck).detail(step));
        }
        let late = Arc::clone(&self.shared.late);
        let stand = Arc::new(AtomicU8::new(WAITED_FOR));
        let (tell, told) = mpsc::sync_channel(1);
        let theirs = Arc::clone(&stand);
        let job: Job = Box::new(move |worker| {
            let moved =
                |to| theirs.compare_exchange(WAITED_FOR, to, Ordering::SeqCst, Ordering::SeqCst);
            // A call that was given up before it began is not made: its PIN would be spent.
            if theirs.load(Ordering::SeqCst) == WAITED_FOR {
                let outcome = work(worker);
                if moved(OVER).is_ok() {
                    let _ = tell.send(outcome);
                    return;
                }
            }
            worker.forget();
            late.fetch_sub(1, Ordering::SeqCst);
        });
        let gone = || Error::new(Code::ModuleFailed).detail(step);
        lock(&self.shared.jobs)
            .as_ref()
            .and_then(|jobs| jobs.send(job).ok())
            .ok_or_else(gone)?;
        match told.recv_timeout(most) {
            Ok(outcome) => outcome,
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(gone()),
            Err(mpsc::RecvTimeoutError::Timeout) => {
                self.shared.late.fetch_add(1, Ordering::SeqCst);
                let given_up = stand.compare_exchange(
                    WAITED_FOR,
                    ABANDONED,
                    Ordering::SeqCst,
                    Ordering::SeqCst,
                );
                if given_up.is_ok() {
                    let detail = format!("{step}, {} ms", most.as_millis());
                    return Err(Error::new(Code::ModuleTimedOut).detail(detail));
                }
                // It ended in this very moment.
                self.shared.late.fetch_sub(1, Ordering::SeqCst);
                told.recv().map_err(|_| gone())?
            }
        }
    }
}

impl Shared {
    fn of(path: &Path) -> Result<Arc<Self>> {
        let mut open = lock(&OPEN);
        open.retain(|(_, module)| module.strong_count() > 0);
        let known = open.iter().find(|(known, _)| known == path);
        if let Some(shared) = known.and_then(|(_, module)| module.upgrade()) {
            return Ok(shared);
        }
        let (jobs, work) = mpsc::channel::<Job>();
        let (end, ended) = mpsc::channel();
        thread::Builder::new()
            .name("pkcs11".to_owned())
            .spawn(move || {
                let mut worker = Worker::default();
                while let Ok(job) = work.recv() {
                    job(&mut worker);
                }
                drop(worker);
                let _ = end.send(());
            })
            .map_err(|e| Error::new(Code::ModuleUnavailable).caused_by(e))?;
        let shared = Arc::new(Self {
            path: path.to_path_buf(),
            jobs: Mutex::new(Some(jobs)),
            late: Arc::default(),
            ended: Mutex::new(ended),
        });
        open.push((path.to_path_buf(), Arc::downgrade(&shared)));
        Ok(shared)
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        lock(&self.jobs).take();
        if self.late.load(Ordering::SeqCst) == 0 {
            // Whoever opens it again finds it closed.
            let _ = lock(&self.ended).recv_timeout(ENDING);
        }
    }
}

impl fmt::Debug for Module {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Module({})", self.shared.path.display())
    }
}

/// What a mutex guards stays whole when a thread ends badly: each is one value.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
