//! The journal in PostgreSQL, one chain a tenant.

use std::io::Write;

use cie_core::journal::{Chain, Entry, Event, Journal, JournalError};
use postgres::Row;

use super::fault::{bad_record, sql};
use super::store::PgStore;
use super::text::{escape, unescape};
use super::tx::PgTx;
use crate::Result;
use crate::events::{Checked, read_time};
use crate::jsonl::{Verified, Verifier, broken, write_jsonl};

const COLUMNS: &str = "seq, at, subject, what, actor, data, previous, hash";
const PAGE: i64 = 1000;

pub(super) fn append(tx: &PgTx<'_>, event: Event) -> Result<Entry> {
    let Checked { event, at, data } = Checked::of(event)?;
    tx.lock("journal")?;
    let last = format!("SELECT {COLUMNS} FROM journal WHERE tenant = $1 ORDER BY seq DESC LIMIT 1");
    let last = tx.query_opt(&last, &[&tx.tenant])?;
    let last = last.map(|row| entry(&row)).transpose()?;
    let mut chain = last.as_ref().map_or_else(Chain::default, Chain::after);
    let entry = chain.link(event);
    let insert = format!(
        "INSERT INTO journal (tenant, {COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    tx.execute(
        &insert,
        &[
            &tx.tenant,
            &i64::try_from(entry.seq).unwrap_or(i64::MAX),
            &at,
            &escape(&entry.event.subject),
            &escape(&entry.event.what),
            &escape(&entry.event.actor),
            &data,
            &entry.previous.to_string(),
            &entry.hash.to_string(),
        ],
    )?;
    Ok(entry)
}

fn entry(row: &Row) -> Result<Entry> {
    let bad = || bad_record("journal");
    let text = |at: usize| row.try_get::<_, String>(at).map_err(sql);
    let plain = |at| unescape(text(at)?).ok_or_else(bad);
    let seq: i64 = row.try_get(0).map_err(sql)?;
    Ok(Entry {
        seq: u64::try_from(seq).map_err(|_| bad())?,
        event: Event {
            at: read_time(&text(1)?).ok_or_else(bad)?,
            subject: plain(2)?,
            what: plain(3)?,
            actor: plain(4)?,
            data: serde_json::from_str(&text(5)?).map_err(|_| bad())?,
        },
        previous: text(6)?.parse().map_err(|_| bad())?,
        hash: text(7)?.parse().map_err(|_| bad())?,
    })
}

fn each(tx: &PgTx<'_>, mut work: impl FnMut(i64, Result<Entry>) -> Result<()>) -> Result<()> {
    // Numbers below 1 are nobody's honest entry, but must not be skipped.
    let mut after = i64::MIN;
    let select = format!(
        "SELECT {COLUMNS} FROM journal WHERE tenant = $1 AND seq > $2 ORDER BY seq LIMIT {PAGE}"
    );
    loop {
        let rows = tx.query(&select, &[&tx.tenant, &after])?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            after = row.try_get(0).map_err(sql)?;
            work(after, entry(&row))?;
        }
    }
}

impl PgStore {
    /// Checks the tenant's whole journal, entry by entry, without loading it at once.
    ///
    /// # Errors
    /// `CIE-STORE-021` with the number of the first entry that is wrong; errors of the store.
    pub fn verify_journal(&self) -> Result<Verified> {
        self.read_journal(|tx| {
            let mut verifier = Verifier::default();
            each(tx, |seq, entry| match entry {
                Ok(entry) => verifier.take(&entry),
                Err(_) => Err(broken(u64::try_from(seq).unwrap_or_default())),
            })?;
            Ok(verifier.finish())
        })
    }

    /// Writes the tenant's journal as JSON Lines and returns how many entries were written.
    ///
    /// # Errors
    /// `CIE-STORE-022` for an entry that cannot be read, `CIE-STORE-008` when writing fails.
    pub fn export_journal(&self, mut out: impl Write) -> Result<u64> {
        self.read_journal(|tx| {
            let mut count = 0;
            each(tx, |_, entry| {
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
        self.read_journal(|tx| {
            let select = format!(
                "SELECT {COLUMNS} FROM journal WHERE tenant = $1 AND subject = $2 ORDER BY seq"
            );
            let rows = tx.query(&select, &[&tx.tenant, &escape(subject)])?;
            rows.iter().map(entry).collect()
        })
    }
}

impl Journal for PgStore {
    fn append(&self, event: Event) -> Result<Entry, JournalError> {
        Ok(self.transact(|tx| tx.append(event))?)
    }

    fn entries(&self) -> Result<Vec<Entry>, JournalError> {
        let entries = self.read_journal(|tx| {
            let mut entries = Vec::new();
            each(tx, |_, entry| {
                entries.push(entry?);
                Ok(())
            })?;
            Ok(entries)
        });
        Ok(entries?)
    }
}
