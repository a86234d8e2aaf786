//! What an import did.

use std::io::Write;

use cie_core::error::{Catalogued, Position};
use cie_core::lang::{Lang, Text};
use cie_core::redact::Personal;

use crate::jsonl::io;
use crate::{Code, Error, Result, Upsert};

/// What is wrong with a row. Says what was expected, never what was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowError {
    /// Line of the file, from 1; the header is line 1.
    pub line: u64,
    /// Name of the column; `None` when the row as a whole is wrong.
    pub column: Option<&'static str>,
    /// Code, `CIE-STORE-11x` or `-12x`.
    pub code: Code,
    /// What was expected, in both languages.
    pub reason: Text,
}

impl RowError {
    /// One line for the operator.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let mut error = Error::new(self.code).detail(self.reason.get(lang));
        if let Some(column) = self.column {
            let (line, column) = (self.line, column.into());
            error = error.at(Position::Row { line, column });
        }
        let text = cie_core::error::Coded::message(&error, lang);
        format!("{}: [{}] {text}", self.line, self.code.info().id)
    }
}

/// A row that was not imported, as it was in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedRow {
    /// Line of the file, from 1.
    pub line: u64,
    /// The line without its end; only its beginning when it is beyond the limit.
    pub bytes: Personal<Vec<u8>>,
}

/// How far an import got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows read.
    pub rows: u64,
    /// New sheets.
    pub imported: u64,
    /// Sheets with new content.
    pub updated: u64,
    /// Sheets that were there already.
    pub unchanged: u64,
    /// Rows that were not imported.
    pub rejected: u64,
    /// Rows of an earlier run, which were read but not written again.
    pub continued: u64,
}

/// Whether an import went on where an earlier one stopped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Resumed {
    /// There was none to go on with.
    #[default]
    Fresh,
    /// It did: so many good rows were there already.
    Continued(u64),
    /// There was one, of a file that began otherwise: everything was imported.
    Changed,
}

/// What an import did. `imported + updated + unchanged + rejected_rows.len()` is the number of rows
/// that are not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// New sheets.
    pub imported: u64,
    /// Sheets with new content.
    pub updated: u64,
    /// Sheets that were there already.
    pub unchanged: u64,
    /// What is wrong, in the order of the rows; a row may have several errors.
    pub rejected: Vec<RowError>,
    /// The rows that were not imported, in order.
    pub rejected_rows: Vec<RejectedRow>,
    /// Values that have no place in the record of an imported row and were left out.
    pub warnings: Vec<RowError>,
    /// Whether it went on where an earlier import stopped.
    pub resumed: Resumed,
    pub(super) header: Vec<u8>,
    pub(super) kept: usize,
}

impl ImportReport {
    /// Rows that are not empty, apart from the header.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.imported + self.updated + self.unchanged + self.rejected_rows.len() as u64
    }

    /// Writes the rejected rows under the file's own header: to be corrected and imported.
    ///
    /// # Errors
    /// `CIE-STORE-008` when writing fails.
    pub fn write_rejected(&self, mut out: impl Write) -> Result<()> {
        let rows = self.rejected_rows.iter().map(|row| row.bytes.expose());
        for line in std::iter::once(&self.header).chain(rows) {
            out.write_all(line).map_err(io)?;
            out.write_all(b"\n").map_err(io)?;
        }
        out.flush().map_err(io)
    }

    pub(super) fn progress(&self) -> Progress {
        Progress {
            rows: self.rows(),
            imported: self.imported,
            updated: self.updated,
            unchanged: self.unchanged,
            rejected: self.rejected_rows.len() as u64,
            continued: match self.resumed {
                Resumed::Continued(rows) => rows,
                _ => 0,
            },
        }
    }

    pub(super) fn reject(&mut self, row: RejectedRow, errors: &[RowError]) {
        self.kept += row.bytes.expose().len() + size_of_val(errors) + size_of::<RejectedRow>();
        self.rejected_rows.push(row);
        self.rejected.extend(errors);
    }

    /// Conflicts of cards show up only when their batch is written, after later bad rows.
    pub(super) fn sort(&mut self) {
        self.rejected.sort_by_key(|error| error.line);
        self.rejected_rows.sort_by_key(|row| row.line);
    }

    pub(super) fn warn(&mut self, warnings: &[RowError]) {
        self.kept += size_of_val(warnings);
        self.warnings.extend(warnings);
    }

    pub(super) fn count(&mut self, done: Upsert) {
        match done {
            Upsert::Added => self.imported += 1,
            Upsert::Updated => self.updated += 1,
            Upsert::Unchanged => self.unchanged += 1,
            Upsert::CardConflict => {}
        }
    }
}
