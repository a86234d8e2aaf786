//! The workstation's side: uploads a request, waits for the answer.

use std::ffi::OsStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use cie_core::error::Kind;
use cie_core::exchange::Request;

use super::whole::looks_whole;
use super::{Folder, Room};
use crate::codec::{Limits, decode_answer, encode_request};
use crate::profile::{NameParts, Profile};
use crate::workstation::{Exchange, settle};
use crate::{Code, Error, Result};

/// Options of a [`FolderWorkstation`].
#[derive(Clone, Debug)]
pub struct FolderWorkstationOptions {
    /// Longest time from the request to its answer.
    pub deadline: Duration,
    /// Pause between two looks for the answer.
    pub poll: Duration,
    /// Longest pause after failures; it doubles up to this, from `poll`.
    pub max_backoff: Duration,
    /// Bounds on the answer.
    pub limits: Limits,
}

impl Default for FolderWorkstationOptions {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(120),
            poll: Duration::from_millis(500),
            max_backoff: Duration::from_secs(10),
            limits: Limits::default(),
        }
    }
}

/// A client of a connector that is reached through folders, local or of an FTP server.
///
/// ```
/// use std::sync::Arc;
/// use cie_sad::ftp::{
///     Directories, FolderWorkstation, FolderWorkstationOptions, FtpAccess, RemoteFolder, Security,
/// };
/// use cie_sad::profile::Profile;
///
/// let access = FtpAccess::new("ftp.comune.example", 21, "postazione", "segreta", Security::Tls);
/// let folder = RemoteFolder::new(access, Directories::new("richieste", "risposte"))?;
/// let profile = Arc::new(Profile::anpr()?);
/// let options = FolderWorkstationOptions::default();
/// let workstation = FolderWorkstation::new(Box::new(folder), profile, options);
/// // workstation.send(&request)?
/// # let _ = workstation;
/// # Ok::<(), cie_sad::Error>(())
/// ```
pub struct FolderWorkstation {
    folder: Mutex<Box<dyn Folder>>,
    profile: Arc<Profile>,
    options: FolderWorkstationOptions,
}

impl FolderWorkstation {
    /// A client over these folders. Nothing is connected before the first request.
    #[must_use]
    pub fn new(
        folder: Box<dyn Folder>,
        profile: Arc<Profile>,
        options: FolderWorkstationOptions,
    ) -> Self {
        Self {
            folder: Mutex::new(folder),
            profile,
            options,
        }
    }

    /// Uploads a request, waits for its answer, reads and removes it.
    ///
    /// The request is uploaded under a temporary name and renamed, so that the connector never
    /// sees half of it. Failures of the place are tried again until the deadline; the same bytes
    /// under the same identifier are answered once, so that never does anything twice.
    ///
    /// # Errors
    /// `CIE-SAD-105`, `117` to `119` when the request cannot be written; `611` when it cannot be
    /// named; `612` when no answer came; `605` to `608` when the place refuses; `404`, `406` and
    /// `101` to `116` for an answer that is not one, which stays where it is.
    pub fn send(&self, request: &Request) -> Result<Exchange> {
        let encoded = encode_request(&self.profile, request)?;
        let header = request.header();
        let names = self.profile.file_names();
        let parts = NameParts::of(&header.operation_id, &header.sender);
        let named = || {
            let name = names.request().write(&parts)?;
            // Reading it back as the connector will also catches a suffix of temporary files.
            let answer = names.answer_to(&name)?;
            Some((name, answer))
        };
        let (name, answer) = named().ok_or_else(|| Error::new(Code::NotNameable))?;
        let mut wait = Wait::new(&self.options);
        loop {
            match self.upload(&name, &answer, &encoded.bytes) {
                Ok(()) => break,
                Err(error) => wait.after(error)?,
            }
        }
        let answer_bytes = loop {
            wait.look()?;
            match self.fetch(&answer) {
                Ok(Some(bytes)) => break bytes,
                Ok(None) => wait.nothing_yet(),
                Err(error) => wait.after(error)?,
            }
        };
        let operation = request.operation();
        let decoded = decode_answer(
            &self.profile,
            operation,
            &answer_bytes,
            &self.options.limits,
        )?;
        let settled = settle(header, operation, decoded.message)?;
        // The answer is in hand: one that cannot be removed is the connector's to sweep.
        let _ = self.folder().delete(Room::Answers, answer.as_ref());
        Ok(Exchange {
            answer: settled,
            request_bytes: encoded.bytes,
            answer_bytes,
            unknown: decoded.unknown,
            omitted: encoded.omitted,
            attempts: wait.failures.saturating_add(1),
        })
    }

    fn folder(&self) -> MutexGuard<'_, Box<dyn Folder>> {
        self.folder.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn upload(&self, name: &str, answer: &str, bytes: &[u8]) -> Result<()> {
        let early = format!("{name}{}", self.profile.file_names().temporary());
        let (early, name) = (OsStr::new(&early), OsStr::new(name));
        let mut folder = self.folder();
        // An answer to an earlier attempt; the connector gives it again, and only to the request
        // that it belongs to.
        folder.delete(Room::Answers, answer.as_ref())?;
        folder.write(Room::Requests, early, bytes)?;
        match folder.rename((Room::Requests, early), (Room::Requests, name)) {
            // Some servers do not rename onto an existing file: an earlier attempt, still there.
            Err(error) if error.code() == Code::FolderDenied => {
                folder.delete(Room::Requests, name)?;
                folder.rename((Room::Requests, early), (Room::Requests, name))
            }
            other => other,
        }
    }

    fn fetch(&self, answer: &str) -> Result<Option<Vec<u8>>> {
        let answer = OsStr::new(answer);
        let limit = self.options.limits.bytes as u64;
        let mut folder = self.folder();
        if folder.stat(Room::Answers, answer)?.is_none() {
            return Ok(None);
        }
        match folder.read(Room::Answers, answer, limit.saturating_add(1)) {
            Ok(bytes) if bytes.len() as u64 > limit => Err(Error::new(Code::AnswerTooLarge)),
            // A connector that does not rename may still be writing it.
            Ok(bytes) => Ok(Some(bytes).filter(|bytes| looks_whole(bytes))),
            Err(error) if error.code() == Code::FileGone => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl std::fmt::Debug for FolderWorkstation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FolderWorkstation")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// When to look again, and when to give up.
struct Wait<'o> {
    options: &'o FolderWorkstationOptions,
    until: Instant,
    pause: Duration,
    failures: u32,
    trouble: Option<Error>,
}

impl<'o> Wait<'o> {
    fn new(options: &'o FolderWorkstationOptions) -> Self {
        let now = Instant::now();
        Self {
            options,
            until: now.checked_add(options.deadline).unwrap_or(now),
            pause: options.poll,
            failures: 0,
            trouble: None,
        }
    }

    /// Pauses after a failure that may pass; gives up on others.
    fn after(&mut self, error: Error) -> Result<()> {
        if error.kind() != Kind::Unavailable && error.code() != Code::FileGone {
            return Err(error);
        }
        self.failures = self.failures.saturating_add(1);
        let pause = self.pause.min(self.options.max_backoff);
        self.pause = self.pause.saturating_mul(2);
        self.trouble = Some(error);
        self.sleep(pause)
    }

    fn nothing_yet(&mut self) {
        self.pause = self.options.poll;
        self.trouble = None;
    }

    /// Before a look for the answer.
    fn look(&mut self) -> Result<()> {
        match &self.trouble {
            // The pause after a failure is enough.
            Some(_) => self.sleep(Duration::ZERO),
            None => self.sleep(self.options.poll),
        }
    }

    fn sleep(&mut self, pause: Duration) -> Result<()> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            let late = Error::new(Code::AnswerLate);
            return Err(match self.trouble.take() {
                Some(cause) => late.caused_by(cause),
                None => late,
            });
        }
        std::thread::sleep(pause.min(left));
        Ok(())
    }
}
