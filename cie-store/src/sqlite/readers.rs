//! Connections that only read. In write-ahead logging they never wait for the writer, nor it for
//! them.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rusqlite::Connection;

use super::writer::{run, unpoisoned};
use crate::Result;

pub(super) type OpenReader = dyn Fn() -> Result<Connection> + Send + Sync;

/// Most idle readers of all stores of a process together: each keeps the schema in memory, and some
/// pages.
const MOST_IDLE: usize = 512;

/// How many are idle.
static IDLE: AtomicUsize = AtomicUsize::new(0);

/// As many readers as are needed at once; some are kept for the next.
pub(super) struct Readers {
    open: Box<OpenReader>,
    idle: Mutex<Vec<Connection>>,
    keep: usize,
}

impl Readers {
    pub(super) fn new(open: Box<OpenReader>, keep: usize) -> Self {
        let idle = Mutex::default();
        Self { open, idle, keep }
    }

    fn take(&self) -> Option<Connection> {
        let taken = unpoisoned(&self.idle).pop();
        if taken.is_some() {
            IDLE.fetch_sub(1, Ordering::Relaxed);
        }
        taken
    }

    /// Keeps a connection for the next who reads, or gives it back to be closed.
    fn give_back(&self, connection: Connection) -> Option<Connection> {
        let mut idle = unpoisoned(&self.idle);
        if idle.len() >= self.keep {
            return Some(connection);
        }
        let room = |idle: usize| (idle < MOST_IDLE).then_some(idle + 1);
        match IDLE.fetch_update(Ordering::Relaxed, Ordering::Relaxed, room) {
            Ok(_) => {
                idle.push(connection);
                None
            }
            Err(_) => Some(connection),
        }
    }

    /// Reads, all from the same moment.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.lend(|connection| snapshot(connection, work))
    }

    /// Lends a connection as it is.
    pub(super) fn lend<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let connection = self.take().map_or_else(|| (self.open)(), Ok)?;
        let done = work(&connection);
        // Closed outside the lock.
        drop(self.give_back(connection));
        done
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        while self.take().is_some() {}
    }
}

/// Runs the reads in one transaction.
pub(super) fn snapshot<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T>,
) -> Result<T> {
    run(connection, "BEGIN")?;
    let reading = Reading(connection);
    let done = work(connection)?;
    drop(reading);
    Ok(done)
}

/// A transaction that wrote nothing: how it ends is all the same, as long as it does.
struct Reading<'c>(&'c Connection);

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        // When SQLite ended it already there is nothing to do.
        let _ = run(self.0, "ROLLBACK");
    }
}
