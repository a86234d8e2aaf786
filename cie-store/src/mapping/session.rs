//! What a mapping needs of a database connection.

use std::time::Instant;

use super::cell::{Cell, ColumnType};
use super::parameter::{Slot, Value};
use super::sql::Statement;
use crate::{Error, Result};

/// What a database says about a statement it prepared.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    /// Names, in small letters, and types of the columns.
    pub(super) columns: Vec<(String, ColumnType)>,
    /// Where each parameter goes, by number.
    pub(super) slots: Vec<Slot>,
    /// Whether it leaves the data alone, where the database can tell.
    pub(super) reads_only: bool,
}

/// Why a database would not prepare a statement.
pub(super) enum Refusal {
    /// The statement is wrong, at this byte of it where that is known. The database's own words;
    /// at this point they speak of tables and columns, not of people.
    Statement(Option<usize>, String),
    /// It could not be asked.
    Failed(Error),
}

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Look,
    Write,
}

/// One connection to a vendor's database.
pub(super) trait Session: Send {
    /// Prepares a statement without executing it.
    fn prepare(&mut self, statement: &Statement) -> std::result::Result<Prepared, Refusal>;

    /// Begins a transaction that must be over at `deadline`.
    fn begin(&mut self, purpose: Purpose, deadline: Instant) -> Result<()>;

    /// The rows of a query, one more than `cap` at most.
    fn rows(&mut self, query: &Statement, values: &[Value], cap: usize) -> Result<Vec<Vec<Cell>>>;

    /// Executes a statement and says how many rows it touched.
    fn execute(&mut self, statement: &Statement, values: &[Value]) -> Result<u64>;

    /// Ends the transaction; afterwards what was written stays.
    fn commit(&mut self) -> Result<()>;

    /// Ends the transaction; what was written is gone.
    fn rollback(&mut self);

    /// Whether the connection can be used again.
    fn usable(&self) -> bool;
}
