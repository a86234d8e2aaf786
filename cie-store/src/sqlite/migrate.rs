//! The schema, brought up to date step by step.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::fault::sql;
use crate::{Code, Error, Result};

/// Marks the file as ours (`PRAGMA application_id`): "CIE1" in ASCII.
pub(super) const APPLICATION_ID: i32 = 0x4349_4531;

/// The steps, in order; the schema's version (`PRAGMA user_version`) is how many were made. A step
/// that was released is never edited: a change is a new step.
const STEPS: [&str; 8] = [
    include_str!("../../migrations/0001_journal.sql"),
    include_str!("../../migrations/0002_registry.sql"),
    include_str!("../../migrations/0003_answers.sql"),
    include_str!("../../migrations/0004_outbox.sql"),
    include_str!("../../migrations/0005_requests.sql"),
    include_str!("../../migrations/0006_answers_by_sender.sql"),
    include_str!("../../migrations/0007_sealing.sql"),
    include_str!("../../migrations/0008_answers_by_row.sql"),
];

/// What a file is, before anything is written to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identity {
    /// Empty: it may become ours.
    Fresh,
    /// Ours, and up to date.
    Current,
    /// Ours, some steps behind.
    Older,
}

/// Looks at a file without changing it.
///
/// # Errors
/// `CIE-STORE-010` for another program's database, `CIE-STORE-005` for a newer schema.
pub(super) fn identify(connection: &Connection) -> Result<Identity> {
    // All from one moment: another process may be making the store between two questions.
    let behavior = TransactionBehavior::Deferred;
    let tx = Transaction::new_unchecked(connection, behavior).map_err(sql)?;
    let identity = identity(&tx)?;
    tx.commit().map_err(sql)?;
    Ok(identity)
}

fn identity(connection: &Connection) -> Result<Identity> {
    let application: i32 = pragma(connection, "application_id")?;
    let version = version(connection)?;
    if application == APPLICATION_ID {
        return match version.cmp(&STEPS.len()) {
            std::cmp::Ordering::Less => Ok(Identity::Older),
            std::cmp::Ordering::Equal => Ok(Identity::Current),
            std::cmp::Ordering::Greater => {
                let detail = format!("schema {version}, known up to {}", STEPS.len());
                Err(Error::new(Code::NewerSchema).detail(detail))
            }
        };
    }
    let count = "SELECT count(*) FROM sqlite_schema";
    let objects: i64 = connection
        .query_row(count, [], |row| row.get(0))
        .map_err(sql)?;
    if application == 0 && version == 0 && objects == 0 {
        Ok(Identity::Fresh)
    } else {
        Err(Code::NotOurs.into())
    }
}

/// Makes the missing steps, all in one transaction.
pub(super) fn migrate(connection: &Connection) -> Result<()> {
    // A table that others refer to can only be made anew without this watch, which cannot be
    // switched inside a transaction.
    connection
        .pragma_update(None, "foreign_keys", false)
        .map_err(sql)?;
    let done = steps(connection);
    connection
        .pragma_update(None, "foreign_keys", true)
        .map_err(sql)?;
    done
}

fn steps(connection: &Connection) -> Result<()> {
    let tx = Transaction::new_unchecked(connection, TransactionBehavior::Immediate).map_err(sql)?;
    // Again, now that nobody else can write: another process may have been faster.
    if identity(&tx)? == Identity::Current {
        return Ok(());
    }
    let done = version(&tx)?;
    for step in STEPS.iter().skip(done) {
        tx.execute_batch(step).map_err(sql)?;
    }
    let widows: i64 = tx
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |r| {
            r.get(0)
        })
        .map_err(sql)?;
    if widows > 0 {
        return Err(Error::new(Code::Corrupt).detail("a card without its sheet"));
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(sql)?;
    let steps = i64::try_from(STEPS.len()).map_err(|_| Error::new(Code::Unexpected))?;
    tx.pragma_update(None, "user_version", steps).map_err(sql)?;
    tx.commit().map_err(sql)
}

fn version(connection: &Connection) -> Result<usize> {
    let version: i64 = pragma(connection, "user_version")?;
    usize::try_from(version).map_err(|_| Code::NotOurs.into())
}

fn pragma<T: rusqlite::types::FromSql>(connection: &Connection, name: &str) -> Result<T> {
    connection
        .pragma_query_value(None, name, |row| row.get(0))
        .map_err(sql)
}
