//! The outbox in SQLite.

use chrono::{DateTime, Utc};
use cie_core::issuance::Track;
use cie_core::redact::Personal;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::fault::{bad_record, sql};
use super::store::Store;
use crate::outbox::check_label;
use crate::{Code, Enqueued, Error, NewPush, Outbox, Push, PushCounts, Result};

const COLUMNS: &str = "key, kind, payload, state, attempts, failures, next_attempt_at, last_error";

pub(super) fn enqueue(connection: &Connection, push: &NewPush) -> Result<Enqueued> {
    push.check()?;
    if let Some(queued) = find(connection, &push.key)? {
        let same = queued.kind == push.kind && queued.payload == push.payload;
        return if same {
            Ok(Enqueued::AlreadyThere)
        } else {
            Err(Code::KeyReused.into())
        };
    }
    run(
        connection,
        "INSERT INTO outbox (key, kind, payload, state, next_attempt_at) \
         VALUES (?, ?, ?, 'pending', ?)",
        params![
            push.key,
            push.kind,
            push.payload.expose(),
            push.due_at.timestamp_millis()
        ],
    )?;
    Ok(Enqueued::Added)
}

fn find(connection: &Connection, key: &str) -> Result<Option<Push>> {
    let select = format!("SELECT {COLUMNS} FROM outbox WHERE key = ?");
    let row = connection
        .prepare_cached(&select)
        .and_then(|mut select| select.query_row([key], |row| Ok(push(row))).optional());
    row.map_err(sql)?.transpose()
}

fn known(connection: &Connection, key: &str) -> Result<Push> {
    find(connection, key)?.ok_or_else(|| Code::PushUnknown.into())
}

fn select(connection: &Connection, rest: &str, params: impl Params) -> Result<Vec<Push>> {
    let select = format!("SELECT {COLUMNS} FROM outbox {rest}");
    let mut select = connection.prepare_cached(&select).map_err(sql)?;
    let rows = select.query_map(params, |row| Ok(push(row))).map_err(sql)?;
    rows.map(|row| row.map_err(sql)?).collect()
}

fn run(connection: &Connection, statement: &str, params: impl Params) -> Result<()> {
    let done = connection
        .prepare_cached(statement)
        .and_then(|mut statement| statement.execute(params));
    done.map(drop).map_err(sql)
}

fn push(row: &Row<'_>) -> Result<Push> {
    let bad = || bad_record("outbox");
    let state: String = row.get(3).map_err(sql)?;
    let failures: u32 = row.get(5).map_err(sql)?;
    let next: Option<i64> = row.get(6).map_err(sql)?;
    let time = |at| DateTime::from_timestamp_millis(at).ok_or_else(bad);
    Ok(Push {
        key: row.get(0).map_err(sql)?,
        kind: row.get(1).map_err(sql)?,
        payload: Personal::new(row.get(2).map_err(sql)?),
        track: match state.as_str() {
            "pending" => Track::Pending,
            "sent" => Track::Sent,
            "acknowledged" => Track::Acknowledged,
            "failed" => Track::Failed(failures),
            _ => return Err(bad()),
        },
        attempts: row.get(4).map_err(sql)?,
        next_attempt_at: next.map(time).transpose()?,
        last_error: row.get(7).map_err(sql)?,
    })
}

fn take(
    connection: &Connection,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Push>> {
    let due = "WHERE state <> 'acknowledged' AND next_attempt_at <= ? \
               ORDER BY next_attempt_at, id LIMIT ?";
    let mut taken = select(connection, due, params![now.timestamp_millis(), limit])?;
    for push in &mut taken {
        let lease = lease_until.timestamp_millis();
        run(
            connection,
            "UPDATE outbox SET state = 'sent', attempts = attempts + 1, next_attempt_at = ? \
             WHERE key = ?",
            params![lease, push.key],
        )?;
        push.track = Track::Sent;
        push.attempts += 1;
        push.next_attempt_at = DateTime::from_timestamp_millis(lease);
    }
    Ok(taken)
}

fn acknowledge(connection: &Connection, key: &str) -> Result<()> {
    let push = known(connection, key)?;
    if push.attempts == 0 {
        return Err(Error::new(Code::PushState).detail("never taken"));
    }
    let update = "UPDATE outbox SET state = 'acknowledged', next_attempt_at = NULL WHERE key = ?";
    run(connection, update, [key])
}

fn fail(
    connection: &Connection,
    key: &str,
    error_code: &str,
    next: Option<DateTime<Utc>>,
) -> Result<Track> {
    check_label(error_code, "error code")?;
    if known(connection, key)?.track != Track::Sent {
        return Err(Error::new(Code::PushState).detail("not in flight"));
    }
    run(
        connection,
        "UPDATE outbox SET state = 'failed', failures = failures + 1, next_attempt_at = ?, \
         last_error = ? WHERE key = ?",
        params![next.map(|at| at.timestamp_millis()), error_code, key],
    )?;
    Ok(known(connection, key)?.track)
}

fn retry(connection: &Connection, key: &str, at: DateTime<Utc>) -> Result<()> {
    if !matches!(known(connection, key)?.track, Track::Failed(_)) {
        return Err(Error::new(Code::PushState).detail("it has not failed"));
    }
    let update = "UPDATE outbox SET next_attempt_at = ? WHERE key = ?";
    run(connection, update, params![at.timestamp_millis(), key])
}

fn counts(connection: &Connection) -> Result<PushCounts> {
    let mut select = connection
        .prepare_cached("SELECT state, count(*) FROM outbox GROUP BY state")
        .map_err(sql)?;
    let rows = select
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .map_err(sql)?;
    let mut counts = PushCounts::default();
    for row in rows {
        let (state, count): (String, u64) = row.map_err(sql)?;
        match state.as_str() {
            "pending" => counts.pending = count,
            "sent" => counts.sent = count,
            "acknowledged" => counts.acknowledged = count,
            "failed" => counts.failed = count,
            _ => return Err(bad_record("outbox")),
        }
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
        self.transact(|tx| take(tx.connection, now, lease_until, limit))
    }

    fn acknowledge(&self, key: &str) -> Result<()> {
        self.transact(|tx| acknowledge(tx.connection, key))
    }

    fn fail(
        &self,
        key: &str,
        error_code: &str,
        next_attempt_at: Option<DateTime<Utc>>,
    ) -> Result<Track> {
        self.transact(|tx| fail(tx.connection, key, error_code, next_attempt_at))
    }

    fn retry(&self, key: &str, at: DateTime<Utc>) -> Result<()> {
        self.transact(|tx| retry(tx.connection, key, at))
    }

    fn push(&self, key: &str) -> Result<Option<Push>> {
        self.read(|connection| find(connection, key))
    }

    fn unfinished(&self, limit: u32) -> Result<Vec<Push>> {
        let rest = "WHERE state <> 'acknowledged' ORDER BY id LIMIT ?";
        self.read(|connection| select(connection, rest, [limit]))
    }

    fn counts(&self) -> Result<PushCounts> {
        self.read(counts)
    }
}
