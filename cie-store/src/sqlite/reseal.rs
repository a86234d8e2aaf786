//! Sealing everything with the current key.

use cie_core::exchange::Subject;
use rusqlite::{Row, params_from_iter};

use super::fault::{bad_record, sql};
use super::keys::{set, setting};
use super::store::Db;
use crate::registry::db::{RegistryDb, SheetRow};
use crate::seal::{Cursor, Field, TABLES, Table};
use crate::{Code, Error, Resealing, Result};

/// A row that is sealed with another key, or plain.
struct Stored {
    name: Vec<String>,
    by: Option<String>,
    values: Vec<Option<Vec<u8>>>,
}

pub(super) fn reseal(db: Db<'_>, current: &str, limit: u32) -> Result<Resealing> {
    let mut cursor = Cursor::resume(setting(db.connection, Cursor::SETTING)?, current);
    let mut done = Resealing::default();
    let mut left = limit.max(1) as usize;
    while let Some(table) = TABLES.get(cursor.tables).filter(|_| left > 0) {
        let rows = page(db, table, &cursor.after, left)?;
        let seen = rows.len();
        for row in rows {
            if row.by.as_deref() != Some(current) {
                seal(db, table, &row, current)?;
                done.rows += 1;
            }
            cursor.after = row.name;
        }
        if seen < left {
            cursor.next_table();
        }
        left -= seen;
    }
    if cursor.tables >= TABLES.len() {
        // A process that did not know the new key yet may have written behind the cursor.
        done.finished = !TABLES.iter().try_fold(false, |others, table| {
            Ok::<_, Error>(others || has_others(db, table, current)?)
        })?;
        cursor = Cursor::default();
    }
    let text = serde_json::to_vec(&cursor).map_err(|_| Error::new(Code::Unexpected))?;
    set(db.connection, Cursor::SETTING, &text)?;
    Ok(done)
}

fn page(db: Db<'_>, table: &Table, after: &[String], limit: usize) -> Result<Vec<Stored>> {
    let key = table.key.join(", ");
    let columns: Vec<&str> = table.sealed.iter().map(|(column, _)| *column).collect();
    let columns = columns.join(", ");
    let from = match after {
        [] => String::new(),
        names => format!("AND ({key}) > ({})", vec!["?"; names.len()].join(", ")),
    };
    let select = format!(
        "SELECT {key}, sealed_by, {columns} FROM {} WHERE erased_at IS NULL {from} \
         ORDER BY {key} LIMIT {limit}",
        table.name,
    );
    let mut select = db.connection.prepare_cached(&select).map_err(sql)?;
    let rows = select
        .query_map(params_from_iter(after), |row| stored(table, row))
        .map_err(sql)?;
    rows.collect::<rusqlite::Result<_>>().map_err(sql)
}

fn stored(table: &Table, row: &Row<'_>) -> rusqlite::Result<Stored> {
    let names = table.key.len();
    let name = (0..names)
        .map(|at| row.get(at))
        .collect::<rusqlite::Result<_>>()?;
    let values = (0..table.sealed.len()).map(|at| row.get(names + 1 + at));
    Ok(Stored {
        name,
        by: row.get(names)?,
        values: values.collect::<rusqlite::Result<_>>()?,
    })
}

fn seal(mut db: Db<'_>, table: &Table, row: &Stored, current: &str) -> Result<()> {
    let name: Vec<&str> = row.name.iter().map(String::as_str).collect();
    let open = |(value, (_, field)): (&Option<Vec<u8>>, &(&str, Field))| {
        let value = value.clone();
        let open = |value| db.vault.open_field(*field, &name, row.by.as_deref(), value);
        value.map(open).transpose()
    };
    let opened: Vec<_> = row
        .values
        .iter()
        .zip(table.sealed)
        .map(open)
        .collect::<Result<_>>()?;
    if table.name == "subject" {
        // Its columns to look up by depend on the key too.
        let mut opened = opened.into_iter();
        let document = opened.next().flatten().unwrap_or_default();
        let sheet: Subject =
            serde_json::from_slice(&document).map_err(|_| bad_record("subject"))?;
        let sealed = SheetRow::seal(db.vault, &sheet, document, opened.next().flatten())?;
        return db.write_sheet(&sealed);
    }
    let mut values: Vec<Option<Vec<u8>>> = Vec::new();
    for (value, (_, field)) in opened.into_iter().zip(table.sealed) {
        let seal = |value| db.vault.seal_field_by(Some(current), *field, &name, value);
        values.push(value.map(seal).transpose()?);
    }
    let columns: Vec<_> = table
        .sealed
        .iter()
        .map(|(column, _)| format!("{column} = ?"))
        .collect();
    let update = format!(
        "UPDATE {} SET {}, sealed_by = ? WHERE ({}) = ({})",
        table.name,
        columns.join(", "),
        table.key.join(", "),
        vec!["?"; name.len()].join(", "),
    );
    let mut params: Vec<Box<dyn rusqlite::ToSql>> = Vec::new();
    params.extend(values.into_iter().map(|value| Box::new(value) as _));
    params.push(Box::new(current.to_owned()));
    params.extend(row.name.iter().map(|name| Box::new(name.clone()) as _));
    db.connection
        .prepare_cached(&update)
        .and_then(|mut update| update.execute(params_from_iter(params)))
        .map(drop)
        .map_err(sql)
}

fn has_others(db: Db<'_>, table: &Table, current: &str) -> Result<bool> {
    let select = format!(
        "SELECT EXISTS (SELECT 1 FROM {} WHERE erased_at IS NULL AND sealed_by IS NOT ?)",
        table.name
    );
    db.connection
        .query_row(&select, [current], |row| row.get(0))
        .map_err(sql)
}
