//! Contents to be sealed anew, kept for a time or erased.

use chrono::{DateTime, Utc};
use cie_core::journal::Event;
use postgres::types::ToSql;

use super::fault::{bad_record, sql};
use super::journal;
use super::keys::{learn_new_keys, set, setting};
use super::store::PgStore;
use super::subjects::Rows;
use super::text::{escape, unescape};
use super::tx::{Params, PgTx};
use crate::keep::{Content, Row, apply, erase_person};
use crate::registry::db::{RegistryDb, SheetRow};
use crate::seal::{Table, Vault, index};
use crate::{ClockCheck, PersonErased, PersonToErase, Result, RetentionPolicy, RetentionReport};

impl PgStore {
    /// Erases what the rules of retention say is due; see
    /// [`Store::apply_retention`](crate::Store::apply_retention). The space that erased rows took
    /// is overwritten by PostgreSQL's own `VACUUM` in its time.
    ///
    /// # Errors
    /// As there.
    pub fn apply_retention(
        &self,
        policy: &RetentionPolicy,
        now: DateTime<Utc>,
        clock: ClockCheck,
        limit: u32,
    ) -> Result<RetentionReport> {
        self.transact(|tx| {
            tx.lock("content")?;
            apply(tx, policy, now, clock, limit)
        })
    }

    /// Erases what is kept of one person; see [`Store::erase_person`](crate::Store::erase_person).
    ///
    /// # Errors
    /// As there.
    pub fn erase_person(&self, person: &PersonToErase) -> Result<PersonErased> {
        self.transact(|tx| {
            tx.lock("content")?;
            tx.lock("registry")?;
            erase_person(tx, person)
        })
    }
}

impl PgTx<'_> {
    fn rows(&self, table: &Table, rest: &str, params: &[String]) -> Result<Vec<Row>> {
        let columns: Vec<&str> = table.sealed.iter().map(|(column, _)| *column).collect();
        let select = format!(
            "SELECT {}, sealed_by, {} FROM {} WHERE tenant = $1 AND erased_at IS NULL {rest}",
            table.key.join(", "),
            columns.join(", "),
            table.name,
        );
        let rows = self.query(&select, &self.with_names(&[], params))?;
        let names = table.key.len();
        let row = |row: &postgres::Row| {
            let raw = (0..names).map(|at| row.try_get::<_, String>(at).map_err(sql));
            let raw: Vec<String> = raw.collect::<Result<_>>()?;
            let plain =
                |text: &String| unescape(text.clone()).ok_or_else(|| bad_record(table.name));
            let values = 0..table.sealed.len();
            let values = values.map(|at| row.try_get(names + 1 + at).map_err(sql));
            Ok(Row {
                name: raw.iter().map(plain).collect::<Result<_>>()?,
                raw,
                by: row.try_get(names).map_err(sql)?,
                values: values.collect::<Result<_>>()?,
            })
        };
        rows.iter().map(row).collect()
    }

    /// The tenant, some values, then the parts of a name.
    fn with_names<'a>(
        &'a self,
        values: &[&'a (dyn ToSql + Sync)],
        names: &'a [String],
    ) -> Vec<&'a (dyn ToSql + Sync)> {
        let mut params: Vec<&(dyn ToSql + Sync)> = vec![&self.tenant];
        params.extend(values);
        for name in names {
            params.push(name);
        }
        params
    }

    fn names(&self, select: &str, columns: usize, params: Params<'_>) -> Result<Vec<Vec<String>>> {
        let name = |row: &postgres::Row| {
            (0..columns)
                .map(|at| row.try_get(at).map_err(sql))
                .collect()
        };
        self.query(select, params)?.iter().map(name).collect()
    }
}

/// `(a, b) OP ($from, …)`
fn named(table: &Table, operator: &str, from: usize) -> String {
    let marks: Vec<_> = (from..from + table.key.len())
        .map(|n| format!("${n}"))
        .collect();
    format!(
        "({}) {operator} ({})",
        table.key.join(", "),
        marks.join(", ")
    )
}

impl Content for PgTx<'_> {
    fn vault(&self) -> &Vault {
        self.vault
    }

    fn raw(&self, text: &str) -> String {
        escape(text).into_owned()
    }

    fn setting(&self, name: &str) -> Result<Option<Vec<u8>>> {
        setting(self, name)
    }

    fn set(&self, name: &str, value: &[u8]) -> Result<()> {
        set(self, name, value)
    }

    fn page(&self, table: &Table, after: &[String], limit: usize) -> Result<Vec<Row>> {
        let from = match after {
            [] => String::new(),
            _ => format!("AND {}", named(table, ">", 2)),
        };
        let key = table.key.join(", ");
        let rest = format!("{from} ORDER BY {key} LIMIT {limit} FOR UPDATE");
        self.rows(table, &rest, after)
    }

    fn row(&self, table: &Table, raw: &[String]) -> Result<Option<Row>> {
        let rest = format!("AND {} FOR UPDATE", named(table, "=", 2));
        Ok(self.rows(table, &rest, raw)?.into_iter().next())
    }

    fn replace(
        &self,
        table: &Table,
        row: &Row,
        values: &[Option<Vec<u8>>],
        by: Option<&str>,
    ) -> Result<()> {
        let names = row.raw.len();
        let columns = table.sealed.iter().enumerate();
        let columns = columns.map(|(at, (column, _))| format!("{column} = ${}, ", names + 3 + at));
        let next = match table.name {
            "request" => "version = version + 1, ",
            _ => "",
        };
        let update = format!(
            "UPDATE {} SET {}{next}sealed_by = $2 WHERE tenant = $1 AND {}",
            table.name,
            columns.collect::<String>(),
            named(table, "=", 3),
        );
        let mut params = self.with_names(&[&by], &row.raw);
        for value in values {
            params.push(value);
        }
        self.execute(&update, &params).map(drop)
    }

    fn write_sheet(&self, row: &SheetRow) -> Result<()> {
        Rows(self).write_sheet(row)
    }

    fn has_others(&self, table: &Table, current: &str) -> Result<bool> {
        let select = format!(
            "SELECT 1 FROM {} WHERE tenant = $1 AND erased_at IS NULL \
             AND sealed_by IS DISTINCT FROM $2 LIMIT 1",
            table.name
        );
        Ok(self
            .query_opt(&select, &[&self.tenant, &current])?
            .is_some())
    }

    fn stamp(&self, table: &Table, now: i64) -> Result<()> {
        let finished = match table.name {
            "outbox" => "AND state = 'acknowledged'",
            _ => "",
        };
        let update = format!(
            "UPDATE {} SET kept_since = $2 WHERE tenant = $1 AND kept_since IS NULL \
             AND erased_at IS NULL {finished}",
            table.name
        );
        self.execute(&update, &[&self.tenant, &now]).map(drop)
    }

    fn kept_before(&self, table: &Table, before: i64, limit: usize) -> Result<Vec<Vec<String>>> {
        let select = format!(
            "SELECT {} FROM {} WHERE tenant = $1 AND erased_at IS NULL AND kept_since <= $2 \
             LIMIT {limit}",
            table.key.join(", "),
            table.name
        );
        self.names(&select, table.key.len(), &[&self.tenant, &before])
    }

    fn requests_before(
        &self,
        states: &[&str],
        before: i64,
        after: &str,
        limit: usize,
    ) -> Result<Vec<String>> {
        let select = format!(
            "SELECT number FROM request WHERE tenant = $1 AND erased_at IS NULL \
             AND changed_at <= $2 AND number COLLATE \"C\" > $3 AND state = ANY ($4) \
             ORDER BY number COLLATE \"C\" LIMIT {limit}"
        );
        let names = self.names(&select, 1, &[&self.tenant, &before, &after, &states])?;
        Ok(names.into_iter().flatten().collect())
    }

    fn erase(&self, table: &Table, raw: &[String], now: i64) -> Result<()> {
        let set = match table.name {
            "answer" => "body = '', codes = '[]', request_digest = decode(repeat('00', 32), 'hex')",
            "request" => "document = 'null', version = version + 1",
            _ => "payload = ''",
        };
        let update = format!(
            "UPDATE {} SET {set}, sealed_by = NULL, erased_at = $2 WHERE tenant = $1 AND {}",
            table.name,
            named(table, "=", 3)
        );
        self.execute(&update, &self.with_names(&[&now], raw))
            .map(drop)
    }

    fn acknowledged(&self, key: &str) -> Result<bool> {
        let select = "SELECT 1 FROM outbox WHERE tenant = $1 AND key = $2 \
                      AND state = 'acknowledged'";
        Ok(self.query_opt(select, &[&self.tenant, &key])?.is_some())
    }

    fn bury(&self, scheda: &str, tomb: &str, now: i64) -> Result<()> {
        let insert = "INSERT INTO subject (tenant, scheda, birth_year, document, erased_at) \
                      VALUES ($1, $2, 0, '', $3)";
        let scheda = escape(scheda);
        self.execute(insert, &[&self.tenant, &tomb, &now])?;
        let update = "UPDATE card SET scheda = $3 WHERE tenant = $1 AND scheda = $2";
        self.execute(update, &[&self.tenant, &scheda, &tomb])?;
        let delete = "DELETE FROM subject WHERE tenant = $1 AND scheda = $2";
        self.execute(delete, &[&self.tenant, &scheda]).map(drop)
    }

    fn sheets_of(&self, code: &str) -> Result<Vec<String>> {
        learn_new_keys(self)?;
        let select = "SELECT scheda FROM subject WHERE tenant = $1 AND codice_fiscale = $2 \
                      AND sealed_by IS NOT DISTINCT FROM $3";
        let mut found = Vec::new();
        for by in self.vault.generations() {
            let key = self
                .vault
                .index(by.as_deref(), index::CODICE_FISCALE, code)?;
            let names = self.names(select, 1, &[&self.tenant, &key, &by])?;
            for name in names.into_iter().flatten() {
                found.push(unescape(name).ok_or_else(|| bad_record("subject"))?);
            }
        }
        Ok(found)
    }

    fn append(&self, event: Event) -> Result<()> {
        journal::append(self, event).map(drop)
    }
}
