//! Folders of this machine or of a network share.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Directories, Entry, Folder, Room};
use crate::{Code, Error, Result};

/// Folders that this machine sees as directories.
///
/// A connector at work holds a lock on a file of its own, so that another one on this machine
/// knows at once when it died.
#[derive(Debug)]
pub struct LocalFolder {
    directories: Directories,
    // Unlocked when this is dropped or the process dies; the file stays for others to look at.
    lock: Option<File>,
}

impl LocalFolder {
    /// Folders at these paths.
    #[must_use]
    pub fn new(directories: Directories) -> Self {
        Self {
            directories,
            lock: None,
        }
    }

    fn room(&self, room: Room) -> PathBuf {
        PathBuf::from(self.directories.path(room))
    }

    fn file(&self, room: Room, name: &OsStr) -> Result<PathBuf> {
        // Names come from listings and patterns, which have no paths; this keeps it so.
        let plain = Path::new(name).file_name() == Some(name);
        if plain {
            Ok(self.room(room).join(name))
        } else {
            Err(Error::new(Code::BadFolderOption).detail("file name"))
        }
    }

    fn lock_file(&self, owner: &str) -> PathBuf {
        self.room(Room::Work).join(format!(".{owner}.lock"))
    }
}

impl Folder for LocalFolder {
    fn prepare(&mut self) -> Result<()> {
        for room in [Room::Requests, Room::Answers] {
            let there = fs::metadata(self.room(room)).map_err(|error| missing(room, error))?;
            if !there.is_dir() {
                return Err(Error::new(Code::FolderMissing).detail(room.name()));
            }
        }
        for room in [Room::Work, Room::Done, Room::Rejected] {
            fs::create_dir_all(self.room(room)).map_err(|error| missing(room, error))?;
        }
        Ok(())
    }

    fn shared(&self) -> bool {
        let real = |room| {
            let path = self.room(room);
            fs::canonicalize(&path).unwrap_or(path)
        };
        real(Room::Requests) == real(Room::Answers)
    }

    fn list(
        &mut self,
        room: Room,
        keep: &mut dyn FnMut(&OsStr) -> bool,
        limit: usize,
    ) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for item in fs::read_dir(self.room(room)).map_err(|error| folder(room, error))? {
            let item = item.map_err(|error| failed(room, error))?;
            // Links are not followed: the file must be here, not be said to be elsewhere.
            let file = item.file_type().is_ok_and(|kind| kind.is_file());
            if !file || !keep(&item.file_name()) || entries.len() >= limit {
                continue;
            }
            match item.metadata() {
                Ok(data) if data.is_file() => entries.push(Entry {
                    name: item.file_name(),
                    size: data.len(),
                    modified: data.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                }),
                // Not a file, or gone since the folder was read.
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(failed(room, error)),
            }
        }
        Ok(entries)
    }

    fn stat(&mut self, room: Room, name: &OsStr) -> Result<Option<Entry>> {
        match fs::symlink_metadata(self.file(room, name)?) {
            Ok(data) if data.is_file() => Ok(Some(Entry {
                name: name.to_owned(),
                size: data.len(),
                modified: data.modified().unwrap_or(SystemTime::UNIX_EPOCH),
            })),
            Ok(_) => Ok(None),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(room, error)),
        }
    }

    fn read(&mut self, room: Room, name: &OsStr, limit: u64) -> Result<Vec<u8>> {
        let path = self.file(room, name)?;
        let kind = fs::symlink_metadata(&path).map_err(|error| failed(room, error))?;
        // Opening a pipe would wait for ever.
        if !kind.is_file() {
            return Err(Error::new(Code::FileGone).detail(room.name()));
        }
        let mut bytes = Vec::new();
        File::open(&path)
            .and_then(|file| file.take(limit).read_to_end(&mut bytes))
            .map_err(|error| failed(room, error))?;
        Ok(bytes)
    }

    fn write(&mut self, room: Room, name: &OsStr, bytes: &[u8]) -> Result<()> {
        let path = self.file(room, name)?;
        let write = || -> io::Result<()> {
            let mut file = File::create(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|error| {
            let _ = fs::remove_file(&path);
            folder(room, error)
        })
    }

    fn rename(&mut self, from: (Room, &OsStr), to: (Room, &OsStr)) -> Result<()> {
        let (source, target) = (self.file(from.0, from.1)?, self.file(to.0, to.1)?);
        fs::rename(source, target).map_err(|error| failed(from.0, error))?;
        // A file that gets its final name is made durable. One that only moves on is somewhere
        // after a power cut too, and wherever that is, work goes on from there.
        if from.0 == to.0 {
            sync(&self.room(to.0)).map_err(|error| failed(to.0, error))?;
        }
        Ok(())
    }

    fn delete(&mut self, room: Room, name: &OsStr) -> Result<()> {
        match fs::remove_file(self.file(room, name)?) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(failed(room, error)),
            _ => Ok(()),
        }
    }

    fn enlist(&mut self, owner: &str) -> Result<()> {
        let fail = |error| failed(Room::Work, error);
        // Locked before it has its name: nobody may find it and think its owner dead.
        let early = self.room(Room::Work).join(format!(".{owner}.new"));
        let file = File::create(&early).map_err(fail)?;
        match file.try_lock() {
            Ok(()) => {
                fs::rename(&early, self.lock_file(owner)).map_err(fail)?;
                self.lock = Some(file);
            }
            // A file system without locks: nobody can tell, so others wait for the lease.
            Err(TryLockError::Error(_) | TryLockError::WouldBlock) => {
                let _ = fs::remove_file(&early);
            }
        }
        Ok(())
    }

    fn alive(&mut self, owner: &str) -> Result<Option<bool>> {
        if !owner.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Ok(None);
        }
        let path = self.lock_file(owner);
        let file = match OpenOptions::new().read(true).write(true).open(&path) {
            Ok(file) => file,
            // It never could lock, or its file was tidied away after it died: wait for the lease.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(Room::Work, error)),
        };
        match file.try_lock() {
            Ok(()) => Ok(Some(false)),
            Err(TryLockError::WouldBlock) => Ok(Some(true)),
            Err(TryLockError::Error(_)) => Ok(None),
        }
    }

    fn retire(&mut self, owner: &str) -> Result<()> {
        if owner.bytes().all(|b| b.is_ascii_alphanumeric()) {
            let _ = fs::remove_file(self.lock_file(owner));
        }
        Ok(())
    }
}

/// Makes the entries of a directory durable. Windows does that by itself.
fn sync(directory: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    match File::open(directory).and_then(|directory| directory.sync_all()) {
        // Some network file systems have no such thing for directories.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        other => other,
    }
}

fn missing(room: Room, error: io::Error) -> Error {
    let code = match error.kind() {
        ErrorKind::PermissionDenied => Code::FolderDenied,
        _ => Code::FolderMissing,
    };
    Error::new(code).detail(room.name()).caused_by(error)
}

/// As [`failed`], where only the folder itself can be missing: a share that went away.
fn folder(room: Room, error: io::Error) -> Error {
    match error.kind() {
        ErrorKind::NotFound => Error::new(Code::FolderUnavailable)
            .detail(room.name())
            .caused_by(error),
        _ => failed(room, error),
    }
}

fn failed(room: Room, error: io::Error) -> Error {
    let code = match error.kind() {
        ErrorKind::NotFound => Code::FileGone,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Code::FolderDenied,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Code::FolderFull,
        _ => Code::FolderUnavailable,
    };
    Error::new(code).detail(room.name()).caused_by(error)
}
