//! The log of answers in SQLite.

use cie_core::exchange::{AnswerLog, OperationKey, RegistryError, StoredAnswer, Tried};
use cie_core::redact::Personal;
use rusqlite::{OptionalExtension, Row, params};

use super::fault::{bad_record, sql};
use super::store::{Db, Store};
use crate::answers::{MAX_ANSWER, outcome_name, outcome_named};
use crate::seal::Field;
use crate::{Code, Error, Result};

fn recall(db: Db<'_>, key: &OperationKey) -> Result<Option<StoredAnswer>> {
    let select = "SELECT request_digest, outcome, codes, sealed_by, body, erased_at FROM answer \
                  WHERE sender = ? AND operation_id = ?";
    let name = [key.sender.as_str(), key.id.as_str()];
    let row = db.connection.prepare_cached(select).and_then(|mut select| {
        select
            .query_row(name, |row| Ok(stored(db, key, row)))
            .optional()
    });
    row.map_err(sql)?.transpose()
}

fn stored(db: Db<'_>, key: &OperationKey, row: &Row<'_>) -> Result<StoredAnswer> {
    let bad = || bad_record("answer");
    if row.get::<_, Option<i64>>(5).map_err(sql)?.is_some() {
        return Err(Error::new(Code::Erased).detail("answer"));
    }
    let outcome: String = row.get(1).map_err(sql)?;
    let codes: String = row.get(2).map_err(sql)?;
    let by: Option<String> = row.get(3).map_err(sql)?;
    let name = [key.sender.as_str(), key.id.as_str()];
    let body = row.get(4).map_err(sql)?;
    let body = db
        .vault
        .open_field(Field::AnswerBody, &name, by.as_deref(), body)?;
    Ok(StoredAnswer {
        request_digest: row.get(0).map_err(sql)?,
        outcome: outcome_named(&outcome).ok_or_else(bad)?,
        codes: serde_json::from_str(&codes).map_err(|_| bad())?,
        body: Personal::new(body),
    })
}

/// Stores an answer; the one that was stored under this key before, if any, stays and is returned.
pub(super) fn remember(
    db: Db<'_>,
    key: &OperationKey,
    new: &StoredAnswer,
) -> Result<Option<StoredAnswer>> {
    let body = new.body.expose();
    if body.len() > MAX_ANSWER {
        // Also then a key keeps its first answer.
        let first = recall(db, key)?;
        return first
            .map(Some)
            .ok_or_else(|| Error::new(Code::TooLarge).detail("answer, 8 MiB"));
    }
    let codes = serde_json::to_string(&new.codes).map_err(|_| Error::new(Code::Unexpected))?;
    let name = [key.sender.as_str(), key.id.as_str()];
    let body = db
        .vault
        .seal_field(Field::AnswerBody, &name, body.clone())?;
    let insert = "INSERT INTO answer \
                  (sender, operation_id, request_digest, outcome, codes, sealed_by, body) \
                  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sender, operation_id) DO NOTHING";
    let rows = db
        .connection
        .prepare_cached(insert)
        .and_then(|mut insert| {
            insert.execute(params![
                key.sender,
                key.id.as_str(),
                new.request_digest,
                outcome_name(new.outcome),
                codes,
                body.by,
                body.bytes,
            ])
        })
        .map_err(sql)?;
    if rows > 0 {
        return Ok(None);
    }
    recall(db, key)?
        .map(Some)
        .ok_or_else(|| Code::Unexpected.into())
}

impl AnswerLog for Store {
    fn recall(&self, key: &OperationKey) -> Result<Option<StoredAnswer>, RegistryError> {
        Ok(self.read_one(|db| recall(db, key))?)
    }

    fn remember(
        &self,
        key: &OperationKey,
        answer: &StoredAnswer,
    ) -> Result<StoredAnswer, RegistryError> {
        let first = self.transact(|tx| tx.remember(key, answer))?;
        Ok(first.unwrap_or_else(|| answer.clone()))
    }

    fn remember_soon(
        &self,
        key: &OperationKey,
        answer: &StoredAnswer,
    ) -> Result<StoredAnswer, RegistryError> {
        let first = self.transact_soon(|tx| tx.remember(key, answer))?;
        Ok(first.unwrap_or_else(|| answer.clone()))
    }

    fn is_prompt(&self) -> bool {
        Store::is_prompt(self)
    }

    fn remember_now(
        &self,
        key: &OperationKey,
        answer: &StoredAnswer,
    ) -> Result<Tried<StoredAnswer>, RegistryError> {
        let tried = self.transact_now(|tx| tx.remember(key, answer))?;
        Ok(match tried {
            Tried::Done(first) => Tried::Done(first.unwrap_or_else(|| answer.clone())),
            Tried::NotNow => Tried::NotNow,
        })
    }
}
