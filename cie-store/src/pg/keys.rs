//! Whether the keys are the right ones, and sealing everything with the current one.

use cie_core::exchange::Subject;
use postgres::Row;
use postgres::types::ToSql;

use super::fault::{bad_record, sql};
use super::store::PgStore;
use super::subjects::Rows;
use super::text::unescape;
use super::tx::PgTx;
use crate::registry::db::{RegistryDb, SheetRow};
use crate::seal::{Cursor, TABLES, Table};
use crate::{Code, Error, Resealing, Result};

const CHECK: &str = "key_check:";

/// What a store may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Everything,
    /// It is sealed, and nobody gave keys.
    JournalOnly,
}

/// Compares the keys with those the store was sealed with, and notes a new one.
pub(super) fn admit(tx: &PgTx<'_>) -> Result<Access> {
    let Some(current) = tx.vault.current() else {
        return Ok(if noted(tx)?.is_empty() {
            Access::Everything
        } else {
            Access::JournalOnly
        });
    };
    for name in tx.vault.generations().into_iter().flatten() {
        if let Some(check) = setting(tx, &format!("{CHECK}{name}"))? {
            tx.vault.check_key(&name, check)?;
        } else if name == current {
            note_key(tx, &current)?;
        }
    }
    Ok(Access::Everything)
}

/// The first to use a key stores its check; somebody else may be faster.
fn note_key(tx: &PgTx<'_>, name: &str) -> Result<()> {
    let check = tx.vault.key_check(name)?;
    let setting_name = format!("{CHECK}{name}");
    let insert = "INSERT INTO setting (tenant, name, value) VALUES ($1, $2, $3) \
                  ON CONFLICT DO NOTHING";
    tx.execute(insert, &[&tx.tenant, &setting_name, &check])?;
    let stored = setting(tx, &setting_name)?.unwrap_or_default();
    tx.vault.check_key(name, stored)
}

fn noted(tx: &PgTx<'_>) -> Result<Vec<String>> {
    let select = "SELECT name FROM setting WHERE tenant = $1 AND starts_with(name, $2)";
    let rows = tx.query(select, &[&tx.tenant, &CHECK])?;
    let name = |row: &Row| row.try_get::<_, String>(0).map_err(sql);
    rows.iter().map(name).collect()
}

/// Asks the provider again when somebody sealed with a key that is not known here.
///
/// A row sealed with it is not found by the keys that are: whoever looks something up asks first.
pub(super) fn learn_new_keys(tx: &PgTx<'_>) -> Result<()> {
    if !tx.vault.has_keys() {
        return Ok(());
    }
    let known = tx.vault.generations();
    for name in noted(tx)? {
        let name = name.strip_prefix(CHECK).map(str::to_owned);
        if !known.contains(&name) {
            return tx.vault.refresh();
        }
    }
    Ok(())
}

pub(super) fn setting(tx: &PgTx<'_>, name: &str) -> Result<Option<Vec<u8>>> {
    let select = "SELECT value FROM setting WHERE tenant = $1 AND name = $2";
    let row = tx.query_opt(select, &[&tx.tenant, &name])?;
    row.map(|row| row.try_get(0).map_err(sql)).transpose()
}

pub(super) fn set(tx: &PgTx<'_>, name: &str, value: &[u8]) -> Result<()> {
    let write = "INSERT INTO setting (tenant, name, value) VALUES ($1, $2, $3) \
                 ON CONFLICT (tenant, name) DO UPDATE SET value = excluded.value";
    tx.execute(write, &[&tx.tenant, &name, &value]).map(drop)
}

impl PgStore {
    /// Asks the key provider again; see [`Store::refresh_keys`](crate::Store::refresh_keys).
    ///
    /// # Errors
    /// As there.
    pub fn refresh_keys(&self) -> Result<()> {
        self.vault().refresh()?;
        match self.vault().current() {
            Some(name) => self.transact(|tx| note_key(tx, &name)),
            None => Ok(()),
        }
    }

    /// Seals at most `limit` more rows of this tenant with the current key; see
    /// [`Store::reseal`](crate::Store::reseal).
    ///
    /// # Errors
    /// As there.
    pub fn reseal(&self, limit: u32) -> Result<Resealing> {
        let current = self.vault().current();
        let current = current.ok_or_else(|| Error::new(Code::Sealed))?;
        self.transact(|tx| {
            tx.lock("reseal")?;
            tx.lock("registry")?;
            reseal(tx, &current, limit)
        })
    }
}

/// A row as stored.
struct Stored {
    /// As stored, for conditions.
    raw: Vec<String>,
    /// As it is named in the tag.
    name: Vec<String>,
    by: Option<String>,
    values: Vec<Option<Vec<u8>>>,
}

fn reseal(tx: &PgTx<'_>, current: &str, limit: u32) -> Result<Resealing> {
    let mut cursor = Cursor::resume(setting(tx, Cursor::SETTING)?, current);
    let mut done = Resealing::default();
    let mut left = limit.max(1) as usize;
    while let Some(table) = TABLES.get(cursor.tables).filter(|_| left > 0) {
        let rows = page(tx, table, &cursor.after, left)?;
        let seen = rows.len();
        for row in rows {
            if row.by.as_deref() != Some(current) {
                seal(tx, table, &row, current)?;
                done.rows += 1;
            }
            cursor.after = row.raw;
        }
        if seen < left {
            cursor.next_table();
        }
        left -= seen;
    }
    if cursor.tables >= TABLES.len() {
        // A process that did not know the new key yet may have written behind the cursor.
        let mut others = false;
        for table in TABLES {
            others |= has_others(tx, table, current)?;
        }
        done.finished = !others;
        cursor = Cursor::default();
    }
    let text = serde_json::to_vec(&cursor).map_err(|_| Error::new(Code::Unexpected))?;
    set(tx, Cursor::SETTING, &text)?;
    Ok(done)
}

fn page(tx: &PgTx<'_>, table: &Table, after: &[String], limit: usize) -> Result<Vec<Stored>> {
    let key = table.key.join(", ");
    let columns: Vec<&str> = table.sealed.iter().map(|(column, _)| *column).collect();
    let from = match after {
        [] => String::new(),
        names => format!("AND ({key}) > ({})", numbered(2, names.len())),
    };
    let select = format!(
        "SELECT {key}, sealed_by, {} FROM {} WHERE tenant = $1 AND erased_at IS NULL {from} \
         ORDER BY {key} LIMIT {limit} FOR UPDATE",
        columns.join(", "),
        table.name,
    );
    let mut params: Vec<&(dyn ToSql + Sync)> = vec![&tx.tenant];
    for name in after {
        params.push(name);
    }
    let rows = tx.query(&select, &params)?;
    rows.iter().map(|row| stored(table, row)).collect()
}

/// `$2, $3, …`
fn numbered(from: usize, count: usize) -> String {
    let numbers: Vec<_> = (from..from + count).map(|n| format!("${n}")).collect();
    numbers.join(", ")
}

fn stored(table: &Table, row: &Row) -> Result<Stored> {
    let names = table.key.len();
    let raw = (0..names).map(|at| row.try_get::<_, String>(at).map_err(sql));
    let raw: Vec<String> = raw.collect::<Result<_>>()?;
    let plain = |text: &String| unescape(text.clone()).ok_or_else(|| bad_record(table.name));
    let values = (0..table.sealed.len()).map(|at| row.try_get(names + 1 + at).map_err(sql));
    Ok(Stored {
        name: raw.iter().map(plain).collect::<Result<_>>()?,
        raw,
        by: row.try_get(names).map_err(sql)?,
        values: values.collect::<Result<_>>()?,
    })
}

fn seal(tx: &PgTx<'_>, table: &Table, row: &Stored, current: &str) -> Result<()> {
    let name: Vec<&str> = row.name.iter().map(String::as_str).collect();
    let mut opened = Vec::new();
    for (value, (_, field)) in row.values.iter().zip(table.sealed) {
        let open = |value| tx.vault.open_field(*field, &name, row.by.as_deref(), value);
        opened.push(value.clone().map(open).transpose()?);
    }
    if table.name == "subject" {
        // Its columns to look up by depend on the key too.
        let mut opened = opened.into_iter();
        let document = opened.next().flatten().unwrap_or_default();
        let sheet: Subject =
            serde_json::from_slice(&document).map_err(|_| bad_record("subject"))?;
        let sealed = SheetRow::seal(tx.vault, &sheet, document, opened.next().flatten())?;
        return Rows(tx).write_sheet(&sealed);
    }
    let mut values: Vec<Option<Vec<u8>>> = Vec::new();
    for (value, (_, field)) in opened.into_iter().zip(table.sealed) {
        let seal = |value| tx.vault.seal_field_by(Some(current), *field, &name, value);
        values.push(value.map(seal).transpose()?);
    }
    let names = name.len();
    let columns = table.sealed.iter().enumerate();
    let columns = columns.map(|(at, (column, _))| format!("{column} = ${}", names + 3 + at));
    let columns: Vec<_> = columns.collect();
    let update = format!(
        "UPDATE {} SET {}, sealed_by = $2 WHERE tenant = $1 AND ({}) = ({})",
        table.name,
        columns.join(", "),
        table.key.join(", "),
        numbered(3, names),
    );
    let mut params: Vec<&(dyn ToSql + Sync)> = vec![&tx.tenant, &current];
    for name in &row.raw {
        params.push(name);
    }
    for value in &values {
        params.push(value);
    }
    tx.execute(&update, &params).map(drop)
}

fn has_others(tx: &PgTx<'_>, table: &Table, current: &str) -> Result<bool> {
    let select = format!(
        "SELECT EXISTS (SELECT 1 FROM {} WHERE tenant = $1 AND erased_at IS NULL \
         AND sealed_by IS DISTINCT FROM $2)",
        table.name
    );
    let row = tx.query_opt(&select, &[&tx.tenant, &current])?;
    let row = row.ok_or_else(|| Error::new(Code::Unexpected))?;
    row.try_get(0).map_err(sql)
}
