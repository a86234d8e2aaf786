//! The outbox in PostgreSQL.

use chrono::{DateTime, Utc};
use cie_core::issuance::Track;
use cie_core::redact::Personal;
use postgres::Row;

use super::fault::{bad_record, sql};
use super::store::PgStore;
use super::tx::{Params, PgTx};
use crate::outbox::check_label;
use crate::seal::Field;
use crate::{Code, Enqueued, NewPush, Outbox, Push, PushCounts, Result};

const COLUMNS: &str = "key, kind, payload, state, attempts, failures, next_attempt_at, last_error, \
                       sealed_by, first_due_at, erased_at";

pub(super) fn enqueue(tx: &PgTx<'_>, push: &NewPush) -> Result<Enqueued> {
    push.check()?;
    let payload = push.payload.expose().clone();
    let payload = tx
        .vault
        .seal_field(Field::OutboxPayload, &[&push.key], payload)?;
    let due = push.due_at.timestamp_millis();
    let insert = "INSERT INTO outbox \
                  (tenant, key, kind, sealed_by, payload, state, next_attempt_at, first_due_at) \
                  VALUES ($1, $2, $3, $4, $5, 'pending', $6, $6) ON CONFLICT DO NOTHING";
    let written = tx.execute(
        insert,
        &[
            &tx.tenant,
            &push.key,
            &push.kind,
            &payload.by,
            &payload.bytes,
            &due,
        ],
    )?;
    if written == 1 {
        return Ok(Enqueued::Added);
    }
    push.meets(&known(tx, &push.key, "")?)
}

fn find(tx: &PgTx<'_>, key: &str, lock: &str) -> Result<Option<Push>> {
    let select = format!("SELECT {COLUMNS} FROM outbox WHERE tenant = $1 AND key = $2 {lock}");
    let row = tx.query_opt(&select, &[&tx.tenant, &key])?;
    row.map(|row| push(tx, &row)).transpose()
}

fn known(tx: &PgTx<'_>, key: &str, lock: &str) -> Result<Push> {
    find(tx, key, lock)?.ok_or_else(|| Code::PushUnknown.into())
}

fn select(tx: &PgTx<'_>, rest: &str, params: Params<'_>) -> Result<Vec<Push>> {
    let select = format!("SELECT {COLUMNS} FROM outbox WHERE tenant = $1 AND {rest}");
    let rows = tx.query(&select, params)?;
    rows.iter().map(|row| push(tx, row)).collect()
}

fn push(tx: &PgTx<'_>, row: &Row) -> Result<Push> {
    let bad = || bad_record("outbox");
    let number = |at: usize| {
        let number: i64 = row.try_get(at).map_err(sql)?;
        u32::try_from(number).map_err(|_| bad())
    };
    let time = |at: usize| {
        let at: Option<i64> = row.try_get(at).map_err(sql)?;
        at.map(|at| DateTime::from_timestamp_millis(at).ok_or_else(bad))
            .transpose()
    };
    let key: String = row.try_get(0).map_err(sql)?;
    let erased = row.try_get::<_, Option<i64>>(10).map_err(sql)?.is_some();
    let by: Option<&str> = row.try_get(8).map_err(sql)?;
    let payload = row.try_get(2).map_err(sql)?;
    let payload = match erased {
        true => payload,
        false => tx
            .vault
            .open_field(Field::OutboxPayload, &[&key], by, payload)?,
    };
    Ok(Push {
        key,
        kind: row.try_get(1).map_err(sql)?,
        payload: Personal::new(payload),
        track: Push::track(row.try_get(3).map_err(sql)?, number(5)?)?,
        attempts: number(4)?,
        next_attempt_at: time(6)?,
        last_error: row.try_get(7).map_err(sql)?,
        first_due_at: time(9)?,
        erased,
    })
}

fn take(
    tx: &PgTx<'_>,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Push>> {
    // What another connector is taking at this moment is not waited for.
    let due = "state <> 'acknowledged' AND next_attempt_at <= $2 \
               ORDER BY next_attempt_at, id LIMIT $3 FOR UPDATE SKIP LOCKED";
    let now = now.timestamp_millis();
    let mut taken = select(tx, due, &[&tx.tenant, &now, &i64::from(limit)])?;
    let lease = lease_until.timestamp_millis();
    for push in &mut taken {
        tx.execute(
            "UPDATE outbox SET state = 'sent', attempts = attempts + 1, next_attempt_at = $3 \
             WHERE tenant = $1 AND key = $2",
            &[&tx.tenant, &push.key, &lease],
        )?;
        push.taken(lease_until);
    }
    Ok(taken)
}

fn acknowledge(tx: &PgTx<'_>, key: &str) -> Result<()> {
    known(tx, key, "FOR UPDATE")?.may_be_acknowledged()?;
    let update = "UPDATE outbox SET state = 'acknowledged', next_attempt_at = NULL \
                  WHERE tenant = $1 AND key = $2";
    tx.execute(update, &[&tx.tenant, &key]).map(drop)
}

fn fail(tx: &PgTx<'_>, key: &str, error_code: &str, next: Option<DateTime<Utc>>) -> Result<Track> {
    check_label(error_code, "error code")?;
    known(tx, key, "FOR UPDATE")?.may_fail()?;
    tx.execute(
        "UPDATE outbox SET state = 'failed', failures = failures + 1, next_attempt_at = $3, \
         last_error = $4 WHERE tenant = $1 AND key = $2",
        &[
            &tx.tenant,
            &key,
            &next.map(|at| at.timestamp_millis()),
            &error_code,
        ],
    )?;
    Ok(known(tx, key, "")?.track)
}

fn retry(tx: &PgTx<'_>, key: &str, at: DateTime<Utc>) -> Result<()> {
    known(tx, key, "FOR UPDATE")?.may_be_retried()?;
    let update = "UPDATE outbox SET next_attempt_at = $3 WHERE tenant = $1 AND key = $2";
    tx.execute(update, &[&tx.tenant, &key, &at.timestamp_millis()])
        .map(drop)
}

fn counts(tx: &PgTx<'_>) -> Result<PushCounts> {
    let select = "SELECT state, count(*) FROM outbox WHERE tenant = $1 GROUP BY state";
    let mut counts = PushCounts::default();
    for row in tx.query(select, &[&tx.tenant])? {
        let count: i64 = row.try_get(1).map_err(sql)?;
        let count = u64::try_from(count).unwrap_or_default();
        counts.note(row.try_get(0).map_err(sql)?, count)?;
    }
    Ok(counts)
}

impl Outbox for PgStore {
    fn enqueue(&self, push: &NewPush) -> Result<Enqueued> {
        self.transact(|tx| tx.enqueue(push))
    }

    fn take(
        &self,
        now: DateTime<Utc>,
        lease_until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<Push>> {
        self.transact(|tx| take(tx, now, lease_until, limit))
    }

    fn acknowledge(&self, key: &str) -> Result<()> {
        self.transact(|tx| acknowledge(tx, key))
    }

    fn fail(
        &self,
        key: &str,
        error_code: &str,
        next_attempt_at: Option<DateTime<Utc>>,
    ) -> Result<Track> {
        self.transact(|tx| fail(tx, key, error_code, next_attempt_at))
    }

    fn retry(&self, key: &str, at: DateTime<Utc>) -> Result<()> {
        self.transact(|tx| retry(tx, key, at))
    }

    fn push(&self, key: &str) -> Result<Option<Push>> {
        self.read(|tx| find(tx, key, ""))
    }

    fn unfinished(&self, limit: u32) -> Result<Vec<Push>> {
        let rest = "state <> 'acknowledged' ORDER BY id LIMIT $2";
        self.read(|tx| select(tx, rest, &[&tx.tenant, &i64::from(limit)]))
    }

    fn given_up(&self, limit: u32) -> Result<Vec<Push>> {
        let rest = "state = 'failed' AND next_attempt_at IS NULL ORDER BY id LIMIT $2";
        self.read(|tx| select(tx, rest, &[&tx.tenant, &i64::from(limit)]))
    }

    fn counts(&self) -> Result<PushCounts> {
        self.read(counts)
    }
}
