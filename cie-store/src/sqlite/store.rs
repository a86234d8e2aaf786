//! The store: one connection that writes, and as many that read as are needed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use cie_core::exchange::{OperationKey, StoredAnswer, Tried};
use cie_core::issuance::RequestNumber;
use cie_core::journal::{Entry, Event};
use rusqlite::Connection;

use super::later::Later;
use super::readers::{OpenReader, Readers};
use super::writer::{Sharing, Writer};
use super::{StoreOptions, answers, journal, keys, outbox, requests};
use crate::seal::Vault;
use crate::{
    Code, Committed, Enqueued, Ledger, NewPush, RequestRecord, RequestUpdate, Result, Step,
};

/// An office's store in one SQLite file. Clones share its connections.
///
/// Writes are durable when they return (write-ahead log, `synchronous=FULL`). Several processes
/// may have the same file open.
///
/// # Threads
/// `Send` and `Sync`. Writers take turns; those that write at the same time share one sync of the
/// disk, and each returns when its own work is on it. Readers wait for nobody.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    /// `None` in memory, where only the writing connection sees anything. Dropped first: the last
    /// connection to a file clears its log away, and only one that writes can.
    readers: Option<Readers>,
    writer: Writer,
    vault: Vault,
    /// Reading waits for nobody: in a file, without a provider of keys that may have to be asked.
    prompt: bool,
    sync_all: bool,
    /// It holds sealed values, and there are no keys: only the journal can be read.
    locked: bool,
}

/// A store in a file that more connections can be opened to.
pub(super) struct InFile {
    /// Opens another connection that reads.
    pub(super) open: Box<OpenReader>,
    /// How many of these to keep.
    pub(super) keep: usize,
    pub(super) path: PathBuf,
}

impl Store {
    /// Opens the store in this file with the default options, and makes it when there is none.
    ///
    /// # Errors
    /// As for [`StoreOptions::open`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        StoreOptions::default().open(path)
    }

    /// A store that is gone when its last clone is dropped.
    ///
    /// # Errors
    /// `CIE-STORE-009` when SQLite does not start.
    pub fn in_memory() -> Result<Self> {
        StoreOptions::default().open_in_memory()
    }

    /// A store over its writing connection.
    pub(super) fn over(
        connection: Connection,
        file: Option<InFile>,
        options: &StoreOptions,
        vault: Vault,
    ) -> Result<Self> {
        let locked = keys::admit(&connection, &vault)? == keys::Access::JournalOnly;
        let later = file.as_ref().map(|file| Later::new(&file.path));
        Ok(Self {
            inner: Arc::new(Inner {
                prompt: file.is_some() && !options.read_only && options.keys.is_none(),
                readers: file.map(|file| Readers::new(file.open, file.keep)),
                writer: Writer::new(connection, later, options.busy_timeout),
                sync_all: options.sync_all,
                vault,
                locked,
            }),
        })
    }

    /// Does several things that happen together or not at all: when the closure fails, or the
    /// program dies, nothing of it is kept.
    ///
    /// ```
    /// use cie_core::journal::Event;
    /// let store = cie_store::Store::in_memory()?;
    /// let number = store.transact(|tx| {
    ///     let number = tx.next_number("058091", 2026)?;
    ///     let at = chrono::DateTime::UNIX_EPOCH;
    ///     tx.append(Event::new(at, number.as_str(), "state.draft", "operator"))?;
    ///     Ok(number)
    /// })?;
    /// assert_eq!(number.to_string(), "058091-2026-000001");
    /// # Ok::<(), cie_store::Error>(())
    /// ```
    ///
    /// Keep it short: transactions of other threads may be waiting to share its commit. It must not
    /// wait for another thread's transaction, which may be waiting for this one.
    ///
    /// # Errors
    /// The closure's; those of the store; `CIE-STORE-011` when called from inside a transaction.
    pub fn transact<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.run(Sharing::Shared, work)
    }

    /// The same for what may reach the disk a moment after this returns: the system has it, so that
    /// a program that is killed loses nothing. A power cut may take the last moments of it, and
    /// nothing that was written with [`Store::transact`].
    ///
    /// # Errors
    /// As there.
    pub fn transact_soon<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let sharing = if self.inner.sync_all {
            Sharing::Shared
        } else {
            Sharing::Soon
        };
        self.run(sharing, work)
    }

    /// The same again, if nobody's sync or long work has to be waited for: for a thread that has
    /// others to serve. Keep it to a few rows.
    ///
    /// # Errors
    /// As there; then nothing was done.
    pub fn transact_now<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<Tried<T>> {
        if !self.is_prompt() || self.inner.sync_all {
            return Ok(Tried::NotNow);
        }
        self.refuse_locked()?;
        let vault = &self.inner.vault;
        let work = |connection: &Connection| work(&Tx { connection, vault });
        self.inner.writer.transact_now(work)
    }

    /// Whether reading waits for nothing but pages of a local file.
    pub(super) fn is_prompt(&self) -> bool {
        self.inner.prompt
    }

    /// The same for long work, such as a batch of an import: nobody's commit waits for it.
    pub(super) fn transact_alone<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.run(Sharing::Alone, work)
    }

    fn run<T>(&self, sharing: Sharing, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.refuse_locked()?;
        let vault = &self.inner.vault;
        let work = |connection: &Connection| work(&Tx { connection, vault });
        self.inner.writer.transact(sharing, work)
    }

    /// Reads, all from the same moment.
    pub(super) fn read<T>(&self, work: impl FnOnce(Db<'_>) -> Result<T>) -> Result<T> {
        self.refuse_locked()?;
        let vault = &self.inner.vault;
        self.read_journal(|connection| work(Db { connection, vault }))
    }

    /// The same for what is never sealed.
    pub(super) fn read_journal<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        match &self.inner.readers {
            Some(readers) => {
                // It would see the store as it was before the transaction it is in.
                self.inner.writer.refuse_reentry()?;
                readers.read(work)
            }
            None => self.inner.writer.read(work),
        }
    }

    /// Reads with one statement, which is a moment by itself.
    pub(super) fn read_one<T>(&self, work: impl FnOnce(Db<'_>) -> Result<T>) -> Result<T> {
        self.refuse_locked()?;
        let vault = &self.inner.vault;
        self.read_unframed(|connection| work(Db { connection, vault }))
    }

    /// Reads without a transaction around, which copying a database does not allow.
    pub(super) fn read_unframed<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        match &self.inner.readers {
            Some(readers) => {
                self.inner.writer.refuse_reentry()?;
                readers.lend(work)
            }
            None => self.outside_transactions(work),
        }
    }

    /// Does what SQLite does outside transactions only.
    pub(super) fn outside_transactions<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        self.inner.writer.outside_transactions(work)
    }

    fn refuse_locked(&self) -> Result<()> {
        if self.inner.locked {
            return Err(Code::Sealed.into());
        }
        Ok(())
    }

    pub(super) fn vault(&self) -> &Vault {
        &self.inner.vault
    }
}

impl Ledger for Store {
    fn commit(&self, step: &Step) -> Result<Committed> {
        self.transact(|tx| {
            let version = step
                .request
                .as_ref()
                .map(|update| tx.put(update))
                .transpose()?;
            let entries = step.events.iter().map(|event| tx.append(event.clone()));
            let entries = entries.collect::<Result<_>>()?;
            let pushes = step.pushes.iter().map(|push| tx.enqueue(push));
            let pushes = pushes.collect::<Result<_>>()?;
            Ok(Committed {
                version,
                entries,
                pushes,
            })
        })
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}

/// A transaction under way; see [`Store::transact`].
pub struct Tx<'a> {
    pub(super) connection: &'a Connection,
    vault: &'a Vault,
}

/// A connection inside a transaction, and what seals its rows.
#[derive(Clone, Copy)]
pub(super) struct Db<'a> {
    pub(super) connection: &'a Connection,
    pub(super) vault: &'a Vault,
}

impl Tx<'_> {
    pub(super) fn db(&self) -> Db<'_> {
        let (connection, vault) = (self.connection, self.vault);
        Db { connection, vault }
    }

    /// Appends to the journal.
    ///
    /// # Errors
    /// As for the journal of [`Store`].
    pub fn append(&self, event: Event) -> Result<Entry> {
        journal::append(self.connection, event)
    }

    /// Stores an answer, unless there is one under this key: then it is returned, and nothing
    /// changes.
    ///
    /// # Errors
    /// As for the log of answers of [`Store`].
    pub fn remember(
        &self,
        key: &OperationKey,
        answer: &StoredAnswer,
    ) -> Result<Option<StoredAnswer>> {
        answers::remember(self.db(), key, answer)
    }

    /// Writes a request; see [`Requests::put`](crate::Requests::put).
    ///
    /// # Errors
    /// As there.
    pub fn put(&self, update: &RequestUpdate) -> Result<u64> {
        requests::put(self.db(), update)
    }

    /// Reads a request.
    ///
    /// # Errors
    /// As for [`Requests::get`](crate::Requests::get).
    pub fn get(&self, number: &RequestNumber) -> Result<Option<RequestRecord>> {
        requests::get(self.db(), number)
    }

    /// Gives out the next number; see [`Requests::next_number`](crate::Requests::next_number).
    ///
    /// # Errors
    /// As there.
    pub fn next_number(&self, istat: &str, year: i32) -> Result<RequestNumber> {
        requests::next_number(self.db(), istat, year)
    }

    /// Queues a push; see [`Outbox::enqueue`](crate::Outbox::enqueue).
    ///
    /// # Errors
    /// As there.
    pub fn enqueue(&self, push: &NewPush) -> Result<Enqueued> {
        outbox::enqueue(self.db(), push)
    }
}

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").finish_non_exhaustive()
    }
}
