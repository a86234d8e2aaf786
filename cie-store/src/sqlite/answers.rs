//! The log of answers in SQLite.

use cie_core::exchange::{AnswerLog, OperationKey, Outcome, RegistryError, StoredAnswer};
use cie_core::redact::Personal;
use rusqlite::{Connection, OptionalExtension, params};

use super::fault::{bad_record, sql};
use super::store::Store;
use crate::{Code, Error, Result};

/// Longest answer, in bytes.
const MAX_ANSWER: usize = 8 * 1024 * 1024;

fn recall(connection: &Connection, key: &OperationKey) -> Result<Option<StoredAnswer>> {
    let select = "SELECT request_digest, outcome, codes, body FROM answer \
                  WHERE sender = ? AND operation_id = ?";
    let row: Option<([u8; 32], String, String, Vec<u8>)> = connection
        .prepare_cached(select)
        .and_then(|mut select| {
            select
                .query_row([key.sender.as_str(), key.id.as_str()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
                .optional()
        })
        .map_err(sql)?;
    row.map(|(request_digest, outcome, codes, body)| {
        Ok(StoredAnswer {
            request_digest,
            outcome: outcome_named(&outcome).ok_or_else(|| bad_record("answer"))?,
            codes: serde_json::from_str(&codes).map_err(|_| bad_record("answer"))?,
            body: Personal::new(body),
        })
    })
    .transpose()
}

fn remember(
    connection: &Connection,
    key: &OperationKey,
    new: &StoredAnswer,
) -> Result<StoredAnswer> {
    if let Some(first) = recall(connection, key)? {
        return Ok(first);
    }
    if new.body.expose().len() > MAX_ANSWER {
        return Err(Error::new(Code::TooLarge).detail("answer, 8 MiB"));
    }
    let codes = serde_json::to_string(&new.codes).map_err(|_| Error::new(Code::Unexpected))?;
    let insert = "INSERT INTO answer (sender, operation_id, request_digest, outcome, codes, body) \
                  VALUES (?, ?, ?, ?, ?, ?)";
    connection
        .prepare_cached(insert)
        .and_then(|mut insert| {
            insert.execute(params![
                key.sender,
                key.id.as_str(),
                new.request_digest,
                outcome_name(new.outcome),
                codes,
                new.body.expose(),
            ])
        })
        .map_err(sql)?;
    Ok(new.clone())
}

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Ok => "ok",
        Outcome::Several => "several",
        _ => "error",
    }
}

fn outcome_named(name: &str) -> Option<Outcome> {
    [Outcome::Ok, Outcome::Several, Outcome::Error]
        .into_iter()
        .find(|outcome| outcome_name(*outcome) == name)
}

impl AnswerLog for Store {
    fn recall(&self, key: &OperationKey) -> Result<Option<StoredAnswer>, RegistryError> {
        Ok(self.read(|connection| recall(connection, key))?)
    }

    fn remember(
        &self,
        key: &OperationKey,
        answer: &StoredAnswer,
    ) -> Result<StoredAnswer, RegistryError> {
        Ok(self.transact(|tx| remember(tx.connection, key, answer))?)
    }
}
