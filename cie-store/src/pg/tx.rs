//! A transaction under way, and its prepared statements.

use std::cell::RefCell;
use std::collections::HashMap;

use cie_core::issuance::RequestNumber;
use cie_core::journal::{Entry, Event};
use postgres::types::ToSql;
use postgres::{Row, Statement, Transaction};

use super::fault::sql;
use super::{journal, outbox, requests};
use crate::seal::Vault;
use crate::{Enqueued, NewPush, RequestRecord, RequestUpdate, Result};

/// Values of a statement.
pub(super) type Params<'a> = &'a [&'a (dyn ToSql + Sync)];

/// A transaction under way; see [`PgStore::transact`](super::PgStore::transact).
pub struct PgTx<'a> {
    transaction: RefCell<Transaction<'a>>,
    statements: RefCell<&'a mut HashMap<String, Statement>>,
    pub(super) tenant: &'a str,
    pub(super) vault: &'a Vault,
}

impl<'a> PgTx<'a> {
    pub(super) fn new(
        transaction: Transaction<'a>,
        statements: &'a mut HashMap<String, Statement>,
        tenant: &'a str,
        vault: &'a Vault,
    ) -> Self {
        Self {
            transaction: RefCell::new(transaction),
            statements: RefCell::new(statements),
            tenant,
            vault,
        }
    }

    pub(super) fn into_inner(self) -> Transaction<'a> {
        self.transaction.into_inner()
    }

    fn prepared(&self, text: &str) -> Result<Statement> {
        if let Some(statement) = self.statements.borrow().get(text) {
            return Ok(statement.clone());
        }
        let statement = self.transaction.borrow_mut().prepare(text).map_err(sql)?;
        let mut statements = self.statements.borrow_mut();
        statements.insert(text.to_owned(), statement.clone());
        Ok(statement)
    }

    pub(super) fn query(&self, text: &str, params: Params<'_>) -> Result<Vec<Row>> {
        let statement = self.prepared(text)?;
        let mut transaction = self.transaction.borrow_mut();
        transaction.query(&statement, params).map_err(sql)
    }

    pub(super) fn query_opt(&self, text: &str, params: Params<'_>) -> Result<Option<Row>> {
        Ok(self.query(text, params)?.into_iter().next())
    }

    pub(super) fn execute(&self, text: &str, params: Params<'_>) -> Result<u64> {
        let statement = self.prepared(text)?;
        let mut transaction = self.transaction.borrow_mut();
        transaction.execute(&statement, params).map_err(sql)
    }

    /// Waits until nobody else of this tenant holds the lock of this name, until the end of the
    /// transaction. What is read afterwards is what the one before left.
    pub(super) fn lock(&self, name: &str) -> Result<()> {
        let lock = "SELECT pg_advisory_xact_lock(\
                    hashtextextended(current_schema() || ':' || $1 || ':' || $2, 1128875313))";
        self.query(lock, &[&name, &self.tenant]).map(drop)
    }

    /// Appends to the journal.
    ///
    /// # Errors
    /// As for the journal of [`PgStore`](super::PgStore).
    pub fn append(&self, event: Event) -> Result<Entry> {
        journal::append(self, event)
    }

    /// Writes a request; see [`Requests::put`](crate::Requests::put).
    ///
    /// # Errors
    /// As there.
    pub fn put(&self, update: &RequestUpdate) -> Result<u64> {
        requests::put(self, update)
    }

    /// Reads a request.
    ///
    /// # Errors
    /// As for [`Requests::get`](crate::Requests::get).
    pub fn get(&self, number: &RequestNumber) -> Result<Option<RequestRecord>> {
        requests::get(self, number)
    }

    /// Gives out the next number; see [`Requests::next_number`](crate::Requests::next_number).
    ///
    /// # Errors
    /// As there.
    pub fn next_number(&self, istat: &str, year: i32) -> Result<RequestNumber> {
        requests::next_number(self, istat, year)
    }

    /// Queues a push; see [`Outbox::enqueue`](crate::Outbox::enqueue).
    ///
    /// # Errors
    /// As there.
    pub fn enqueue(&self, push: &NewPush) -> Result<Enqueued> {
        outbox::enqueue(self, push)
    }
}

impl std::fmt::Debug for PgTx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PgTx").finish_non_exhaustive()
    }
}
