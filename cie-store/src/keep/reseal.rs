//! Sealing everything with the current key.

use cie_core::exchange::Subject;

use super::content::{Content, Row};
use crate::registry::db::SheetRow;
use crate::seal::{Cursor, TABLES, Table};
use crate::{Code, Error, Resealing, Result};

pub(crate) fn reseal(db: &dyn Content, current: &str, limit: u32) -> Result<Resealing> {
    let mut cursor = Cursor::resume(db.setting(Cursor::SETTING)?, current);
    let mut done = Resealing::default();
    let mut left = limit.max(1) as usize;
    while let Some(table) = TABLES.get(cursor.tables).filter(|_| left > 0) {
        let rows = db.page(table, &cursor.after, left)?;
        let seen = rows.len();
        for row in rows {
            if row.by.as_deref() != Some(current) {
                seal(db, table, &row, current)?;
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
            others |= db.has_others(table, current)?;
        }
        done.finished = !others;
        cursor = Cursor::default();
    }
    let text = serde_json::to_vec(&cursor).map_err(|_| Error::new(Code::Unexpected))?;
    db.set(Cursor::SETTING, &text)?;
    Ok(done)
}

fn seal(db: &dyn Content, table: &Table, row: &Row, current: &str) -> Result<()> {
    let vault = db.vault();
    let opened = row.open(vault, table)?;
    if table.name == Table::SUBJECT.name {
        // Its columns to look up by depend on the key too.
        let mut opened = opened.into_iter();
        let document = opened.next().flatten().unwrap_or_default();
        let bad = |_| Error::new(Code::BadRecord).detail("subject");
        let sheet: Subject = serde_json::from_slice(&document).map_err(bad)?;
        let sealed = SheetRow::seal(vault, &sheet, document, opened.next().flatten())?;
        return db.write_sheet(&sealed);
    }
    let sealed = row.seal(vault, table, Some(current), opened)?;
    db.replace(table, row, &sealed, Some(current))
}
