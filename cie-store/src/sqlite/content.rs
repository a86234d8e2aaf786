//! Contents to be sealed anew, kept for a time or erased.

use chrono::{DateTime, Utc};
use cie_core::journal::Event;
use rusqlite::types::Value;
use rusqlite::{Params, params, params_from_iter};

use super::fault::sql;
use super::journal;
use super::keys::{learn_new_keys, set, setting};
use super::store::{Db, Store};
use crate::keep::{Content, Row, apply, erase_person};
use crate::registry::db::{RegistryDb, SheetRow};
use crate::seal::{Table, Vault, index};
use crate::{ClockCheck, PersonErased, PersonToErase, Result, RetentionPolicy, RetentionReport};

impl Store {
    /// Erases what the rules of retention say is due, at most `limit` rows in one transaction, and
    /// notes it in the journal. Call it again until it is finished, once a day.
    ///
    /// Names stay: an operation, a push or a request whose content was erased is still known, so
    /// that nothing is done twice. Erased bytes are overwritten in the file; call
    /// [`Store::scrub`] afterwards for the log beside it.
    ///
    /// # Errors
    /// `CIE-STORE-082` when `now` is before the last run, or implausibly long after it; errors of
    /// the store. Then nothing was erased.
    pub fn apply_retention(
        &self,
        policy: &RetentionPolicy,
        now: DateTime<Utc>,
        clock: ClockCheck,
        limit: u32,
    ) -> Result<RetentionReport> {
        self.transact_alone(|tx| apply(&tx.db(), policy, now, clock, limit))
    }

    /// Erases what is kept of one person, in one transaction, and notes it in the journal.
    ///
    /// Cards stay recorded under a name that says nothing, because an annulled card must stay
    /// known. Messages that are still to be sent stay until they are acknowledged; they are named
    /// in the result, to be erased by calling again.
    ///
    /// # Errors
    /// `CIE-STORE-043` for an actor or reason that is not a label, `CIE-STORE-081` for a codice
    /// fiscale that is none; errors of the store. Then nothing was erased.
    pub fn erase_person(&self, person: &PersonToErase) -> Result<PersonErased> {
        self.transact_alone(|tx| erase_person(&tx.db(), person))
    }

    /// Clears erased bytes from the log beside the file, and with `compact` gives the free space of
    /// the file back. Returns whether the log is clear: a reader may be holding it.
    ///
    /// # Errors
    /// Errors of the store.
    pub fn scrub(&self, compact: bool) -> Result<bool> {
        self.outside_transactions(|connection| {
            if compact {
                connection.execute_batch("VACUUM").map_err(sql)?;
            }
            let busy: i64 = connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
                .map_err(sql)?;
            Ok(busy == 0)
        })
    }
}

impl Db<'_> {
    fn change(&self, statement: &str, params: impl Params) -> Result<()> {
        self.connection
            .prepare_cached(statement)
            .and_then(|mut statement| statement.execute(params))
            .map(drop)
            .map_err(sql)
    }

    fn names(&self, select: &str, columns: usize, params: Vec<Value>) -> Result<Vec<Vec<String>>> {
        let mut select = self.connection.prepare_cached(select).map_err(sql)?;
        let rows = select
            .query_map(params_from_iter(params), |row| {
                (0..columns).map(|at| row.get(at)).collect()
            })
            .map_err(sql)?;
        rows.collect::<rusqlite::Result<_>>().map_err(sql)
    }

    fn rows(&self, table: &Table, rest: &str, params: &[String]) -> Result<Vec<Row>> {
        let columns: Vec<&str> = table.sealed.iter().map(|(column, _)| *column).collect();
        let select = format!(
            "SELECT {}, sealed_by, {} FROM {} WHERE erased_at IS NULL {rest}",
            table.key.join(", "),
            columns.join(", "),
            table.name,
        );
        let mut select = self.connection.prepare_cached(&select).map_err(sql)?;
        let names = table.key.len();
        let rows = select.query_map(params_from_iter(params), |row| {
            let name = (0..names).map(|at| row.get(at));
            let name: Vec<String> = name.collect::<rusqlite::Result<_>>()?;
            let values = (0..table.sealed.len()).map(|at| row.get(names + 1 + at));
            Ok(Row {
                raw: name.clone(),
                name,
                by: row.get(names)?,
                values: values.collect::<rusqlite::Result<_>>()?,
            })
        });
        let rows = rows.map_err(sql)?.collect::<rusqlite::Result<_>>();
        rows.map_err(sql)
    }
}

/// `(a, b) OP (?, ?)`
fn named(table: &Table, operator: &str) -> String {
    let marks = vec!["?"; table.key.len()].join(", ");
    format!("({}) {operator} ({marks})", table.key.join(", "))
}

impl Content for Db<'_> {
    fn vault(&self) -> &Vault {
        self.vault
    }

    fn raw(&self, text: &str) -> String {
        text.to_owned()
    }

    fn setting(&self, name: &str) -> Result<Option<Vec<u8>>> {
        setting(self.connection, name)
    }

    fn set(&self, name: &str, value: &[u8]) -> Result<()> {
        set(self.connection, name, value)
    }

    fn page(&self, table: &Table, after: &[String], limit: usize) -> Result<Vec<Row>> {
        let from = match after {
            [] => String::new(),
            _ => format!("AND {}", named(table, ">")),
        };
        let rest = format!("{from} ORDER BY {} LIMIT {limit}", table.key.join(", "));
        self.rows(table, &rest, after)
    }

    fn row(&self, table: &Table, raw: &[String]) -> Result<Option<Row>> {
        let rows = self.rows(table, &format!("AND {}", named(table, "=")), raw)?;
        Ok(rows.into_iter().next())
    }

    fn replace(
        &self,
        table: &Table,
        row: &Row,
        values: &[Option<Vec<u8>>],
        by: Option<&str>,
    ) -> Result<()> {
        let columns = table
            .sealed
            .iter()
            .map(|(column, _)| format!("{column} = ?, "));
        let next = match table.name {
            "request" => "version = version + 1, ",
            _ => "",
        };
        let update = format!(
            "UPDATE {} SET {}{next}sealed_by = ? WHERE {}",
            table.name,
            columns.collect::<String>(),
            named(table, "="),
        );
        let blob = |value: &Option<Vec<u8>>| value.clone().map_or(Value::Null, Value::Blob);
        let mut params: Vec<Value> = values.iter().map(blob).collect();
        params.push(by.map_or(Value::Null, |by| Value::Text(by.to_owned())));
        params.extend(row.raw.iter().cloned().map(Value::Text));
        self.change(&update, params_from_iter(params))
    }

    fn write_sheet(&self, row: &SheetRow) -> Result<()> {
        let mut db = *self;
        RegistryDb::write_sheet(&mut db, row)
    }

    fn has_others(&self, table: &Table, current: &str) -> Result<bool> {
        let select = format!(
            "SELECT EXISTS (SELECT 1 FROM {} WHERE erased_at IS NULL AND sealed_by IS NOT ?)",
            table.name
        );
        self.connection
            .query_row(&select, [current], |row| row.get(0))
            .map_err(sql)
    }

    fn stamp(&self, table: &Table, now: i64) -> Result<()> {
        let finished = match table.name {
            "outbox" => "AND state = 'acknowledged'",
            _ => "",
        };
        let update = format!(
            "UPDATE {} SET kept_since = ? WHERE kept_since IS NULL AND erased_at IS NULL {finished}",
            table.name
        );
        self.change(&update, [now])
    }

    fn kept_before(&self, table: &Table, before: i64, limit: usize) -> Result<Vec<Vec<String>>> {
        let select = format!(
            "SELECT {} FROM {} WHERE erased_at IS NULL AND kept_since <= ? LIMIT {limit}",
            table.key.join(", "),
            table.name
        );
        self.names(&select, table.key.len(), vec![Value::Integer(before)])
    }

    fn requests_before(
        &self,
        states: &[&str],
        before: i64,
        after: &str,
        limit: usize,
    ) -> Result<Vec<String>> {
        let marks = vec!["?"; states.len()].join(", ");
        let select = format!(
            "SELECT number FROM request WHERE erased_at IS NULL AND changed_at <= ? \
             AND number > ? AND state IN ({marks}) ORDER BY number LIMIT {limit}"
        );
        let mut params = vec![Value::Integer(before), Value::Text(after.to_owned())];
        params.extend(states.iter().map(|state| Value::Text((*state).to_owned())));
        let names = self.names(&select, 1, params)?;
        Ok(names.into_iter().flatten().collect())
    }

    fn erase(&self, table: &Table, raw: &[String], now: i64) -> Result<()> {
        let set = match table.name {
            "answer" => "body = x'', request_digest = zeroblob(32), codes = '[]'",
            "request" => "document = CAST('null' AS BLOB), version = version + 1",
            _ => "payload = x''",
        };
        let update = format!(
            "UPDATE {} SET {set}, sealed_by = NULL, erased_at = ? WHERE {}",
            table.name,
            named(table, "=")
        );
        let mut params = vec![Value::Integer(now)];
        params.extend(raw.iter().cloned().map(Value::Text));
        self.change(&update, params_from_iter(params))
    }

    fn acknowledged(&self, key: &str) -> Result<bool> {
        let select = "SELECT state = 'acknowledged' FROM outbox WHERE key = ?";
        self.connection
            .query_row(select, [key], |row| row.get(0))
            .map_err(sql)
    }

    fn bury(&self, scheda: &str, tomb: &str, now: i64) -> Result<()> {
        let insert = "INSERT INTO subject (scheda, birth_year, document, erased_at) \
                      VALUES (?, 0, x'', ?)";
        self.change(insert, params![tomb, now])?;
        self.change(
            "UPDATE card SET scheda = ? WHERE scheda = ?",
            [tomb, scheda],
        )?;
        self.change("DELETE FROM subject WHERE scheda = ?", [scheda])
    }

    fn sheets_of(&self, code: &str) -> Result<Vec<String>> {
        learn_new_keys(self.connection, self.vault)?;
        let select = "SELECT scheda FROM subject WHERE codice_fiscale = ? AND sealed_by IS ?";
        let mut found = Vec::new();
        for by in self.vault.generations() {
            let key = self
                .vault
                .index(by.as_deref(), index::CODICE_FISCALE, code)?;
            let params = vec![Value::Text(key), by.map_or(Value::Null, Value::Text)];
            found.extend(self.names(select, 1, params)?.into_iter().flatten());
        }
        Ok(found)
    }

    fn append(&self, event: Event) -> Result<()> {
        journal::append(self.connection, event).map(drop)
    }
}
