//! A few connections, shared by the threads of this program.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use postgres::{Client, Statement};

use super::connect::Connector;
use crate::{Code, Error, Result};

/// A connection and what was prepared on it.
pub(super) struct Connection {
    pub(super) client: Client,
    pub(super) statements: HashMap<String, Statement>,
    /// Whether it was used before: then it may have died unnoticed.
    pub(super) used: bool,
}

pub(super) struct Pool {
    connector: Connector,
    state: Mutex<State>,
    freed: Condvar,
    most: usize,
    patience: Duration,
}

#[derive(Default)]
struct State {
    idle: Vec<Connection>,
    /// Open connections, idle or not.
    open: usize,
}

impl Pool {
    pub(super) fn new(connector: Connector, most: usize, patience: Duration) -> Self {
        Self {
            connector,
            state: Mutex::default(),
            freed: Condvar::new(),
            most,
            patience,
        }
    }

    pub(super) fn connector(&self) -> &Connector {
        &self.connector
    }

    /// Borrows a connection, the one used last if there is one.
    pub(super) fn borrow(&self) -> Result<Borrowed<'_>> {
        let started = Instant::now();
        let mut state = self.lock();
        loop {
            while let Some(connection) = state.idle.pop() {
                if !connection.client.is_closed() {
                    return Ok(self.lend(connection));
                }
                state.open -= 1;
            }
            if state.open < self.most {
                state.open += 1;
                drop(state);
                return self.open();
            }
            let left = self.patience.saturating_sub(started.elapsed());
            if left.is_zero() {
                return Err(Error::new(Code::DatabaseSlow).detail("no free connection"));
            }
            let waited = self.freed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Forgets every idle connection, after one of them turned out dead.
    pub(super) fn forget_idle(&self) {
        let mut state = self.lock();
        let idle = std::mem::take(&mut state.idle);
        state.open -= idle.len();
        drop(state);
        self.freed.notify_all();
    }

    /// Opens a connection, for which there is room already.
    fn open(&self) -> Result<Borrowed<'_>> {
        match self.connector.open() {
            Ok(client) => Ok(self.lend(Connection {
                client,
                statements: HashMap::new(),
                used: false,
            })),
            Err(error) => {
                self.give_up();
                Err(error)
            }
        }
    }

    fn lend(&self, connection: Connection) -> Borrowed<'_> {
        Borrowed {
            pool: self,
            connection: Some(connection),
        }
    }

    fn give_up(&self) {
        self.lock().open -= 1;
        self.freed.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that goes back to the pool when it is returned, and is closed when it is dropped.
pub(super) struct Borrowed<'a> {
    pool: &'a Pool,
    connection: Option<Connection>,
}

impl Borrowed<'_> {
    pub(super) fn get(&mut self) -> Result<&mut Connection> {
        // It is there until `give_back` takes it, with which this value ends.
        self.connection
            .as_mut()
            .ok_or_else(|| Code::Unexpected.into())
    }

    /// Lets others use the connection.
    pub(super) fn give_back(mut self) {
        if let Some(mut connection) = self.connection.take() {
            if connection.client.is_closed() {
                self.pool.give_up();
                return;
            }
            connection.used = true;
            self.pool.lock().idle.push(connection);
            self.pool.freed.notify_one();
        }
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        if self.connection.take().is_some() {
            self.pool.give_up();
        }
    }
}
