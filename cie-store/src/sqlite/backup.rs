//! Copies of a store that is in use, and getting one back.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::fault::sql;
use super::open::StoreOptions;
use super::store::Store;
use crate::jsonl::io;
use crate::{Code, Error, Result, Verified};

impl Store {
    /// Copies the store into a new file while it is in use, as it is at one moment. The copy is
    /// checked before it gets its name: pages, references between tables, the journal's chain.
    ///
    /// The copy holds what the store holds: keep it as well as the store, and the keys elsewhere.
    /// Note what is returned somewhere else: it tells a whole copy from one that was cut.
    ///
    /// # Errors
    /// `CIE-STORE-090` when the file exists, `CIE-STORE-091` when the copy is not sound (then so is
    /// the store), `CIE-STORE-001` and `-008` when it cannot be written. Then there is no copy.
    pub fn backup(&self, to: impl AsRef<Path>) -> Result<Verified> {
        self.copy_to(to.as_ref())
    }

    /// Makes a store of a backup, which is checked before and after.
    ///
    /// # Errors
    /// `CIE-STORE-090` when the store exists, or a log beside its name; `CIE-STORE-091` when the
    /// backup is not sound; as for [`StoreOptions::open`] when it cannot be read. Then nothing was
    /// made.
    pub fn restore(backup: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<Verified> {
        let from = backup.as_ref();
        let checked = Self::check_file(from)?;
        let options = StoreOptions {
            read_only: true,
            ..StoreOptions::default()
        };
        let restored = options.open(from)?.copy_to(to.as_ref())?;
        if restored == checked {
            Ok(restored)
        } else {
            Err(Error::new(Code::BadBackup).detail("it changed while it was read"))
        }
    }

    /// Checks a store or a backup without keys and without changing it: pages, references between
    /// tables, the journal's chain.
    ///
    /// # Errors
    /// `CIE-STORE-021` with the number of the first entry that is wrong, `CIE-STORE-006` when
    /// SQLite finds damage; as for [`StoreOptions::open`].
    pub fn check_file(path: impl AsRef<Path>) -> Result<Verified> {
        let options = StoreOptions {
            read_only: true,
            ..StoreOptions::default()
        };
        let store = options.open(path)?;
        store.read_journal(sound)?;
        store.verify_journal()
    }

    fn copy_to(&self, to: &Path) -> Result<Verified> {
        for name in [to.to_owned(), beside(to, "-wal"), beside(to, "-shm")] {
            // A log that lies about would be taken for the new store's own.
            if name.exists() {
                return Err(Code::FileExists.into());
            }
        }
        let part = Part::new(beside(to, ".part"))?;
        self.read_unframed(|connection| copy(connection, &part.0))?;
        let bad = |error: Error| match error.code() {
            Code::BrokenChain | Code::Corrupt => Error::new(Code::BadBackup).caused_by(error),
            _ => error,
        };
        let verified = Self::check_file(&part.0).map_err(bad)?;
        File::open(&part.0)
            .and_then(|file| file.sync_all())
            .map_err(io)?;
        fs::rename(&part.0, to).map_err(io)?;
        crate::files::sync_folder(to)?;
        Ok(verified)
    }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// A file under way, removed unless it got its name.
struct Part(PathBuf);

impl Part {
    /// An empty file that nobody else may read.
    fn new(path: PathBuf) -> Result<Self> {
        let _ = fs::remove_file(&path); // of a copy that was killed
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path).map_err(io)?;
        Ok(Self(path))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After it was renamed there is nothing under this name.
        let _ = fs::remove_file(&self.0);
    }
}

fn copy(from: &Connection, to: &Path) -> Result<()> {
    let mut target =
        Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(sql)?;
    {
        let backup = Backup::new(from, &mut target).map_err(sql)?;
        // All pages in one step: one moment, which in write-ahead logging keeps nobody waiting.
        match backup.step(-1).map_err(sql)? {
            StepResult::Done => {}
            _ => return Err(Code::Locked.into()),
        }
    }
    // A file that is complete without a log beside it.
    target
        .pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))
        .map_err(sql)?;
    target.close().map_err(|(_, error)| sql(error))
}

fn sound(connection: &Connection) -> Result<()> {
    let first = "SELECT * FROM pragma_integrity_check LIMIT 1";
    let found: String = connection
        .query_row(first, [], |row| row.get(0))
        .map_err(sql)?;
    let widows = "SELECT count(*) FROM pragma_foreign_key_check";
    let widows: i64 = connection
        .query_row(widows, [], |row| row.get(0))
        .map_err(sql)?;
    if found == "ok" && widows == 0 {
        Ok(())
    } else {
        // What SQLite found may quote what was stored.
        Err(Code::Corrupt.into())
    }
}
