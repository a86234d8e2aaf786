//! Opening a file, and the settings every connection gets.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::fault::sql;
use super::migrate::{Identity, identify, migrate};
use super::store::{InFile, Store};
use crate::seal::Vault;
use crate::{Code, Error, KeyProvider, Result};

/// Pages of log (16 MiB) before it is copied into the file: each copy costs two syncs while writers
/// wait.
pub(super) const COPIED_AT: u32 = 4000;

/// How a store is opened.
#[derive(Clone)]
pub struct StoreOptions {
    /// How long to wait for another program that holds the file.
    pub busy_timeout: Duration,
    /// Largest size of the file, in pages of 4096 bytes; `None` for as much as the disk has.
    pub max_pages: Option<u32>,
    /// Only look: nothing is written, not even the schema.
    pub read_only: bool,
    /// Connections for reading that are kept open when nobody reads. More are opened when more
    /// threads read at once. All stores of a process together keep 512 at most.
    pub idle_readers: usize,
    /// Nothing is synced only soon: what [`Store::transact_soon`] writes, and with it the answers to
    /// questions, is on the disk when it returns, as everything else. Off by default.
    pub sync_all: bool,
    /// Who has the keys with which personal data are sealed; `None`: nothing is sealed. A store that
    /// holds sealed values and is opened without keys lets its journal be read, and nothing else.
    pub keys: Option<Arc<dyn KeyProvider>>,
}

impl fmt::Debug for StoreOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoreOptions")
            .field("busy_timeout", &self.busy_timeout)
            .field("max_pages", &self.max_pages)
            .field("read_only", &self.read_only)
            .field("idle_readers", &self.idle_readers)
            .field("sync_all", &self.sync_all)
            .field("sealed", &self.keys.is_some())
            .finish()
    }
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            busy_timeout: Duration::from_secs(5),
            max_pages: None,
            read_only: false,
            idle_readers: 16,
            sync_all: false,
            keys: None,
        }
    }
}

impl StoreOptions {
    /// Opens the store in this file, and makes it when there is none (unless read-only).
    ///
    /// # Errors
    /// `CIE-STORE-002` read-only where writing is needed, `-003` locked, `-004` not a database,
    /// `-005` newer schema, `-006` damaged, `-007` cannot be opened, `-010` another program's,
    /// `-061` the keys are not those it was sealed with; errors of the key provider.
    pub fn open(&self, path: impl AsRef<Path>) -> Result<Store> {
        let path = path.as_ref();
        let connection = if self.read_only {
            self.reader(path)?
        } else {
            self.patient_writer(path)?
        };
        // SQLite's names of databases without a file (":memory:" and the empty one): what another
        // connection would open is not the same database.
        if connection.path().is_none_or(str::is_empty) {
            return Store::over(connection, None, self, self.vault()?);
        }
        let options = self.clone();
        // Also after the program has gone to another folder.
        let path = std::path::absolute(path).map_err(|_| Error::new(Code::CannotOpen))?;
        let of_readers = path.clone();
        let file = InFile {
            open: Box::new(move || options.another_reader(&of_readers)),
            keep: self.idle_readers,
            path,
        };
        Store::over(connection, Some(file), self, self.vault()?)
    }

    /// A store that is gone when its last clone is dropped.
    ///
    /// # Errors
    /// `CIE-STORE-009` when SQLite does not start; errors of the key provider.
    pub fn open_in_memory(&self) -> Result<Store> {
        let connection = Connection::open_in_memory().map_err(sql)?;
        Store::over(self.writer(connection)?, None, self, self.vault()?)
    }

    fn vault(&self) -> Result<Vault> {
        let keys = self.keys.as_ref().map(Arc::clone);
        keys.map_or_else(|| Ok(Vault::default()), Vault::new)
    }

    /// While another program is making the same store, SQLite answers "busy" at once, without the
    /// timeout that holds for everything later.
    fn patient_writer(&self, path: &Path) -> Result<Connection> {
        let started = Instant::now();
        loop {
            match self.writer(Connection::open(path).map_err(sql)?) {
                Err(error)
                    if error.code() == Code::Locked && started.elapsed() < self.busy_timeout =>
                {
                    std::thread::sleep(Duration::from_millis(5));
                }
                result => return result,
            }
        }
    }

    pub(super) fn writer(&self, connection: Connection) -> Result<Connection> {
        self.harden(&connection)?;
        let identity = identify(&connection)?;
        if connection.is_readonly("main").map_err(sql)? {
            return Err(Code::ReadOnly.into());
        }
        // A power cut loses nothing that was reported as written: write-ahead log, synced at
        // every commit. In memory the answer is "memory", which is right too.
        connection
            .pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))
            .map_err(sql)?;
        connection
            .pragma_update(None, "synchronous", "FULL")
            .map_err(sql)?;
        connection
            .pragma_update_and_check(None, "wal_autocheckpoint", COPIED_AT, |_| Ok(()))
            .map_err(sql)?;
        // What is erased is overwritten, not only forgotten.
        connection
            .pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))
            .map_err(sql)?;
        if let Some(pages) = self.max_pages {
            connection
                .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
                .map_err(sql)?;
        }
        if identity != Identity::Current {
            migrate(&connection)?;
        }
        Ok(connection)
    }

    /// A further connection to a store that is open already.
    fn another_reader(&self, path: &Path) -> Result<Connection> {
        if self.read_only {
            return self.reader(path);
        }
        // Opened for writing, so that it can set up and clear away the log; then forbidden to.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(sql)?;
        self.harden(&connection)?;
        connection
            .pragma_update(None, "query_only", true)
            .map_err(sql)?;
        Ok(connection)
    }

    fn reader(&self, path: &Path) -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(sql)?;
        match self.look(connection) {
            // On a medium that cannot be written to, SQLite cannot make the index of the log. With
            // no log beside the file there is nothing to index: the file alone is the store.
            Err(error) if blocked_by_medium(error.code()) && !has_log(path) => {
                let uri = immutable_uri(path)?;
                let flags = flags | OpenFlags::SQLITE_OPEN_URI;
                self.look(Connection::open_with_flags(uri, flags).map_err(sql)?)
            }
            result => result,
        }
    }

    fn look(&self, connection: Connection) -> Result<Connection> {
        self.harden(&connection)?;
        match identify(&connection)? {
            Identity::Current => Ok(connection),
            Identity::Older => Err(Error::new(Code::ReadOnly).detail("its schema is older")),
            Identity::Fresh => Err(Error::new(Code::NotOurs).detail("empty file")),
        }
    }

    fn harden(&self, connection: &Connection) -> Result<()> {
        connection.busy_timeout(self.busy_timeout).map_err(sql)?;
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)
            .map_err(sql)?;
        // Plans do not depend on the values bound. Without this a statement that an index with a
        // condition might serve is compiled anew each time another value is bound to it.
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
            .map_err(sql)?;
        connection
            .pragma_update(None, "foreign_keys", true)
            .map_err(sql)?;
        connection
            .pragma_update(None, "trusted_schema", false)
            .map_err(sql)
    }
}

fn blocked_by_medium(code: Code) -> bool {
    matches!(code, Code::CannotOpen | Code::ReadOnly | Code::Io)
}

fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

/// `file:` URI of a path, with everything escaped that means something in a URI.
fn immutable_uri(path: &Path) -> Result<String> {
    let path = path.to_str().ok_or_else(|| Error::new(Code::CannotOpen))?;
    let mut uri = String::from("file:");
    let path = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    };
    if cfg!(windows) && path.get(1..2) == Some(":") {
        uri.push_str("///"); // file:///C:/…
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b':' | b'.' | b'-' | b'_' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    Ok(uri)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cie_core::journal::{Event, Journal};

    /// Looking a person up compiles its statement once, however many are asked for, and finds the
    /// index of codes.
    #[test]
    fn a_statement_is_compiled_once() {
        let connection = Connection::open_in_memory().unwrap();
        let connection = StoreOptions::default().writer(connection).unwrap();
        let select = "SELECT scheda, document FROM subject WHERE codice_fiscale = ? \
                      AND sealed_by IS ? AND erased_at IS NULL ORDER BY scheda LIMIT 3";
        let explained: String = connection
            .query_row(
                &format!("EXPLAIN QUERY PLAN {select}"),
                ["RSSMRA80A01H501U", ""],
                |row| row.get(3),
            )
            .unwrap();
        assert!(explained.contains("subject_by_code"), "{explained}");
        let mut select = connection.prepare_cached(select).unwrap();
        for code in ["RSSMRA80A01H501U", "VRDGPP75C12F205X", "RSSBNC80E57H501B"] {
            assert!(
                !select
                    .exists(rusqlite::params![code, None::<String>])
                    .unwrap()
            );
        }
        assert_eq!(select.get_status(rusqlite::StatementStatus::RePrepare), 0);
    }

    /// The route of a store on a CD or a write-protected share.
    #[test]
    fn an_immutable_file_is_read_and_nothing_is_made_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a store? 100%#1.db");
        let store = Store::open(&path).unwrap();
        store
            .append(Event::new(chrono::DateTime::UNIX_EPOCH, "R", "x", "y"))
            .unwrap();
        drop(store);
        assert!(!has_log(&path));

        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let uri = immutable_uri(&path).unwrap();
        let connection = Connection::open_with_flags(uri, flags).unwrap();
        let connection = StoreOptions::default().look(connection).unwrap();
        let options = StoreOptions::default();
        let store = Store::over(connection, None, &options, Vault::default()).unwrap();
        assert_eq!(store.verify_journal().unwrap().entries, 1);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
