//! Connections that only read. In write-ahead logging they never wait for the writer, nor it for
//! them.

use std::sync::Mutex;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::fault::sql;
use super::writer::unpoisoned;
use crate::Result;

pub(super) type OpenReader = dyn Fn() -> Result<Connection> + Send + Sync;

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

    /// Reads, all from the same moment.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.lend(|connection| snapshot(connection, work))
    }

    /// Lends a connection as it is.
    pub(super) fn lend<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = unpoisoned(&self.idle).pop();
        let connection = idle.map_or_else(|| (self.open)(), Ok)?;
        let done = work(&connection);
        let mut idle = unpoisoned(&self.idle);
        if idle.len() < self.keep {
            idle.push(connection);
        }
        done
    }
}

/// Runs the reads in one transaction.
pub(super) fn snapshot<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T>,
) -> Result<T> {
    let behavior = TransactionBehavior::Deferred;
    let sqlite = Transaction::new_unchecked(connection, behavior).map_err(sql)?;
    let done = work(&sqlite)?;
    sqlite.commit().map_err(sql)?;
    Ok(done)
}
