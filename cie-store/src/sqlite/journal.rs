//! The journal in SQLite.

use std::io::Write;

use cie_core::journal::{Chain, Entry, Event, Journal, JournalError};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::fault::{bad_record, sql};
use super::store::Store;
use crate::Result;
use crate::events::{Checked, read_time};
use crate::jsonl::{Verified, Verifier, broken, write_jsonl};

const COLUMNS: &str = "seq, at, subject, what, actor, data, previous, hash";
const PAGE: i64 = 1000;

pub(super) fn append(connection: &Connection, event: Event) -> Result<Entry> {
    let Checked { event, at, data } = Checked::of(event)?;
    let mut chain = last(connection)?
        .as_ref()
        .map_or_else(Chain::default, Chain::after);
    let entry = chain.link(event);
    let insert = format!("INSERT INTO journal ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    connection
        .prepare_cached(&insert)
        .and_then(|mut insert| {
            insert.execute(params![
                i64::try_from(entry.seq).unwrap_or(i64::MAX),
                at,
                entry.event.subject,
                entry.event.what,
                entry.event.actor,
                data,
                entry.previous.to_string(),
                entry.hash.to_string(),
            ])
        })
        .map_err(sql)?;
    Ok(entry)
}

fn last(connection: &Connection) -> Result<Option<Entry>> {
    let select = format!("SELECT {COLUMNS} FROM journal ORDER BY seq DESC LIMIT 1");
    let row = connection
        .prepare_cached(&select)
        .and_then(|mut select| select.query_row([], |row| Ok(entry(row))).optional());
    row.map_err(sql)?.transpose()
}

fn entry(row: &Row<'_>) -> Result<Entry> {
    let text = |at: usize| row.get::<_, String>(at).map_err(sql);
    let bad = || bad_record("journal");
    let seq: i64 = row.get(0).map_err(sql)?;
    Ok(Entry {
        seq: u64::try_from(seq).map_err(|_| bad())?,
        event: Event {
            at: read_time(&text(1)?).ok_or_else(bad)?,
            subject: text(2)?,
            what: text(3)?,
            actor: text(4)?,
            data: serde_json::from_str(&text(5)?).map_err(|_| bad())?,
        },
        previous: text(6)?.parse().map_err(|_| bad())?,
        hash: text(7)?.parse().map_err(|_| bad())?,
    })
}

/// A page of entries; each alone may be unreadable.
fn page(connection: &Connection, after: i64) -> Result<Vec<(i64, Result<Entry>)>> {
    let select = format!("SELECT {COLUMNS} FROM journal WHERE seq > ? ORDER BY seq LIMIT {PAGE}");
    let mut select = connection.prepare_cached(&select).map_err(sql)?;
    let rows = select
        .query_map([after], |row| Ok((row.get(0)?, entry(row))))
        .map_err(sql)?;
    rows.collect::<rusqlite::Result<_>>().map_err(sql)
}

fn each(
    connection: &Connection,
    mut work: impl FnMut(i64, Result<Entry>) -> Result<()>,
) -> Result<()> {
    // Numbers below 1 are nobody's honest entry, but must not be skipped.
    let mut after = i64::MIN;
    loop {
        let entries = page(connection, after)?;
        if entries.is_empty() {
            return Ok(());
        }
        for (seq, entry) in entries {
            after = seq;
            work(seq, entry)?;
        }
    }
}

impl Store {
    /// Checks the whole journal, entry by entry, without loading it at once. Works on a store that
    /// was opened read-only.
    ///
    /// # Errors
    /// `CIE-STORE-021` with the number of the first entry that is wrong; errors of the store.
    pub fn verify_journal(&self) -> Result<Verified> {
        self.read_journal(|connection| {
            let mut verifier = Verifier::default();
            each(connection, |seq, entry| match entry {
                Ok(entry) => verifier.take(&entry),
                Err(_) => Err(broken(u64::try_from(seq).unwrap_or_default())),
            })?;
            Ok(verifier.finish())
        })
    }

    /// Writes the journal as JSON Lines and returns how many entries were written.
    ///
    /// # Errors
    /// `CIE-STORE-022` for an entry that cannot be read, `CIE-STORE-008` when writing fails.
    pub fn export_journal(&self, mut out: impl Write) -> Result<u64> {
        self.read_journal(|connection| {
            let mut count = 0;
            each(connection, |_, entry| {
                count += 1;
                write_jsonl(&[entry?], &mut out)
            })?;
            Ok(count)
        })
    }

    /// The journal of one subject, such as a request number, oldest first.
    ///
    /// # Errors
    /// `CIE-STORE-022` for an entry that cannot be read; errors of the store.
    pub fn journal_of(&self, subject: &str) -> Result<Vec<Entry>> {
        self.read_journal(|connection| {
            let select = format!("SELECT {COLUMNS} FROM journal WHERE subject = ? ORDER BY seq");
            let mut select = connection.prepare_cached(&select).map_err(sql)?;
            let rows = select
                .query_map([subject], |row| Ok(entry(row)))
                .map_err(sql)?;
            rows.map(|row| row.map_err(sql)?).collect()
        })
    }
}

impl Journal for Store {
    fn append(&self, event: Event) -> Result<Entry, JournalError> {
        Ok(self.transact(|tx| tx.append(event))?)
    }

    fn append_soon(&self, event: Event) -> Result<Entry, JournalError> {
        Ok(self.transact_soon(|tx| tx.append(event))?)
    }

    fn entries(&self) -> Result<Vec<Entry>, JournalError> {
        let entries = self.read_journal(|connection| {
            let mut entries = Vec::new();
            each(connection, |_, entry| {
                entries.push(entry?);
                Ok(())
            })?;
            Ok(entries)
        });
        Ok(entries?)
    }
}
