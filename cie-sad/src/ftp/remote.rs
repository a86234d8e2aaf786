//! Folders of an FTP server elsewhere.

use std::ffi::OsStr;
use std::sync::Arc;
use std::time::SystemTime;

use rustls::ClientConfig;
use suppaftp::{FtpError, FtpResult};

use super::access::Versions;
use super::session::{Session, broken, translate, wants_resumption};
use super::{Directories, Entry, Folder, FtpAccess, Room};
use crate::{Code, Error, Result};

/// Folders of an FTP server: passive mode, plain or explicit FTPS.
///
/// The connection is opened when needed, kept, and opened again when it broke. Transfers that
/// break off are resumed where they stopped. How long to wait between failures is up to the caller
/// ([`FolderOptions::max_backoff`](super::FolderOptions::max_backoff)).
///
/// Nobody can tell over FTP whether another connector lives: its claims are respected for
/// [`FolderOptions::lease`](super::FolderOptions::lease).
pub struct RemoteFolder {
    access: FtpAccess,
    tls: Option<Arc<ClientConfig>>,
    versions: Versions,
    directories: Directories,
    session: Option<Session>,
}

impl RemoteFolder {
    /// Folders of a server. Directories that do not start with `/` are below the account's own.
    ///
    /// # Errors
    /// `CIE-SAD-610` when a certificate cannot be read or a path has control characters.
    pub fn new(access: FtpAccess, directories: Directories) -> Result<Self> {
        let odd = |room| directories.path(room).chars().any(char::is_control);
        if Room::ALL.into_iter().any(odd) {
            return Err(Error::new(Code::BadFolderOption).detail("directory"));
        }
        Ok(Self {
            tls: access.tls(Versions::All)?,
            versions: Versions::All,
            access,
            directories,
            session: None,
        })
    }

    fn session(&mut self) -> Result<&mut Session> {
        let session = match self.session.take() {
            Some(session) => session,
            None => Session::open(&self.access, self.tls.clone())?,
        };
        Ok(self.session.insert(session))
    }

    /// What to do after a failure: whether the connection can still be used, and whether the same
    /// thing is worth trying again at once because it did not begin.
    fn failed(&mut self, error: &FtpError) -> Result<bool> {
        if self.versions == Versions::All && wants_resumption(error) {
            self.versions = Versions::Reusable;
            self.tls = self.access.tls(self.versions)?;
            self.session = None;
            return Ok(true);
        }
        if broken(error) {
            self.session = None;
        }
        Ok(false)
    }

    /// Does something on a connection. One that was idle may have been closed by the server in the
    /// meantime: that is worth a second try on a new one.
    fn with<T>(
        &mut self,
        refused: Code,
        mut act: impl FnMut(&mut Session) -> FtpResult<T>,
    ) -> Result<T> {
        let mut idle = self.session.is_some();
        loop {
            match act(self.session()?) {
                Ok(done) => return Ok(done),
                Err(error) => {
                    let again = self.failed(&error)?;
                    if again || (broken(&error) && std::mem::take(&mut idle)) {
                        continue;
                    }
                    return Err(translate(error, refused));
                }
            }
        }
    }

    fn path(&mut self, room: Room, name: &OsStr) -> Result<String> {
        let bad = || Error::new(Code::BadFolderOption).detail("file name");
        let name = name.to_str().ok_or_else(bad)?;
        let odd = name.is_empty() || name.contains('/') || name.chars().any(char::is_control);
        if odd || matches!(name, "." | "..") {
            return Err(bad());
        }
        let folder = self.folder(room)?;
        Ok(format!("{}/{name}", folder.trim_end_matches('/')))
    }

    fn folder(&mut self, room: Room) -> Result<String> {
        let path = self.directories.path(room);
        Ok(self.session()?.absolute(&path))
    }
}

impl Folder for RemoteFolder {
    fn prepare(&mut self) -> Result<()> {
        let service = self.directories.service.clone();
        let service = self.session()?.absolute(&service);
        for room in Room::ALL {
            let folder = self.folder(room)?;
            let own = !matches!(room, Room::Requests | Room::Answers);
            let entered = self.with(Code::FolderMissing, |session| {
                match session.enter(&folder) {
                    Err(error) if own && !broken(&error) => {
                        // Whether they were there already shows right after.
                        let _ = session.make(&service);
                        let _ = session.make(&folder);
                        session.enter(&folder)
                    }
                    other => other,
                }
            });
            entered.map_err(|error| error.detail(room.name()))?;
        }
        Ok(())
    }

    fn shared(&self) -> bool {
        let tidy = |text: &str| text.trim_matches('/').to_owned();
        tidy(&self.directories.requests) == tidy(&self.directories.answers)
    }

    fn list(
        &mut self,
        room: Room,
        keep: &mut dyn FnMut(&OsStr) -> bool,
        limit: usize,
    ) -> Result<Vec<Entry>> {
        let folder = self.folder(room)?;
        self.with(Code::FolderUnavailable, |session| {
            session.list(&folder, &mut |name| keep(OsStr::new(name)), limit)
        })
    }

    fn stat(&mut self, room: Room, name: &OsStr) -> Result<Option<Entry>> {
        let path = self.path(room, name)?;
        let size = self.with(Code::FileGone, |session| session.size(&path))?;
        Ok(size.map(|size| Entry {
            name: name.to_owned(),
            size,
            modified: SystemTime::UNIX_EPOCH,
        }))
    }

    fn read(&mut self, room: Room, name: &OsStr, limit: u64) -> Result<Vec<u8>> {
        let path = self.path(room, name)?;
        let mut bytes = Vec::new();
        let mut resumes = self.access.resumes;
        loop {
            match self.session()?.read(&path, &mut bytes, limit) {
                Ok(true) => return Ok(bytes),
                Ok(false) => {
                    // The rest is not wanted, and the server is still sending it.
                    self.session = None;
                    return Ok(bytes);
                }
                Err(error) => {
                    if self.failed(&error)? {
                        continue;
                    }
                    if resumes == 0 || !(broken(&error) || aborted(&error)) {
                        return Err(translate(error, Code::FileGone));
                    }
                    resumes -= 1;
                }
            }
        }
    }

    fn write(&mut self, room: Room, name: &OsStr, bytes: &[u8]) -> Result<()> {
        let path = self.path(room, name)?;
        let (mut from, mut began, mut resumes) = (0, false, self.access.resumes);
        loop {
            let error = match self.session()?.write(&path, bytes, from, &mut began) {
                Ok(()) => break,
                Err(error) => error,
            };
            if self.failed(&error)? {
                continue;
            }
            if resumes == 0 || !(broken(&error) || aborted(&error)) {
                return Err(translate(error, Code::FolderDenied));
            }
            resumes -= 1;
            // What the server has is a beginning of ours only if it opened the file for us.
            let there = if began {
                self.with(Code::FileGone, |session| session.size(&path))?
            } else {
                None
            };
            let there = there.and_then(|size| usize::try_from(size).ok());
            from = there.filter(|size| *size <= bytes.len()).unwrap_or(0);
        }
        let there = self.with(Code::FileGone, |session| session.size(&path))?;
        if there == Some(bytes.len() as u64) {
            Ok(())
        } else {
            Err(Error::new(Code::FolderUnavailable).detail("size after upload"))
        }
    }

    fn rename(&mut self, from: (Room, &OsStr), to: (Room, &OsStr)) -> Result<()> {
        let source = self.path(from.0, from.1)?;
        let target = self.path(to.0, to.1)?;
        let renamed = self.with(Code::FileGone, |session| session.rename(&source, &target));
        match renamed {
            // "No" may mean either of the two names.
            Err(error) if error.code() == Code::FileGone => {
                match self.with(Code::FileGone, |session| session.size(&source))? {
                    Some(_) => Err(Error::new(Code::FolderDenied)
                        .detail(to.0.name())
                        .caused_by(error)),
                    None => Err(error),
                }
            }
            other => other,
        }
    }

    fn delete(&mut self, room: Room, name: &OsStr) -> Result<()> {
        let path = self.path(room, name)?;
        match self.with(Code::FileGone, |session| session.delete(&path)) {
            Err(error) if error.code() == Code::FileGone => {
                match self.with(Code::FileGone, |session| session.size(&path))? {
                    Some(_) => Err(Error::new(Code::FolderDenied)
                        .detail(room.name())
                        .caused_by(error)),
                    None => Ok(()),
                }
            }
            other => other,
        }
    }
}

/// Whether a transfer broke off while the control connection holds.
fn aborted(error: &FtpError) -> bool {
    use suppaftp::Status;
    matches!(error, FtpError::UnexpectedResponse(response) if matches!(
        response.status,
        Status::TransferAborted | Status::ActionAborted | Status::CannotOpenDataConnection
    ))
}

impl Drop for RemoteFolder {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            session.close();
        }
    }
}
