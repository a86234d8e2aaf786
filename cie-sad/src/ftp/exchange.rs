//! The connector's side of the exchange over a folder, one look at a time.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use cie_core::error::Kind;

use super::claim::{Claim, Owner};
use super::watch::{Event, NoWatch, Watch};
use super::whole::looks_whole;
use super::{Desk, Entry, Folder, FolderOptions, Foreign, Room};
use crate::{Code, Error, Result};

/// Answers the requests of a folder.
///
/// It owns no clock and no thread: [`FolderExchange::look`] does what there is to do at one
/// moment. [`FolderService`](super::FolderService) calls it for as long as it runs.
///
/// ```
/// use std::sync::Arc;
/// use std::time::Instant;
/// use cie_sad::connector::{Connector, MemoryAnswerLog};
/// use cie_sad::ftp::{Directories, FolderExchange, FolderOptions, LocalFolder};
/// use cie_sad::profile::Profile;
/// use cie_sad::registry::MemoryRegistry;
///
/// let here = std::env::temp_dir().join(format!("cie-look-{}", std::process::id()));
/// let path = |name: &str| here.join(name).display().to_string();
/// std::fs::create_dir_all(path("in"))?;
/// std::fs::create_dir_all(path("out"))?;
/// std::fs::write(here.join("in/RIC-1.xml"), "<no-message/>")?;
///
/// let connector = Connector::new(
///     Arc::new(Profile::anpr()?),
///     Arc::new(MemoryRegistry::default()),
///     Arc::new(MemoryAnswerLog::default()),
/// );
/// let folder = LocalFolder::new(Directories::new(path("in"), path("out")));
/// let mut exchange =
///     FolderExchange::new(Box::new(folder), connector, FolderOptions::default())?;
/// exchange.look(Instant::now(), &|| false)?;
/// assert!(!here.join("out/RIS-1.xml").exists(), "the file may still be growing");
/// let look = exchange.look(Instant::now(), &|| false)?;
/// assert_eq!((look.answered, look.rejected), (1, 1));
/// assert!(std::fs::read_to_string(here.join("out/RIS-1.xml"))?.contains("EN489"));
/// # std::fs::remove_dir_all(here)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct FolderExchange {
    pub(super) folder: Box<dyn Folder>,
    pub(super) desk: Box<dyn Desk>,
    pub(super) options: FolderOptions,
    pub(super) owner: Owner,
    pub(super) watch: Arc<dyn Watch>,
    pub(super) trials: BTreeMap<String, Trial>,
    pub(super) ready: bool,
    seen: BTreeMap<OsString, Seen>,
    pub(super) others: BTreeMap<OsString, Instant>,
    pub(super) unfetched: BTreeMap<OsString, (SystemTime, Instant)>,
    pub(super) swept: Option<Instant>,
}

/// Claims lost one after the other before the folder is looked at again.
const LOST: u32 = 3;

/// What one look did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Look {
    /// Answers put in place.
    pub answered: usize,
    /// Of these, answers that were stored before.
    pub repeated: usize,
    /// Files moved to `rejected`; most were also answered, with a refusal.
    pub rejected: usize,
    /// Requests that wait: for the rest of their upload, or for the registry.
    pub waiting: usize,
    /// Files in the folder of requests that are none of the profile's.
    pub foreign: usize,
    /// Files that could not be read or moved; they are tried again at the next look.
    pub unusable: usize,
    /// There was more to do than one look does.
    pub more: bool,
}

/// A request file as seen at the last look.
struct Seen {
    size: u64,
    modified: SystemTime,
    looks: u32,
    since: Instant,
    /// Read, and found to be incomplete.
    partial: bool,
}

/// What is known of a claimed request that could not be answered yet.
#[derive(Default)]
pub(super) struct Trial {
    pub(super) failures: u32,
    pub(super) not_before: Option<Instant>,
    pub(super) partial_since: Option<Instant>,
    /// To be read even if it looks incomplete.
    pub(super) forced: bool,
}

impl FolderExchange {
    /// An exchange over a folder. What cannot be reached yet is tried again at each look.
    ///
    /// # Errors
    /// `CIE-SAD-601` or `605` when a folder is missing or closed, `607` and `608` when an FTP
    /// server refuses; `610` when requests and answers share a folder but not told apart by name.
    pub fn new(
        folder: Box<dyn Folder>,
        desk: impl Desk + 'static,
        options: FolderOptions,
    ) -> Result<Self> {
        let mut exchange = Self::later(folder, desk, options)?;
        match exchange.prepare() {
            Err(error) if error.kind() != Kind::Unavailable => Err(error),
            _ => Ok(exchange),
        }
    }

    /// The same without looking at the place yet: what is wrong with it shows in each look. For a
    /// process that serves many and must not wait for the servers of others when it starts.
    ///
    /// # Errors
    /// `CIE-SAD-302` when the machine has no randomness.
    pub fn later(
        folder: Box<dyn Folder>,
        desk: impl Desk + 'static,
        options: FolderOptions,
    ) -> Result<Self> {
        Ok(Self {
            folder,
            desk: Box::new(desk),
            options,
            owner: Owner::new()?,
            watch: Arc::new(NoWatch),
            trials: BTreeMap::new(),
            ready: false,
            seen: BTreeMap::new(),
            others: BTreeMap::new(),
            unfetched: BTreeMap::new(),
            swept: None,
        })
    }

    /// Makes what the exchange needs in its place, and sees that the rest is there. Each look does
    /// it too, until it succeeded once.
    ///
    /// # Errors
    /// As [`FolderExchange::new`], and `CIE-SAD-602` for a place that cannot be reached.
    pub fn check(&mut self) -> Result<()> {
        self.prepare()
    }

    /// Tells what happens to somebody, a log for example.
    #[must_use]
    pub fn with_watch(mut self, watch: Arc<dyn Watch>) -> Self {
        self.watch = watch;
        self
    }

    /// The options.
    #[must_use]
    pub fn options(&self) -> &FolderOptions {
        &self.options
    }

    fn prepare(&mut self) -> Result<()> {
        if self.ready {
            return Ok(());
        }
        self.folder.prepare()?;
        if self.folder.shared() && !self.desk.profile().file_names().distinct() {
            let what = "requests and answers in one folder need names that differ";
            return Err(Error::new(Code::BadFolderOption).detail(what));
        }
        self.folder.enlist(self.owner.name())?;
        self.ready = true;
        Ok(())
    }

    /// Looks once: goes on with what was begun, takes over from connectors that died, then
    /// answers the new requests, oldest first. `stop` is asked between two requests.
    ///
    /// A request that fails does not keep the others from being answered.
    ///
    /// # Errors
    /// `CIE-SAD-602` to `609`: the place failed. Nothing is lost; look again.
    pub fn look(&mut self, now: Instant, stop: &dyn Fn() -> bool) -> Result<Look> {
        let mut look = Look::default();
        self.look_into(now, stop, &mut look)?;
        Ok(look)
    }

    /// The same; `look` says what was done also when it ends with an error.
    pub(super) fn look_into(
        &mut self,
        now: Instant,
        stop: &dyn Fn() -> bool,
        look: &mut Look,
    ) -> Result<()> {
        self.prepare()?;
        for claim in self.claims(now)? {
            if stop() {
                return Ok(());
            }
            self.process(&claim, now, look)?;
        }
        let mut lost = 0;
        for entry in self.requests(now, look)? {
            if stop() {
                break;
            }
            if look.answered + look.rejected >= self.options.batch {
                look.more = true;
                break;
            }
            lost = if self.take(&entry, now, look)? {
                0
            } else {
                lost + 1
            };
            // Another connector goes the same way, a step ahead: what it left is seen by looking again,
            // at once unless nothing at all could be claimed.
            if lost == LOST {
                look.more = look.answered + look.rejected > 0;
                break;
            }
        }
        self.sweep(now)
    }

    /// The request files that did not change for long enough, oldest first.
    fn requests(&mut self, now: Instant, look: &mut Look) -> Result<Vec<Entry>> {
        let names = self.desk.profile().file_names().clone();
        let shared = self.folder.shared();
        let reject = self.options.foreign == Foreign::Reject;
        let mut foreign = 0;
        let mut wanted = |name: &OsStr| {
            let text = name.to_string_lossy();
            if text.starts_with('.') || names.is_temporary(&text) {
                return false;
            }
            let ours = name
                .to_str()
                .is_some_and(|text| names.request().read(text).is_some());
            let answer = shared && names.answer().read(&text).is_some();
            if !(ours || answer) {
                foreign += 1;
                return reject;
            }
            ours
        };
        let entries = self
            .folder
            .list(Room::Requests, &mut wanted, self.options.listed)?;
        look.foreign = foreign;
        let mut seen = std::mem::take(&mut self.seen);
        let mut ready = Vec::new();
        for entry in entries {
            let known = seen.remove(&entry.name);
            let known = known.filter(|s| s.size == entry.size && s.modified == entry.modified);
            let mut known = known.unwrap_or(Seen {
                size: entry.size,
                modified: entry.modified,
                looks: 0,
                since: now,
                partial: false,
            });
            known.looks = known.looks.saturating_add(1);
            let waited = now.saturating_duration_since(known.since) >= self.options.patience;
            let stable = known.looks >= self.options.stable_looks;
            if stable && (waited || !known.partial) {
                ready.push(entry.clone());
            } else {
                look.waiting += 1;
            }
            self.seen.insert(entry.name, known);
        }
        oldest_first(&mut ready);
        Ok(ready)
    }

    /// Claims one request file and works on it. Whether it was still there.
    fn take(&mut self, entry: &Entry, now: Instant, look: &mut Look) -> Result<bool> {
        let names = self.desk.profile().file_names();
        let ours = |name: &&str| names.request().read(name).is_some();
        let Some(name) = entry.name.to_str().filter(ours).map(str::to_owned) else {
            self.reject_foreign(entry, look)?;
            return Ok(true);
        };
        let forced = self
            .seen
            .get(&entry.name)
            .is_some_and(|seen| now.saturating_duration_since(seen.since) >= self.options.patience);
        if self.options.check_end && !forced {
            let limit = self.limit();
            let bytes = match self.folder.read(Room::Requests, &entry.name, limit) {
                Ok(bytes) => bytes,
                Err(error) if error.code() == Code::FileGone => return Ok(false),
                Err(error) => return self.set_aside(error, look).map(|()| true),
            };
            // What is too large to be read to its end is refused for that.
            if (bytes.len() as u64) < limit && !looks_whole(&bytes) {
                if let Some(seen) = self.seen.get_mut(&entry.name) {
                    seen.partial = true;
                }
                look.waiting += 1;
                return Ok(true);
            }
        }
        let claim = Claim {
            owner: self.owner.name().to_owned(),
            attempt: 1,
            ticket: self.owner.ticket(),
            name,
        };
        let file = claim.file();
        match self
            .folder
            .rename((Room::Requests, &entry.name), (Room::Work, file.as_ref()))
        {
            Ok(()) => {}
            // Another connector was faster, or the workstation took it back.
            Err(error) if error.code() == Code::FileGone => return Ok(false),
            Err(error) => return self.set_aside(error, look).map(|()| true),
        }
        self.seen.remove(&entry.name);
        if forced {
            let trial = self.trials.entry(claim.ticket.clone()).or_default();
            trial.forced = true;
        }
        self.process(&claim, now, look)?;
        Ok(true)
    }

    fn reject_foreign(&mut self, entry: &Entry, look: &mut Look) -> Result<()> {
        let ticket = self.owner.ticket();
        let error = Error::new(Code::NotByPattern);
        let from = (Room::Requests, entry.name.as_os_str());
        match self.put_aside(&ticket, from, &error, None) {
            Ok(()) => {
                look.rejected += 1;
                Ok(())
            }
            Err(error) if error.code() == Code::FileGone => Ok(()),
            Err(error) => self.set_aside(error, look),
        }
    }

    /// One file that cannot be read or moved must not stop the others: its uploader may hold it
    /// open (Windows), or keep it to itself. A place that is gone stops all.
    pub(super) fn set_aside(&mut self, error: Error, look: &mut Look) -> Result<()> {
        if matches!(error.code(), Code::FolderDenied | Code::FolderUnavailable) {
            self.watch.event(&Event::Trouble(&error));
            look.unusable += 1;
            return Ok(());
        }
        Err(error)
    }

    /// One byte more than a message may have, so that what is too large is known to be.
    pub(super) fn limit(&self) -> u64 {
        (self.desk.limits().bytes as u64).saturating_add(1)
    }
}

pub(super) fn oldest_first(entries: &mut [Entry]) {
    entries.sort_by(|a, b| (a.modified, &a.name).cmp(&(b.modified, &b.name)));
}
