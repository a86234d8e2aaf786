//! The store: one connection, handed out to one thread at a time.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::ThreadId;

use cie_core::issuance::RequestNumber;
use cie_core::journal::{Entry, Event};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::fault::sql;
use super::{StoreOptions, journal, outbox, requests};
use crate::{
    Code, Committed, Enqueued, Ledger, NewPush, RequestRecord, RequestUpdate, Result, Step,
};

/// An office's store in one SQLite file. Clones share the connection.
///
/// Writes are durable when they return (write-ahead log, `synchronous=FULL`). Several processes
/// may have the same file open.
///
/// # Threads
/// `Send` and `Sync`; calls wait for one another.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    connection: Mutex<Connection>,
    holder: Mutex<Option<ThreadId>>,
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
        let connection = Connection::open_in_memory().map_err(sql)?;
        Ok(Self::over(StoreOptions::default().writer(connection)?))
    }

    pub(super) fn over(connection: Connection) -> Self {
        let (connection, holder) = (Mutex::new(connection), Mutex::new(None));
        Self {
            inner: Arc::new(Inner { connection, holder }),
        }
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
    /// # Errors
    /// The closure's; those of the store; `CIE-STORE-011` when called from inside a transaction.
    pub fn transact<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let held = self.hold()?;
        // IMMEDIATE: the lock is taken before anything is read, so that what was read still holds
        // when it is written. Two processes cannot both see the same end of the journal.
        let behavior = TransactionBehavior::Immediate;
        let sqlite = Transaction::new_unchecked(&held.connection, behavior).map_err(sql)?;
        let done = work(&Tx {
            connection: &sqlite,
        })?;
        sqlite.commit().map_err(sql)?;
        Ok(done)
    }

    /// Reads, all from the same moment.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let held = self.hold()?;
        let behavior = TransactionBehavior::Deferred;
        let sqlite = Transaction::new_unchecked(&held.connection, behavior).map_err(sql)?;
        let done = work(&sqlite)?;
        sqlite.commit().map_err(sql)?;
        Ok(done)
    }

    fn hold(&self) -> Result<Held<'_>> {
        let me = std::thread::current().id();
        if *unpoisoned(&self.inner.holder) == Some(me) {
            return Err(Code::Reentrant.into()); // waiting for oneself would never end
        }
        let connection = unpoisoned(&self.inner.connection);
        *unpoisoned(&self.inner.holder) = Some(me);
        Ok(Held {
            connection,
            holder: &self.inner.holder,
        })
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
}

impl Tx<'_> {
    /// Appends to the journal.
    ///
    /// # Errors
    /// As for the journal of [`Store`].
    pub fn append(&self, event: Event) -> Result<Entry> {
        journal::append(self.connection, event)
    }

    /// Writes a request; see [`Requests::put`](crate::Requests::put).
    ///
    /// # Errors
    /// As there.
    pub fn put(&self, update: &RequestUpdate) -> Result<u64> {
        requests::put(self.connection, update)
    }

    /// Reads a request.
    ///
    /// # Errors
    /// As for [`Requests::get`](crate::Requests::get).
    pub fn get(&self, number: &RequestNumber) -> Result<Option<RequestRecord>> {
        requests::get(self.connection, number)
    }

    /// Gives out the next number; see [`Requests::next_number`](crate::Requests::next_number).
    ///
    /// # Errors
    /// As there.
    pub fn next_number(&self, istat: &str, year: i32) -> Result<RequestNumber> {
        requests::next_number(self.connection, istat, year)
    }

    /// Queues a push; see [`Outbox::enqueue`](crate::Outbox::enqueue).
    ///
    /// # Errors
    /// As there.
    pub fn enqueue(&self, push: &NewPush) -> Result<Enqueued> {
        outbox::enqueue(self.connection, push)
    }
}

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").finish_non_exhaustive()
    }
}

/// The connection while one thread has it.
struct Held<'a> {
    connection: MutexGuard<'a, Connection>,
    holder: &'a Mutex<Option<ThreadId>>,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        *unpoisoned(self.holder) = None;
    }
}

/// A panic elsewhere rolled its transaction back while unwinding: the connection is sound.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
