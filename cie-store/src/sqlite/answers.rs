//! The log of answers in SQLite.

use cie_core::exchange::{AnswerLog, OperationId, RegistryError, StoredAnswer};
use rusqlite::{Connection, OptionalExtension, params};

use super::fault::{bad_record, sql};
use super::store::Store;
use crate::{Code, Error, Result};

/// Longest answer, in bytes of JSON.
const MAX_ANSWER: usize = 8 * 1024 * 1024;

fn recall(connection: &Connection, id: &OperationId) -> Result<Option<StoredAnswer>> {
    let select = "SELECT request_digest, answer FROM answer WHERE operation_id = ?";
    let row: Option<([u8; 32], String)> = connection
        .prepare_cached(select)
        .and_then(|mut select| {
            select
                .query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        })
        .map_err(sql)?;
    row.map(|(request_digest, answer)| {
        let answer = serde_json::from_str(&answer).map_err(|_| bad_record("answer"))?;
        Ok(StoredAnswer {
            request_digest,
            answer,
        })
    })
    .transpose()
}

fn remember(connection: &Connection, id: &OperationId, new: &StoredAnswer) -> Result<StoredAnswer> {
    if let Some(first) = recall(connection, id)? {
        return Ok(first);
    }
    let text = serde_json::to_string(&new.answer).map_err(|_| Error::new(Code::Unexpected))?;
    if text.len() > MAX_ANSWER {
        return Err(Error::new(Code::TooLarge).detail("answer, 8 MiB"));
    }
    let insert = "INSERT INTO answer (operation_id, request_digest, answer) VALUES (?, ?, ?)";
    connection
        .prepare_cached(insert)
        .and_then(|mut insert| insert.execute(params![id.as_str(), new.request_digest, text]))
        .map_err(sql)?;
    Ok(new.clone())
}

impl AnswerLog for Store {
    fn recall(&self, id: &OperationId) -> Result<Option<StoredAnswer>, RegistryError> {
        Ok(self.read(|connection| recall(connection, id))?)
    }

    fn remember(
        &self,
        id: &OperationId,
        answer: &StoredAnswer,
    ) -> Result<StoredAnswer, RegistryError> {
        Ok(self.transact(|tx| remember(tx.connection, id, answer))?)
    }
}
