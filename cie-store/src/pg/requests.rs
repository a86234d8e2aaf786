//! Requests in PostgreSQL.

use chrono::DateTime;
use cie_core::issuance::{RequestNumber, State};
use cie_core::redact::Personal;
use postgres::Row;

use super::fault::{bad_record, sql};
use super::store::PgStore;
use super::tx::PgTx;
use crate::registry::check_istat;
use crate::seal::Field;
use crate::{Code, Error, RequestFilter, RequestRecord, RequestUpdate, Requests, Result};

const COLUMNS: &str = "number, state, version, format, document, changed_at, sealed_by";

pub(super) fn put(tx: &PgTx<'_>, update: &RequestUpdate) -> Result<u64> {
    let document = update.text()?;
    let number = update.number.as_str();
    // Locked by its name and not by its row, which may not be there yet.
    tx.lock(&format!("request {number}"))?;
    let select = "SELECT version FROM request WHERE tenant = $1 AND number = $2";
    let stored = tx.query_opt(select, &[&tx.tenant, &number])?;
    let stored = stored.map(|row| count(&row, 0)).transpose()?;
    let next = update.next_version(stored)?;
    let document = document.into_bytes();
    let document = tx
        .vault
        .seal_field(Field::RequestDocument, &[number], document)?;
    let write = format!(
        "INSERT INTO request (tenant, {COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT (tenant, number) DO UPDATE SET state = excluded.state, \
         version = excluded.version, format = excluded.format, document = excluded.document, \
         changed_at = excluded.changed_at, sealed_by = excluded.sealed_by, erased_at = NULL"
    );
    tx.execute(
        &write,
        &[
            &tx.tenant,
            &number,
            &update.state.name(),
            &i64::try_from(next).unwrap_or(i64::MAX),
            &i64::from(update.format),
            &document.bytes,
            &update.at.timestamp_millis(),
            &document.by,
        ],
    )?;
    Ok(next)
}

fn count(row: &Row, at: usize) -> Result<u64> {
    let count: i64 = row.try_get(at).map_err(sql)?;
    u64::try_from(count).map_err(|_| bad_record("request"))
}

pub(super) fn get(tx: &PgTx<'_>, number: &RequestNumber) -> Result<Option<RequestRecord>> {
    let select = format!("SELECT {COLUMNS} FROM request WHERE tenant = $1 AND number = $2");
    let row = tx.query_opt(&select, &[&tx.tenant, &number.as_str()])?;
    row.map(|row| record(tx, &row)).transpose()
}

fn list(tx: &PgTx<'_>, filter: &RequestFilter) -> Result<Vec<RequestRecord>> {
    // By bytes, whatever the collation of the database.
    let select = format!(
        "SELECT {COLUMNS} FROM request WHERE tenant = $1 AND ($2::text IS NULL OR state = $2) \
         AND number COLLATE \"C\" > $3 ORDER BY number COLLATE \"C\" LIMIT $4"
    );
    let state = filter.state.map(State::name);
    let after = filter.after.as_ref().map_or("", RequestNumber::as_str);
    let rows = tx.query(
        &select,
        &[&tx.tenant, &state, &after, &i64::from(filter.limit)],
    )?;
    rows.iter().map(|row| record(tx, row)).collect()
}

fn record(tx: &PgTx<'_>, row: &Row) -> Result<RequestRecord> {
    let bad = || bad_record("request");
    let number: &str = row.try_get(0).map_err(sql)?;
    let state: &str = row.try_get(1).map_err(sql)?;
    let by: Option<&str> = row.try_get(6).map_err(sql)?;
    let document = row.try_get(4).map_err(sql)?;
    let vault = tx.vault;
    let document = vault.open_field(Field::RequestDocument, &[number], by, document)?;
    let document = serde_json::from_slice(&document).map_err(|_| bad())?;
    let changed_at: i64 = row.try_get(5).map_err(sql)?;
    Ok(RequestRecord {
        number: number.parse().map_err(|_| bad())?,
        state: State::from_name(state).ok_or_else(bad)?,
        version: count(row, 2)?,
        format: u32::try_from(count(row, 3)?).map_err(|_| bad())?,
        document: Personal::new(document),
        changed_at: DateTime::from_timestamp_millis(changed_at).ok_or_else(bad)?,
    })
}

pub(super) fn next_number(tx: &PgTx<'_>, istat: &str, year: i32) -> Result<RequestNumber> {
    check_istat(istat)?;
    if !(1..=9999).contains(&year) {
        return Err(Error::new(Code::BadTime).detail("year of a request number"));
    }
    let count = "INSERT INTO request_counter AS counter (tenant, istat, year, last) \
                 VALUES ($1, $2, $3, 1) ON CONFLICT (tenant, istat, year) \
                 DO UPDATE SET last = counter.last + 1 RETURNING last";
    let row = tx.query_opt(count, &[&tx.tenant, &istat, &year])?;
    let row = row.ok_or_else(|| Error::new(Code::Unexpected))?;
    let last: i64 = row.try_get(0).map_err(sql)?;
    let last = u32::try_from(last).map_err(|_| Error::new(Code::NumbersExhausted))?;
    RequestNumber::new(istat, year, last).map_err(|_| Code::NumbersExhausted.into())
}

impl Requests for PgStore {
    fn next_number(&self, istat: &str, year: i32) -> Result<RequestNumber> {
        self.transact(|tx| tx.next_number(istat, year))
    }

    fn put(&self, update: &RequestUpdate) -> Result<u64> {
        self.transact(|tx| tx.put(update))
    }

    fn get(&self, number: &RequestNumber) -> Result<Option<RequestRecord>> {
        self.read(|tx| get(tx, number))
    }

    fn list(&self, filter: &RequestFilter) -> Result<Vec<RequestRecord>> {
        self.read(|tx| list(tx, filter))
    }
}
