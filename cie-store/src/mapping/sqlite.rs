//! A vendor's SQLite file.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSql, ToSqlOutput, Type, ValueRef};
use rusqlite::{Connection, Error as Sql, ErrorCode, OpenFlags};

use super::cell::{Cell, ColumnType};
use super::format::DateFormat;
use super::parameter::{Slot, Value};
use super::session::{Prepared, Purpose, Refusal, Session};
use super::sql::Statement;
use crate::sqlite::fault;
use crate::{Code, Error, Result};

/// How often a running statement looks at the clock, in steps of SQLite's machine.
const STEPS: i32 = 2000;

pub(super) struct SqliteSession {
    connection: Connection,
    date_format: DateFormat,
}

impl SqliteSession {
    pub(super) fn open(path: &Path, writes: bool, date_format: DateFormat) -> Result<Self> {
        // The file is the vendor's: it is never made, and its settings are left alone.
        let access = if writes {
            OpenFlags::SQLITE_OPEN_READ_WRITE
        } else {
            OpenFlags::SQLITE_OPEN_READ_ONLY
        };
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(fault)?;
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)
            .and_then(|_| connection.pragma_update(None, "foreign_keys", true))
            .map_err(fault)?;
        connection.set_prepared_statement_cache_capacity(32);
        Ok(Self {
            connection,
            date_format,
        })
    }

    /// A date goes in as the text that the tables have.
    fn bind<'v>(&self, value: &'v Value) -> ToSqlOutput<'v> {
        let owned = |text: String| ToSqlOutput::from(text);
        match value {
            Value::Null => ToSqlOutput::from(rusqlite::types::Null),
            Value::Text(text) => ToSqlOutput::from(text.as_str()),
            Value::Number(number) => ToSqlOutput::from(*number),
            Value::Flag(flag) => ToSqlOutput::from(*flag),
            Value::Date(date) => owned(self.date_format.write(*date)),
            Value::Moment(at) => owned(at.format("%Y-%m-%dT%H:%M:%S").to_string()),
        }
    }
}

impl Session for SqliteSession {
    fn prepare(&mut self, statement: &Statement) -> std::result::Result<Prepared, Refusal> {
        let prepared = self
            .connection
            .prepare(&statement.sql)
            .map_err(|error| match error {
                Sql::SqlInputError { msg, offset, .. } => {
                    Refusal::Statement(usize::try_from(offset).ok(), msg)
                }
                Sql::SqliteFailure(failure, Some(message))
                    if failure.code == ErrorCode::Unknown =>
                {
                    Refusal::Statement(None, message)
                }
                other => Refusal::Failed(fault(other)),
            })?;
        let columns = prepared
            .columns()
            .map(|column| {
                let declared = column.decl_type().map_or(ColumnType::Unknown, declared);
                (column.name().to_ascii_lowercase(), declared)
            })
            .collect();
        Ok(Prepared {
            columns,
            slots: vec![Slot::Any; statement.parameters.len()],
            reads_only: prepared.readonly(),
        })
    }

    fn begin(&mut self, purpose: Purpose, deadline: Instant) -> Result<()> {
        let left = deadline.saturating_duration_since(Instant::now());
        self.connection
            .busy_timeout(left.max(Duration::from_millis(1)))
            .and_then(|()| {
                let late = move || Instant::now() >= deadline;
                self.connection.progress_handler(STEPS, Some(late))
            })
            .and_then(|()| {
                // The lock is taken before anything is read: two connectors cannot both find that a
                // card is new.
                self.connection.execute_batch(match purpose {
                    Purpose::Look => "BEGIN DEFERRED",
                    Purpose::Write => "BEGIN IMMEDIATE",
                })
            })
            .map_err(timed)
    }

    fn rows(&mut self, query: &Statement, values: &[Value], cap: usize) -> Result<Vec<Vec<Cell>>> {
        let mut prepared = self.connection.prepare_cached(&query.sql).map_err(timed)?;
        let width = prepared.column_count();
        let bound: Vec<_> = values.iter().map(|value| Bound(self.bind(value))).collect();
        let mut rows = prepared
            .query(rusqlite::params_from_iter(&bound))
            .map_err(timed)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next().map_err(timed)? {
            if all.len() > cap {
                break;
            }
            let cells = (0..width).map(|at| row.get_ref(at).map(cell));
            all.push(cells.collect::<rusqlite::Result<_>>().map_err(timed)?);
        }
        Ok(all)
    }

    fn execute(&mut self, statement: &Statement, values: &[Value]) -> Result<u64> {
        let mut prepared = self
            .connection
            .prepare_cached(&statement.sql)
            .map_err(timed)?;
        let bound: Vec<_> = values.iter().map(|value| Bound(self.bind(value))).collect();
        let touched = prepared
            .execute(rusqlite::params_from_iter(&bound))
            .map_err(timed)?;
        Ok(touched as u64)
    }

    fn commit(&mut self) -> Result<()> {
        self.connection.execute_batch("COMMIT").map_err(timed)
    }

    fn rollback(&mut self) {
        // Where SQLite has rolled back by itself there is nothing left to do.
        let _ = self.connection.progress_handler(0, None::<fn() -> bool>);
        let _ = self.connection.execute_batch("ROLLBACK");
    }

    fn usable(&self) -> bool {
        self.connection.is_autocommit()
    }
}

struct Bound<'v>(ToSqlOutput<'v>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.clone())
    }
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Number(number),
        ValueRef::Text(text) => {
            std::str::from_utf8(text).map_or(Cell::Other, |text| Cell::Text(text.to_owned()))
        }
        other => {
            debug_assert!(matches!(other.data_type(), Type::Real | Type::Blob));
            Cell::Other
        }
    }
}

/// SQLite's rules of affinity (datatype3.html, 3.1): what a declared type will hold.
fn declared(name: &str) -> ColumnType {
    let upper = name.to_ascii_uppercase();
    let has = |part: &str| upper.contains(part);
    if has("INT") {
        ColumnType::Integer
    } else if has("CHAR") || has("CLOB") || has("TEXT") {
        ColumnType::Text
    } else if has("BLOB") || has("REAL") || has("FLOA") || has("DOUB") {
        ColumnType::Other(name.to_owned())
    } else {
        // DATE, BOOLEAN, NUMERIC: what is in there is told row by row.
        ColumnType::Unknown
    }
}

/// An interrupted statement is a time limit, not a fault.
fn timed(error: Sql) -> Error {
    match &error {
        Sql::SqliteFailure(failure, _) if failure.code == ErrorCode::OperationInterrupted => {
            Code::RegistryTimedOut.into()
        }
        Sql::SqliteFailure(failure, _) if failure.code == ErrorCode::ConstraintViolation => {
            let detail = format!("SQLite result {}", failure.extended_code);
            Error::new(Code::StatementFailed).detail(detail)
        }
        _ => fault(error),
    }
}
