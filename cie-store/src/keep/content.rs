//! Rows with contents, inside one transaction of whatever database.

use cie_core::journal::Event;

use crate::Result;
use crate::registry::db::SheetRow;
use crate::seal::{Table, Vault};

/// A row with sealed columns, as stored.
pub(crate) struct Row {
    /// Its name as stored, for conditions and cursors.
    pub(crate) raw: Vec<String>,
    /// Its name as it stands in the tag.
    pub(crate) name: Vec<String>,
    pub(crate) by: Option<String>,
    /// The columns of [`Table::sealed`].
    pub(crate) values: Vec<Option<Vec<u8>>>,
}

impl Row {
    /// The columns, opened.
    pub(crate) fn open(&self, vault: &Vault, table: &Table) -> Result<Vec<Option<Vec<u8>>>> {
        let name: Vec<&str> = self.name.iter().map(String::as_str).collect();
        let values = self.values.iter().zip(table.sealed);
        let open = |(value, (_, field)): (&Option<Vec<u8>>, &(&str, _))| {
            let open = |value| vault.open_field(*field, &name, self.by.as_deref(), value);
            value.clone().map(open).transpose()
        };
        values.map(open).collect()
    }

    /// Values sealed for this row with a key.
    pub(crate) fn seal(
        &self,
        vault: &Vault,
        table: &Table,
        by: Option<&str>,
        values: Vec<Option<Vec<u8>>>,
    ) -> Result<Vec<Option<Vec<u8>>>> {
        let name: Vec<&str> = self.name.iter().map(String::as_str).collect();
        let values = values.into_iter().zip(table.sealed);
        let seal = |(value, (_, field)): (Option<Vec<u8>>, &(&str, _))| {
            let seal = |value| vault.seal_field_by(by, *field, &name, value);
            value.map(seal).transpose()
        };
        values.map(seal).collect()
    }
}

/// What sealing anew, retention and erasure need of a database.
pub(crate) trait Content {
    fn vault(&self) -> &Vault;
    /// A text as it is stored in the name of a row.
    fn raw(&self, text: &str) -> String;
    fn setting(&self, name: &str) -> Result<Option<Vec<u8>>>;
    fn set(&self, name: &str, value: &[u8]) -> Result<()>;
    /// Rows that are not erased, in the order of their names.
    fn page(&self, table: &Table, after: &[String], limit: usize) -> Result<Vec<Row>>;
    /// One row that is not erased.
    fn row(&self, table: &Table, raw: &[String]) -> Result<Option<Row>>;
    /// Puts other values in a row; a request gets its next version.
    fn replace(
        &self,
        table: &Table,
        row: &Row,
        values: &[Option<Vec<u8>>],
        by: Option<&str>,
    ) -> Result<()>;
    fn write_sheet(&self, row: &SheetRow) -> Result<()>;
    /// Whether a row is sealed with another key than this, or plain.
    fn has_others(&self, table: &Table, current: &str) -> Result<bool>;
    /// Notes since when finished rows are kept: answers, and pushes that were acknowledged.
    fn stamp(&self, table: &Table, now: i64) -> Result<()>;
    /// At most so many rows kept since before, by their names.
    fn kept_before(&self, table: &Table, before: i64, limit: usize) -> Result<Vec<Vec<String>>>;
    /// At most so many requests in one of these states that changed last before, after a number.
    fn requests_before(
        &self,
        states: &[&str],
        before: i64,
        after: &str,
        limit: usize,
    ) -> Result<Vec<String>>;
    /// Erases the content of a row and keeps its name.
    fn erase(&self, table: &Table, raw: &[String], now: i64) -> Result<()>;
    /// Whether a push was acknowledged.
    fn acknowledged(&self, key: &str) -> Result<bool>;
    /// Puts an empty sheet of another name in the place of a sheet; its cards go with it.
    fn bury(&self, scheda: &str, tomb: &str, now: i64) -> Result<()>;
    /// The names of the sheets of a codice fiscale.
    fn sheets_of(&self, code: &str) -> Result<Vec<String>>;
    fn append(&self, event: Event) -> Result<()>;
}
