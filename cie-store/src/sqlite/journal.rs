//! The journal in SQLite.

use std::io::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use cie_core::journal::{Chain, Entry, Event, Journal, JournalError};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::fault::{bad_record, sql};
use super::store::Store;
use crate::jsonl::{Verified, Verifier, broken, write_jsonl};
use crate::{Code, Error, Result};

const COLUMNS: &str = "seq, at, subject, what, actor, data, previous, hash";
const MAX_TEXT: usize = 200;
const MAX_DATA: usize = 64 * 1024;
const PAGE: i64 = 1000;

pub(super) fn append(connection: &Connection, mut event: Event) -> Result<Entry> {
    // Whole seconds, whoever made the event: the entry returned is the entry stored.
    event.at = DateTime::from_timestamp(event.at.timestamp(), 0)
        .ok_or_else(|| Error::new(Code::BadTime))?;
    let at = event.at.to_rfc3339_opts(SecondsFormat::Secs, true);
    if read_time(&at) != Some(event.at) {
        return Err(Code::BadTime.into()); // a year that RFC 3339 cannot write
    }
    if [&event.subject, &event.what, &event.actor]
        .iter()
        .any(|text| text.len() > MAX_TEXT)
    {
        return Err(Error::new(Code::TooLarge).detail("text of a journal event, 200 bytes"));
    }
    let data = serde_json::to_string(&event.data).map_err(|_| Error::new(Code::Unexpected))?;
    if data.len() > MAX_DATA {
        return Err(Error::new(Code::TooLarge).detail("data of a journal event, 64 KiB"));
    }
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
        .query_row(&select, [], |row| Ok(entry(row)))
        .optional();
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

fn read_time(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|at| at.to_utc())
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
        self.read(|connection| {
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
        self.read(|connection| {
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
        self.read(|connection| {
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

    fn entries(&self) -> Result<Vec<Entry>, JournalError> {
        let entries = self.read(|connection| {
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
