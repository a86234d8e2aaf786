//! One connection that writes, and the transactions that share its commits.
//!
//! A commit costs one sync of the disk, however much it holds. So a transaction that is done while
//! others wait for their turn does not commit: it leaves the database's transaction open, the next
//! one goes on in it inside a savepoint of its own, and the last in the queue commits for all. Nobody
//! returns before that commit. A transaction that fails takes back its savepoint and nothing else.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use cie_core::error::Coded;
use rusqlite::Connection;

use super::fault::sql;
use crate::{Code, Error, Result};

/// Most transactions that share a commit.
const MAX_MEMBERS: usize = 256;
/// Longest time a finished transaction waits for others to share its commit.
const MAX_WAIT: Duration = Duration::from_millis(20);

/// Whether a transaction may share its commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sharing {
    /// With others, as any short transaction.
    Shared,
    /// With nobody: it is long, and others would wait for it.
    Alone,
}

pub(super) struct Writer {
    desk: Mutex<Desk>,
    /// Threads that wait for the desk; each of them will have it.
    queued: AtomicUsize,
    /// Number of the thread that has the desk, 0 for none.
    holder: AtomicU64,
    /// Whether waiting for others saves anything: not in memory, where a commit costs nothing.
    sharing: Sharing,
}

struct Desk {
    connection: Connection,
    batch: Option<Batch>,
}

/// Transactions that are done but not committed.
struct Batch {
    outcome: Arc<Outcome>,
    members: usize,
    since: Instant,
}

#[derive(Default)]
struct Outcome {
    settled: Mutex<Option<std::result::Result<(), Lost>>>,
    told: Condvar,
}

/// Why a commit failed, for everybody who shared it.
#[derive(Clone)]
struct Lost {
    code: Code,
    detail: Option<String>,
}

impl Lost {
    fn because(error: &Error) -> Self {
        Self {
            code: error.code(),
            detail: error.detail().map(str::to_owned),
        }
    }

    fn error(self) -> Error {
        let error = Error::new(self.code);
        match self.detail {
            Some(detail) => error.detail(detail),
            None => error,
        }
    }
}

impl Writer {
    pub(super) fn new(connection: Connection, sharing: Sharing) -> Self {
        let batch = None;
        Self {
            desk: Mutex::new(Desk { connection, batch }),
            queued: AtomicUsize::new(0),
            holder: AtomicU64::new(0),
            sharing,
        }
    }

    /// Refuses a thread that is inside a transaction already: it would wait for itself.
    pub(super) fn refuse_reentry(&self) -> Result<()> {
        if self.holder.load(Ordering::SeqCst) == this_thread() {
            return Err(Code::Reentrant.into());
        }
        Ok(())
    }

    /// Runs a transaction; when this returns, it is on the disk or undone.
    pub(super) fn transact<T>(
        &self,
        sharing: Sharing,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        self.refuse_reentry()?;
        let mut desk = self.sit_down();
        let shared = sharing == Sharing::Shared && self.sharing == Sharing::Shared;
        if !shared {
            desk.settle();
        }
        let outcome = desk.join()?;
        let done = {
            let _holding = Holding::new(&self.holder);
            catch_unwind(AssertUnwindSafe(|| desk.inside_savepoint(work)))
        };
        let more_to_come = shared && self.queued.load(Ordering::SeqCst) > 0;
        if desk.was_undone() {
            // A full disk makes SQLite undo everything at once: nobody's work is kept.
            let lost = match &done {
                Ok(Err(error)) => Lost::because(error),
                _ => Lost::because(&Code::Unexpected.into()),
            };
            desk.tell(Err(lost));
        } else if !more_to_come || desk.is_full() {
            desk.settle();
        }
        drop(desk);
        let outcome = outcome.wait();
        match done {
            Ok(done) => done.and_then(|done| outcome.map(|()| done).map_err(Lost::error)),
            Err(panic) => resume_unwind(panic),
        }
    }

    /// Reads on the writing connection, for stores that have no other.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.refuse_reentry()?;
        let mut desk = self.sit_down();
        desk.settle();
        let _holding = Holding::new(&self.holder);
        super::readers::snapshot(&desk.connection, work)
    }

    /// Does what SQLite does outside transactions only.
    pub(super) fn outside_transactions<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        self.refuse_reentry()?;
        let mut desk = self.sit_down();
        desk.settle();
        let _holding = Holding::new(&self.holder);
        work(&desk.connection)
    }

    fn sit_down(&self) -> MutexGuard<'_, Desk> {
        self.queued.fetch_add(1, Ordering::SeqCst);
        let desk = unpoisoned(&self.desk);
        self.queued.fetch_sub(1, Ordering::SeqCst);
        desk
    }
}

impl Desk {
    /// Joins the open batch, or opens one.
    fn join(&mut self) -> Result<Arc<Outcome>> {
        if self.batch.is_none() {
            // IMMEDIATE: the lock is taken before anything is read, so that what was read still
            // holds when it is written. Two processes cannot both see the same end of the journal.
            self.connection
                .execute_batch("BEGIN IMMEDIATE")
                .map_err(sql)?;
        }
        let batch = self.batch.get_or_insert_with(|| Batch {
            outcome: Arc::default(),
            members: 0,
            since: Instant::now(),
        });
        batch.members += 1;
        Ok(Arc::clone(&batch.outcome))
    }

    fn inside_savepoint<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let savepoint = self.connection.savepoint().map_err(sql)?;
        let done = work(&savepoint)?; // dropped on the way out: taken back
        savepoint.commit().map_err(sql)?;
        Ok(done)
    }

    /// Whether SQLite ended the transaction by itself.
    fn was_undone(&self) -> bool {
        self.batch.is_some() && self.connection.is_autocommit()
    }

    fn is_full(&self) -> bool {
        let full =
            |batch: &Batch| batch.members >= MAX_MEMBERS || batch.since.elapsed() >= MAX_WAIT;
        self.batch.as_ref().is_some_and(full)
    }

    /// Commits the open batch, if any.
    fn settle(&mut self) {
        if self.batch.is_none() {
            return;
        }
        let committed = self.connection.execute_batch("COMMIT").map_err(sql);
        if committed.is_err() && !self.connection.is_autocommit() {
            // Nothing else can be done when this fails too; the next transaction will say so.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        self.tell(committed.map_err(|error| Lost::because(&error)));
    }

    fn tell(&mut self, outcome: std::result::Result<(), Lost>) {
        if let Some(batch) = self.batch.take() {
            *unpoisoned(&batch.outcome.settled) = Some(outcome);
            batch.outcome.told.notify_all();
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.settle();
    }
}

impl Outcome {
    fn wait(&self) -> std::result::Result<(), Lost> {
        let mut settled = unpoisoned(&self.settled);
        loop {
            match settled.as_ref() {
                Some(outcome) => return outcome.clone(),
                None => {
                    let wait = self.told.wait(settled);
                    settled = wait.unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }
}

/// Marks the thread that has the desk.
struct Holding<'a>(&'a AtomicU64);

impl<'a> Holding<'a> {
    fn new(holder: &'a AtomicU64) -> Self {
        holder.store(this_thread(), Ordering::SeqCst);
        Self(holder)
    }
}

impl Drop for Holding<'_> {
    fn drop(&mut self) {
        self.0.store(0, Ordering::SeqCst);
    }
}

/// A number for this thread, from 1.
fn this_thread() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    thread_local! {
        static NUMBER: u64 = NEXT.fetch_add(1, Ordering::Relaxed);
    }
    NUMBER.with(|number| *number)
}

/// A panic elsewhere took its savepoint back while unwinding: the connection is sound.
pub(super) fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
