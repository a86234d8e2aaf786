//! The place where files are exchanged, whatever carries them.

use std::ffi::{OsStr, OsString};
use std::time::SystemTime;

use crate::Result;

/// The folders of one exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Room {
    /// Where workstations upload requests.
    Requests,
    /// Where workstations download answers.
    Answers,
    /// Requests that a connector has claimed; the connectors' own.
    Work,
    /// Requests that were answered, when they are kept; the connectors' own.
    Done,
    /// Files that could not be used, each with its reason; the connectors' own.
    Rejected,
}

impl Room {
    /// Every folder.
    pub const ALL: [Self; 5] = [
        Self::Requests,
        Self::Answers,
        Self::Work,
        Self::Done,
        Self::Rejected,
    ];

    /// A short name for messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Answers => "answers",
            Self::Work => "work",
            Self::Done => "done",
            Self::Rejected => "rejected",
        }
    }
}

/// A regular file in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, without any path. It may be anything.
    pub name: OsString,
    /// Its size in bytes.
    pub size: u64,
    /// When it was written, by the clock of whoever keeps the folder; only good for comparing.
    pub modified: SystemTime,
}

/// A place with the folders of one exchange: a directory of this machine, an FTP server.
///
/// Errors: `CIE-SAD-602` when the place cannot be used at the moment, `603` when the file is not
/// there, `604` when it is full, `605` when permission lacks; those of a remote place also `606`
/// to `609`.
pub trait Folder: Send {
    /// Makes the connectors' own folders where they lack, and sees that the others are there. A
    /// workstation does not call it.
    ///
    /// # Errors
    /// As [`Folder`]; `CIE-SAD-601` for a folder that is missing and cannot be made.
    fn prepare(&mut self) -> Result<()>;

    /// Whether requests and answers share one folder.
    fn shared(&self) -> bool;

    /// The regular files of a folder whose names `keep` wants, at most `limit`, in any order.
    /// `keep` is asked about every regular file.
    ///
    /// # Errors
    /// As [`Folder`].
    fn list(
        &mut self,
        room: Room,
        keep: &mut dyn FnMut(&OsStr) -> bool,
        limit: usize,
    ) -> Result<Vec<Entry>>;

    /// Size and time of one file; `None` when it is not there.
    ///
    /// # Errors
    /// As [`Folder`].
    fn stat(&mut self, room: Room, name: &OsStr) -> Result<Option<Entry>>;

    /// The first `limit` bytes of a file.
    ///
    /// # Errors
    /// As [`Folder`].
    fn read(&mut self, room: Room, name: &OsStr, limit: u64) -> Result<Vec<u8>>;

    /// Writes a whole file, replacing what has that name, and makes it durable. Readers may see it
    /// half-written: callers give it a temporary name and rename it.
    ///
    /// # Errors
    /// As [`Folder`].
    fn write(&mut self, room: Room, name: &OsStr, bytes: &[u8]) -> Result<()>;

    /// Moves a file at once: whoever looks sees it in one place or the other. Of several movers
    /// of one file, one succeeds and the others get `CIE-SAD-603`. Whether a file of the new name
    /// is replaced depends on the place.
    ///
    /// # Errors
    /// As [`Folder`].
    fn rename(&mut self, from: (Room, &OsStr), to: (Room, &OsStr)) -> Result<()>;

    /// Removes a file; one that is not there is no error.
    ///
    /// # Errors
    /// As [`Folder`].
    fn delete(&mut self, room: Room, name: &OsStr) -> Result<()>;

    /// Announces a connector, so that [`Folder::alive`] can tell about it. The default does nothing.
    ///
    /// # Errors
    /// As [`Folder`].
    fn enlist(&mut self, _owner: &str) -> Result<()> {
        Ok(())
    }

    /// Whether the connector of that name still runs; `None`, the default, when nobody can tell.
    ///
    /// # Errors
    /// As [`Folder`].
    fn alive(&mut self, _owner: &str) -> Result<Option<bool>> {
        Ok(None)
    }

    /// Forgets a connector that is dead and has no claims. The default does nothing.
    ///
    /// # Errors
    /// As [`Folder`].
    fn retire(&mut self, _owner: &str) -> Result<()> {
        Ok(())
    }
}

/// Where the folders are. Circular 8/2017 asks the comune for the first two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directories {
    /// Where requests are uploaded.
    pub requests: String,
    /// Where answers are downloaded; may be the same, when the profile's names tell them apart.
    pub answers: String,
    /// Where the connectors keep `work`, `done` and `rejected`. It must be on the same volume as
    /// `requests`, for files move there at once, and is best kept out of reach of who uploads.
    pub service: String,
}

impl Directories {
    /// Directories with the connectors' own folders in `_connettore` of the requests'.
    #[must_use]
    pub fn new(requests: impl Into<String>, answers: impl Into<String>) -> Self {
        let requests = requests.into();
        let service = format!("{}/_connettore", requests.trim_end_matches('/'));
        Self {
            requests,
            answers: answers.into(),
            service,
        }
    }

    /// The path of a folder, with `/` between its parts.
    #[must_use]
    pub fn path(&self, room: Room) -> String {
        match room {
            Room::Requests => self.requests.clone(),
            Room::Answers => self.answers.clone(),
            Room::Work | Room::Done | Room::Rejected => {
                format!("{}/{}", self.service.trim_end_matches('/'), room.name())
            }
        }
    }
}
