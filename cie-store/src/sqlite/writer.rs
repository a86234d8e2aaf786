//! One connection that writes, and the transactions that share its commits.
//!
//! A commit costs one sync of the disk, however much it holds. So a transaction that is done while
//! others wait for their turn does not commit: it leaves the database's transaction open, the next
//! one goes on in it inside a savepoint of its own, and the last in the queue commits for all. Nobody
//! returns before that commit. A transaction that fails takes back its savepoint and nothing else.
//!
//! What may be synced soon rather than at once has batches of its own, committed without a sync; see
//! [`Later`].

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use cie_core::error::Coded;
use cie_core::exchange::Tried;
use rusqlite::Connection;

use super::fault::sql;
use super::later::Later;
use super::open::COPIED_AT;
use crate::{Code, Error, Result};

/// Most transactions that share a commit.
const MAX_MEMBERS: usize = 256;
/// Most commits in a row that leave the log as it is. Each is of a few pages: together they are fewer
/// than the log has when it is copied.
const MAX_QUICK: usize = 400;
/// Longest time a finished transaction waits for others to share its commit.
const MAX_WAIT: Duration = Duration::from_millis(20);

/// Whether a transaction may share its commit, and when it is on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sharing {
    /// With others, as any short transaction.
    Shared,
    /// The same, but it need not be on the disk when it returns: the system has it, so that a
    /// program that is killed loses nothing, and it is synced soon.
    Soon,
    /// With nobody: it is long, and others would wait for it.
    Alone,
}

pub(super) struct Writer {
    desk: Mutex<Desk>,
    /// Threads that wait for the desk; each of them will have it.
    queued: AtomicUsize,
    /// Number of the thread that has the desk, 0 for none.
    holder: AtomicU64,
    /// Those of them, and of those that have it, whose work may take long: a sync, a copy of the log.
    slow: AtomicUsize,
    /// Without a file nothing is ever synced, and waiting for others saves nothing.
    later: Option<Arc<Later>>,
}

struct Desk {
    connection: Connection,
    batch: Option<Batch>,
    /// How commits are made at the moment.
    manner: Manner,
    /// Commits since the last that was free to copy the log.
    quick: usize,
    busy_timeout: Duration,
    later: Option<Arc<Later>>,
}

/// How a commit is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// Synced.
    Synced,
    /// Not synced.
    Soon,
    /// Not synced, and a long log is left for others to copy into the file.
    Quick,
}

/// Transactions that are done but not committed.
struct Batch {
    outcome: Arc<Outcome>,
    members: usize,
    since: Instant,
    /// Its commit need not be synced.
    soon: bool,
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
    /// `later` syncs the log of the file; `None` without a file.
    pub(super) fn new(
        connection: Connection,
        later: Option<Arc<Later>>,
        busy_timeout: Duration,
    ) -> Self {
        let desk = Desk {
            connection,
            batch: None,
            manner: Manner::Synced,
            quick: 0,
            busy_timeout,
            later: later.clone(),
        };
        Self {
            desk: Mutex::new(desk),
            queued: AtomicUsize::new(0),
            slow: AtomicUsize::new(0),
            holder: AtomicU64::new(0),
            later,
        }
    }

    /// Refuses a thread that is inside a transaction already: it would wait for itself.
    pub(super) fn refuse_reentry(&self) -> Result<()> {
        if self.holder.load(Ordering::SeqCst) == this_thread() {
            return Err(Code::Reentrant.into());
        }
        Ok(())
    }

    /// Runs a transaction; when this returns, it is on the disk (or soon, if that was asked for) or
    /// undone.
    pub(super) fn transact<T>(
        &self,
        sharing: Sharing,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        self.refuse_reentry()?;
        let _slow = (sharing != Sharing::Soon).then(|| Slow::new(&self.slow));
        let mut desk = self.sit_down();
        let shared = sharing != Sharing::Alone && self.later.is_some();
        // A disk that could not be synced later is asked at once, so that somebody hears of it.
        let trusted = self.later.as_ref().is_some_and(|later| !later.failed());
        let soon = sharing == Sharing::Soon && trusted;
        if !shared {
            desk.settle();
        }
        // What comes without patience makes room for the copying of the log.
        let _copying = (desk.quick >= MAX_QUICK).then(|| Slow::new(&self.slow));
        let (outcome, first) = desk.join(soon)?;
        let done = {
            let _holding = Holding::new(&self.holder);
            catch_unwind(AssertUnwindSafe(|| match first {
                true => work(&desk.connection),
                false => desk.inside_savepoint(work),
            }))
        };
        let more_to_come = shared && self.queued.load(Ordering::SeqCst) > 0;
        if desk.was_undone() {
            // A full disk makes SQLite undo everything at once: nobody's work is kept.
            let lost = match &done {
                Ok(Err(error)) => Lost::because(error),
                _ => Lost::because(&Code::Unexpected.into()),
            };
            desk.tell(Err(lost));
        } else if first && !matches!(done, Ok(Ok(_))) {
            // Alone in the batch so far: there is nothing else to undo.
            desk.undo();
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

    /// Runs a transaction that need not be on the disk when this returns, if nobody's sync, copying
    /// or long work has to be waited for; otherwise nothing is done.
    pub(super) fn transact_now<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<Tried<T>> {
        self.refuse_reentry()?;
        let trusted = self.later.as_ref().is_some_and(|later| !later.failed());
        if !trusted || self.slow.load(Ordering::SeqCst) > 0 {
            return Ok(Tried::NotNow);
        }
        // Not counted among those who wait: nobody may leave a batch for this one to commit.
        let mut desk = unpoisoned(&self.desk);
        if desk.batch.is_some() || desk.quick >= MAX_QUICK || !desk.begin_quick()? {
            return Ok(Tried::NotNow);
        }
        let done = {
            let _holding = Holding::new(&self.holder);
            catch_unwind(AssertUnwindSafe(|| work(&desk.connection)))
        };
        match done {
            Ok(Ok(done)) => desk.commit_quick().map(|()| Tried::Done(done)),
            failed => {
                desk.roll_back();
                failed.unwrap_or_else(|panic| resume_unwind(panic))?;
                Ok(Tried::NotNow)
            }
        }
    }

    /// Reads on the writing connection, for stores that have no other.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.refuse_reentry()?;
        let _slow = Slow::new(&self.slow);
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
        let _slow = Slow::new(&self.slow);
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
    /// Joins the open batch, or opens one; says whether it was opened.
    fn join(&mut self, soon: bool) -> Result<(Arc<Outcome>, bool)> {
        if self.batch.as_ref().is_some_and(|batch| batch.soon && !soon) {
            self.settle();
        }
        let first = self.batch.is_none();
        if first {
            self.commits(if soon { Manner::Soon } else { Manner::Synced })?;
            self.quick = 0;
            // IMMEDIATE: the lock is taken before anything is read, so that what was read still
            // holds when it is written. Two processes cannot both see the same end of the journal.
            run(&self.connection, "BEGIN IMMEDIATE")?;
        }
        let batch = self.batch.get_or_insert_with(|| Batch {
            outcome: Arc::default(),
            members: 0,
            since: Instant::now(),
            soon,
        });
        batch.members += 1;
        Ok((Arc::clone(&batch.outcome), first))
    }

    /// How the next commits are made; SQLite lets this be said between transactions only.
    fn commits(&mut self, manner: Manner) -> Result<()> {
        let was = self.manner;
        if was == manner {
            return Ok(());
        }
        if (was == Manner::Synced) != (manner == Manner::Synced) {
            let level = if manner == Manner::Synced {
                "FULL"
            } else {
                "NORMAL"
            };
            self.connection
                .pragma_update(None, "synchronous", level)
                .map_err(sql)?;
        }
        if (was == Manner::Quick) != (manner == Manner::Quick) {
            let pages = if manner == Manner::Quick {
                0
            } else {
                COPIED_AT
            };
            self.connection
                .pragma_update_and_check(None, "wal_autocheckpoint", pages, |_| Ok(()))
                .map_err(sql)?;
        }
        self.manner = manner;
        Ok(())
    }

    /// Begins a transaction of its own; false when another process is writing.
    fn begin_quick(&mut self) -> Result<bool> {
        self.commits(Manner::Quick)?;
        self.connection.busy_timeout(Duration::ZERO).map_err(sql)?;
        let begun = run(&self.connection, "BEGIN IMMEDIATE");
        self.connection
            .busy_timeout(self.busy_timeout)
            .map_err(sql)?;
        match begun {
            Ok(()) => Ok(true),
            Err(error) if error.code() == Code::Locked => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn commit_quick(&mut self) -> Result<()> {
        let committed = run(&self.connection, "COMMIT");
        if committed.is_err() {
            self.roll_back();
        } else {
            self.quick += 1;
            if let Some(later) = &self.later {
                later.note();
            }
        }
        committed
    }

    fn roll_back(&self) {
        if !self.connection.is_autocommit() {
            // Nothing else can be done when this fails too; the next transaction will say so.
            let _ = run(&self.connection, "ROLLBACK");
        }
    }

    fn inside_savepoint<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let member = Member::new(&self.connection)?;
        let done = work(&self.connection)?; // dropped on the way out: taken back
        member.keep()?;
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
        let Some(soon) = self.batch.as_ref().map(|batch| batch.soon) else {
            return;
        };
        let committed = run(&self.connection, "COMMIT");
        if committed.is_err() {
            self.roll_back();
        }
        match (&self.later, soon) {
            (Some(later), true) if committed.is_ok() => later.note(),
            // One sync of the log is a sync of everything in it.
            (Some(later), false) if committed.is_ok() => later.settled(),
            _ => {}
        }
        self.tell(committed.map_err(|error| Lost::because(&error)));
    }

    /// Undoes the open batch, whose only member knows already.
    fn undo(&mut self) {
        // As above.
        let _ = run(&self.connection, "ROLLBACK");
        self.tell(Ok(()));
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
        if let Some(later) = &self.later {
            later.sync();
        }
    }
}

/// A statement that returns nothing, prepared once.
pub(super) fn run(connection: &Connection, statement: &str) -> Result<()> {
    connection
        .prepare_cached(statement)
        .and_then(|mut statement| statement.execute([]))
        .map(drop)
        .map_err(sql)
}

/// The work of one member of a batch, taken back unless it is kept.
struct Member<'c>(Option<&'c Connection>);

impl<'c> Member<'c> {
    fn new(connection: &'c Connection) -> Result<Self> {
        run(connection, "SAVEPOINT member")?;
        Ok(Self(Some(connection)))
    }

    fn keep(mut self) -> Result<()> {
        let released = self.0.map(|connection| run(connection, "RELEASE member"));
        if let Some(Ok(())) = released {
            self.0 = None;
        }
        released.unwrap_or(Ok(()))
    }
}

impl Drop for Member<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.0.filter(|connection| !connection.is_autocommit()) {
            // When this fails, the commit of the batch does too.
            let _ = run(connection, "ROLLBACK TO member");
            let _ = run(connection, "RELEASE member");
        }
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

/// One more whose work may take long.
struct Slow<'a>(&'a AtomicUsize);

impl<'a> Slow<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Slow<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
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
