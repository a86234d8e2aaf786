//! The schema, brought up to date step by step.

use postgres::Client;

use super::fault::sql;
use crate::{Code, Error, Result};

/// The steps, in order. A step that was released is never edited: a change is a new step.
const STEPS: [&str; 1] = [include_str!("../../migrations/pg/0001_store.sql")];

/// Makes the schema and the missing steps, all in one transaction.
pub(super) fn migrate(client: &mut Client, schema: &str) -> Result<()> {
    if version(client)? == Some(known()) {
        return Ok(());
    }
    let mut tx = client.transaction().map_err(sql)?;
    // One program at a time; the others find it done.
    tx.execute("SELECT pg_advisory_xact_lock(1128875313)", &[])
        .map_err(sql)?;
    // The name was checked: nothing in it needs quoting.
    tx.batch_execute(&format!(
        "CREATE SCHEMA IF NOT EXISTS {schema}; \
         CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"
    ))
    .map_err(sql)?;
    let row = tx
        .query_opt("SELECT version FROM schema_version", &[])
        .map_err(sql)?;
    let done: i32 = row.map_or(0, |row| row.get(0));
    if done > known() {
        let detail = format!("schema {done}, known up to {}", known());
        return Err(Error::new(Code::NewerSchema).detail(detail));
    }
    for step in STEPS.iter().skip(usize::try_from(done).unwrap_or(0)) {
        tx.batch_execute(step).map_err(sql)?;
    }
    tx.batch_execute(&format!(
        "DELETE FROM schema_version; INSERT INTO schema_version VALUES ({})",
        known()
    ))
    .map_err(sql)?;
    tx.commit().map_err(sql)
}

/// Sees that the tables are there and of this version, without touching them.
pub(super) fn look(client: &mut Client) -> Result<()> {
    match version(client)? {
        None => Err(Error::new(Code::NotOurs).detail("no tables of a store in the schema")),
        Some(version) if version == known() => Ok(()),
        Some(version) if version > known() => {
            let detail = format!("schema {version}, known up to {}", known());
            Err(Error::new(Code::NewerSchema).detail(detail))
        }
        Some(_) => Err(Error::new(Code::ReadOnly).detail("its schema is older")),
    }
}

fn known() -> i32 {
    i32::try_from(STEPS.len()).unwrap_or(i32::MAX)
}

/// The version of the tables; `None` when there are none.
fn version(client: &mut Client) -> Result<Option<i32>> {
    let there = client
        .query_one("SELECT to_regclass('schema_version') IS NOT NULL", &[])
        .map_err(sql)?;
    if !there.get::<_, bool>(0) {
        return Ok(None);
    }
    let row = client
        .query_opt("SELECT version FROM schema_version", &[])
        .map_err(sql)?;
    Ok(row.map(|row| row.get(0)))
}
