//! Requests in SQLite.

use chrono::DateTime;
use cie_core::issuance::{RequestNumber, State};
use cie_core::redact::Personal;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::fault::{bad_record, sql};
use super::store::Store;
use crate::registry::check_istat;
use crate::{Code, Error, Expected, RequestFilter, RequestRecord, RequestUpdate, Requests, Result};

const COLUMNS: &str = "number, state, version, format, document, changed_at";

pub(super) fn put(connection: &Connection, update: &RequestUpdate) -> Result<u64> {
    let document = update.text()?;
    let stored = version(connection, &update.number)?;
    let next = match (update.expected, stored) {
        (Expected::Absent, None) => 1,
        (Expected::Absent, Some(_)) => return Err(Code::RequestExists.into()),
        (Expected::Version(_), None) => return Err(Code::RequestUnknown.into()),
        (Expected::Version(expected), Some(stored)) if expected == stored => stored + 1,
        (Expected::Version(expected), Some(stored)) => {
            let detail = format!("expected version {expected}, stored {stored}");
            return Err(Error::new(Code::VersionConflict).detail(detail));
        }
    };
    let write = format!(
        "INSERT INTO request ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE \
         SET state = excluded.state, version = excluded.version, format = excluded.format, \
         document = excluded.document, changed_at = excluded.changed_at"
    );
    connection
        .prepare_cached(&write)
        .and_then(|mut write| {
            write.execute(params![
                update.number.as_str(),
                update.state.name(),
                i64::try_from(next).unwrap_or(i64::MAX),
                update.format,
                document,
                update.at.timestamp_millis(),
            ])
        })
        .map_err(sql)?;
    Ok(next)
}

fn version(connection: &Connection, number: &RequestNumber) -> Result<Option<u64>> {
    let select = "SELECT version FROM request WHERE number = ?";
    connection
        .prepare_cached(select)
        .and_then(|mut select| {
            select
                .query_row([number.as_str()], |row| row.get(0))
                .optional()
        })
        .map_err(sql)
}

pub(super) fn get(
    connection: &Connection,
    number: &RequestNumber,
) -> Result<Option<RequestRecord>> {
    let select = format!("SELECT {COLUMNS} FROM request WHERE number = ?");
    let row = connection.prepare_cached(&select).and_then(|mut select| {
        select
            .query_row([number.as_str()], |row| Ok(record(row)))
            .optional()
    });
    row.map_err(sql)?.transpose()
}

fn list(connection: &Connection, filter: &RequestFilter) -> Result<Vec<RequestRecord>> {
    let select = format!(
        "SELECT {COLUMNS} FROM request WHERE (?1 IS NULL OR state = ?1) AND number > ?2 \
         ORDER BY number LIMIT ?3"
    );
    let mut select = connection.prepare_cached(&select).map_err(sql)?;
    let state = filter.state.map(State::name);
    let after = filter.after.as_ref().map_or("", RequestNumber::as_str);
    let rows = select.query_map(params![state, after, filter.limit], |row| Ok(record(row)));
    rows.map_err(sql)?.map(|row| row.map_err(sql)?).collect()
}

fn record(row: &Row<'_>) -> Result<RequestRecord> {
    let text = |at: usize| row.get::<_, String>(at).map_err(sql);
    let bad = || bad_record("request");
    let document = serde_json::from_str(&text(4)?).map_err(|_| bad())?;
    Ok(RequestRecord {
        number: text(0)?.parse().map_err(|_| bad())?,
        state: State::from_name(&text(1)?).ok_or_else(bad)?,
        version: row.get(2).map_err(sql)?,
        format: row.get(3).map_err(sql)?,
        document: Personal::new(document),
        changed_at: DateTime::from_timestamp_millis(row.get(5).map_err(sql)?).ok_or_else(bad)?,
    })
}

pub(super) fn next_number(
    connection: &Connection,
    istat: &str,
    year: i32,
) -> Result<RequestNumber> {
    check_istat(istat)?;
    if !(1..=9999).contains(&year) {
        return Err(Error::new(Code::BadTime).detail("year of a request number"));
    }
    let count = "INSERT INTO request_counter (istat, year, last) VALUES (?, ?, 1) \
                 ON CONFLICT (istat, year) DO UPDATE SET last = last + 1 RETURNING last";
    let last: u32 = connection
        .query_row(count, params![istat, year], |row| row.get(0))
        .map_err(sql)?;
    RequestNumber::new(istat, year, last).map_err(|_| Code::NumbersExhausted.into())
}

impl Requests for Store {
    fn next_number(&self, istat: &str, year: i32) -> Result<RequestNumber> {
        self.transact(|tx| tx.next_number(istat, year))
    }

    fn put(&self, update: &RequestUpdate) -> Result<u64> {
        self.transact(|tx| tx.put(update))
    }

    fn get(&self, number: &RequestNumber) -> Result<Option<RequestRecord>> {
        self.read(|connection| get(connection, number))
    }

    fn list(&self, filter: &RequestFilter) -> Result<Vec<RequestRecord>> {
        self.read(|connection| list(connection, filter))
    }
}
