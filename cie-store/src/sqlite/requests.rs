//! Requests in SQLite.

use chrono::DateTime;
use cie_core::issuance::{RequestNumber, State};
use cie_core::redact::Personal;
use rusqlite::{OptionalExtension, Row, params};

use super::fault::{bad_record, sql};
use super::store::{Db, Store};
use crate::registry::check_istat;
use crate::seal::Field;
use crate::{Code, Error, RequestFilter, RequestRecord, RequestUpdate, Requests, Result};

const COLUMNS: &str = "number, state, version, format, document, changed_at, sealed_by";

pub(super) fn put(db: Db<'_>, update: &RequestUpdate) -> Result<u64> {
    let document = update.text()?;
    let stored = version(db, &update.number)?;
    let next = update.next_version(stored)?;
    let name = [update.number.as_str()];
    let document = document.into_bytes();
    let document = db
        .vault
        .seal_field(Field::RequestDocument, &name, document)?;
    let write = format!(
        "INSERT INTO request ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO \
         UPDATE SET state = excluded.state, version = excluded.version, format = excluded.format, \
         document = excluded.document, changed_at = excluded.changed_at, \
         sealed_by = excluded.sealed_by, erased_at = NULL"
    );
    db.connection
        .prepare_cached(&write)
        .and_then(|mut write| {
            write.execute(params![
                update.number.as_str(),
                update.state.name(),
                i64::try_from(next).unwrap_or(i64::MAX),
                update.format,
                document.bytes,
                update.at.timestamp_millis(),
                document.by,
            ])
        })
        .map_err(sql)?;
    Ok(next)
}

fn version(db: Db<'_>, number: &RequestNumber) -> Result<Option<u64>> {
    let select = "SELECT version FROM request WHERE number = ?";
    db.connection
        .prepare_cached(select)
        .and_then(|mut select| {
            select
                .query_row([number.as_str()], |row| row.get(0))
                .optional()
        })
        .map_err(sql)
}

pub(super) fn get(db: Db<'_>, number: &RequestNumber) -> Result<Option<RequestRecord>> {
    let select = format!("SELECT {COLUMNS} FROM request WHERE number = ?");
    let row = db
        .connection
        .prepare_cached(&select)
        .and_then(|mut select| {
            select
                .query_row([number.as_str()], |row| Ok(record(db, row)))
                .optional()
        });
    row.map_err(sql)?.transpose()
}

fn list(db: Db<'_>, filter: &RequestFilter) -> Result<Vec<RequestRecord>> {
    let select = format!(
        "SELECT {COLUMNS} FROM request WHERE (?1 IS NULL OR state = ?1) AND number > ?2 \
         ORDER BY number LIMIT ?3"
    );
    let mut select = db.connection.prepare_cached(&select).map_err(sql)?;
    let state = filter.state.map(State::name);
    let after = filter.after.as_ref().map_or("", RequestNumber::as_str);
    let rows = select.query_map(params![state, after, filter.limit], |row| {
        Ok(record(db, row))
    });
    rows.map_err(sql)?.map(|row| row.map_err(sql)?).collect()
}

fn record(db: Db<'_>, row: &Row<'_>) -> Result<RequestRecord> {
    let text = |at: usize| row.get::<_, String>(at).map_err(sql);
    let bad = || bad_record("request");
    let number = text(0)?;
    let by: Option<String> = row.get(6).map_err(sql)?;
    let document = row.get(4).map_err(sql)?;
    let vault = db.vault;
    let document = vault.open_field(Field::RequestDocument, &[&number], by.as_deref(), document)?;
    let document = serde_json::from_slice(&document).map_err(|_| bad())?;
    Ok(RequestRecord {
        number: number.parse().map_err(|_| bad())?,
        state: State::from_name(&text(1)?).ok_or_else(bad)?,
        version: row.get(2).map_err(sql)?,
        format: row.get(3).map_err(sql)?,
        document: Personal::new(document),
        changed_at: DateTime::from_timestamp_millis(row.get(5).map_err(sql)?).ok_or_else(bad)?,
    })
}

pub(super) fn next_number(db: Db<'_>, istat: &str, year: i32) -> Result<RequestNumber> {
    check_istat(istat)?;
    if !(1..=9999).contains(&year) {
        return Err(Error::new(Code::BadTime).detail("year of a request number"));
    }
    let count = "INSERT INTO request_counter (istat, year, last) VALUES (?, ?, 1) \
                 ON CONFLICT (istat, year) DO UPDATE SET last = last + 1 RETURNING last";
    let last: u32 = db
        .connection
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
        self.read(|db| get(db, number))
    }

    fn list(&self, filter: &RequestFilter) -> Result<Vec<RequestRecord>> {
        self.read(|db| list(db, filter))
    }
}
