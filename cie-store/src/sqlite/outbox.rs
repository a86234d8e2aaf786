//! The outbox in SQLite.

use chrono::{DateTime, Utc};
use cie_core::issuance::Track;
use cie_core::redact::Personal;
use rusqlite::{OptionalExtension, Params, Row, params};

use super::fault::{bad_record, sql};
use super::store::{Db, Store};
use crate::outbox::check_label;
use crate::seal::Field;
use crate::{Code, Enqueued, NewPush, Outbox, Push, PushCounts, Result};

const COLUMNS: &str = "key, kind, payload, state, attempts, failures, next_attempt_at, last_error, \
                       sealed_by, first_due_at, erased_at";

pub(super) fn enqueue(db: Db<'_>, push: &NewPush) -> Result<Enqueued> {
    push.check()?;
    if let Some(queued) = find(db, &push.key)? {
        return push.meets(&queued);
    }
    let payload = push.payload.expose().clone();
    let payload = db
        .vault
        .seal_field(Field::OutboxPayload, &[&push.key], payload)?;
    let due = push.due_at.timestamp_millis();
    run(
        db,
        "INSERT INTO outbox \
         (key, kind, sealed_by, payload, state, next_attempt_at, first_due_at) \
         VALUES (?, ?, ?, ?, 'pending', ?, ?)",
        params![push.key, push.kind, payload.by, payload.bytes, due, due],
    )?;
    Ok(Enqueued::Added)
}

fn find(db: Db<'_>, key: &str) -> Result<Option<Push>> {
    let select = format!("SELECT {COLUMNS} FROM outbox WHERE key = ?");
    let row = db
        .connection
        .prepare_cached(&select)
        .and_then(|mut select| select.query_row([key], |row| Ok(push(db, row))).optional());
    row.map_err(sql)?.transpose()
}

fn known(db: Db<'_>, key: &str) -> Result<Push> {
    find(db, key)?.ok_or_else(|| Code::PushUnknown.into())
}

fn select(db: Db<'_>, rest: &str, params: impl Params) -> Result<Vec<Push>> {
    let select = format!("SELECT {COLUMNS} FROM outbox {rest}");
    let mut select = db.connection.prepare_cached(&select).map_err(sql)?;
    let rows = select
        .query_map(params, |row| Ok(push(db, row)))
        .map_err(sql)?;
    rows.map(|row| row.map_err(sql)?).collect()
}

fn run(db: Db<'_>, statement: &str, params: impl Params) -> Result<()> {
    let done = db
        .connection
        .prepare_cached(statement)
        .and_then(|mut statement| statement.execute(params));
    done.map(drop).map_err(sql)
}

fn push(db: Db<'_>, row: &Row<'_>) -> Result<Push> {
    let bad = || bad_record("outbox");
    let state: String = row.get(3).map_err(sql)?;
    let failures: u32 = row.get(5).map_err(sql)?;
    let next: Option<i64> = row.get(6).map_err(sql)?;
    let first: Option<i64> = row.get(9).map_err(sql)?;
    let erased = row.get::<_, Option<i64>>(10).map_err(sql)?.is_some();
    let time = |at| DateTime::from_timestamp_millis(at).ok_or_else(bad);
    let key: String = row.get(0).map_err(sql)?;
    let by: Option<String> = row.get(8).map_err(sql)?;
    let payload = row.get(2).map_err(sql)?;
    let payload = match erased {
        true => payload,
        false => db
            .vault
            .open_field(Field::OutboxPayload, &[&key], by.as_deref(), payload)?,
    };
    Ok(Push {
        key,
        kind: row.get(1).map_err(sql)?,
        payload: Personal::new(payload),
        track: Push::track(&state, failures)?,
        attempts: row.get(4).map_err(sql)?,
        next_attempt_at: next.map(time).transpose()?,
        first_due_at: first.map(time).transpose()?,
        erased,
        last_error: row.get(7).map_err(sql)?,
    })
}

fn take(
    db: Db<'_>,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Push>> {
    let due = "WHERE state <> 'acknowledged' AND next_attempt_at <= ? \
               ORDER BY next_attempt_at, id LIMIT ?";
    let mut taken = select(db, due, params![now.timestamp_millis(), limit])?;
    for push in &mut taken {
        let lease = lease_until.timestamp_millis();
        run(
            db,
            "UPDATE outbox SET state = 'sent', attempts = attempts + 1, next_attempt_at = ? \
             WHERE key = ?",
            params![lease, push.key],
        )?;
        push.taken(lease_until);
    }
    Ok(taken)
}

fn acknowledge(db: Db<'_>, key: &str) -> Result<()> {
    known(db, key)?.may_be_acknowledged()?;
    let update = "UPDATE outbox SET state = 'acknowledged', next_attempt_at = NULL WHERE key = ?";
    run(db, update, [key])
}

fn fail(db: Db<'_>, key: &str, error_code: &str, next: Option<DateTime<Utc>>) -> Result<Track> {
    check_label(error_code, "error code")?;
    known(db, key)?.may_fail()?;
    run(
        db,
        "UPDATE outbox SET state = 'failed', failures = failures + 1, next_attempt_at = ?, \
         last_error = ? WHERE key = ?",
        params![next.map(|at| at.timestamp_millis()), error_code, key],
    )?;
    Ok(known(db, key)?.track)
}

fn retry(db: Db<'_>, key: &str, at: DateTime<Utc>) -> Result<()> {
    known(db, key)?.may_be_retried()?;
    let update = "UPDATE outbox SET next_attempt_at = ? WHERE key = ?";
    run(db, update, params![at.timestamp_millis(), key])
}

fn counts(db: Db<'_>) -> Result<PushCounts> {
    let mut select = db
        .connection
        .prepare_cached("SELECT state, count(*) FROM outbox GROUP BY state")
        .map_err(sql)?;
    let rows = select
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .map_err(sql)?;
    let mut counts = PushCounts::default();
    for row in rows {
        let (state, count): (String, u64) = row.map_err(sql)?;
        counts.note(&state, count)?;
    }
    Ok(counts)
}

impl Outbox for Store {
    fn enqueue(&self, push: &NewPush) -> Result<Enqueued> {
        self.transact(|tx| tx.enqueue(push))
    }

    fn take(
        &self,
        now: DateTime<Utc>,
        lease_until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<Push>> {
        self.transact(|tx| take(tx.db(), now, lease_until, limit))
    }

    fn acknowledge(&self, key: &str) -> Result<()> {
        self.transact(|tx| acknowledge(tx.db(), key))
    }

    fn fail(
        &self,
        key: &str,
        error_code: &str,
        next_attempt_at: Option<DateTime<Utc>>,
    ) -> Result<Track> {
        self.transact(|tx| fail(tx.db(), key, error_code, next_attempt_at))
    }

    fn retry(&self, key: &str, at: DateTime<Utc>) -> Result<()> {
        self.transact(|tx| retry(tx.db(), key, at))
    }

    fn push(&self, key: &str) -> Result<Option<Push>> {
        self.read(|db| find(db, key))
    }

    fn unfinished(&self, limit: u32) -> Result<Vec<Push>> {
        let rest = "WHERE state <> 'acknowledged' ORDER BY id LIMIT ?";
        self.read(|db| select(db, rest, [limit]))
    }

    fn given_up(&self, limit: u32) -> Result<Vec<Push>> {
        let rest = "WHERE state = 'failed' AND next_attempt_at IS NULL ORDER BY id LIMIT ?";
        self.read(|db| select(db, rest, [limit]))
    }

    fn counts(&self) -> Result<PushCounts> {
        self.read(counts)
    }
}
