//! The log of answers in PostgreSQL.

use cie_core::exchange::{AnswerLog, OperationKey, RegistryError, StoredAnswer};
use cie_core::redact::Personal;
use postgres::Row;

use super::fault::{bad_record, sql};
use super::store::PgStore;
use super::text::escape;
use super::tx::PgTx;
use crate::answers::{MAX_ANSWER, outcome_name, outcome_named};
use crate::seal::Field;
use crate::{Code, Error, Result};

fn recall(tx: &PgTx<'_>, key: &OperationKey) -> Result<Option<StoredAnswer>> {
    let select = "SELECT request_digest, outcome, codes, sealed_by, body, erased_at FROM answer \
                  WHERE tenant = $1 AND sender = $2 AND operation_id = $3";
    let row = tx.query_opt(
        select,
        &[&tx.tenant, &escape(&key.sender), &key.id.as_str()],
    )?;
    row.map(|row| stored(tx, key, &row)).transpose()
}

fn stored(tx: &PgTx<'_>, key: &OperationKey, row: &Row) -> Result<StoredAnswer> {
    let bad = || bad_record("answer");
    if row.try_get::<_, Option<i64>>(5).map_err(sql)?.is_some() {
        return Err(Error::new(Code::Erased).detail("answer"));
    }
    let digest: Vec<u8> = row.try_get(0).map_err(sql)?;
    let by: Option<&str> = row.try_get(3).map_err(sql)?;
    let name = [key.sender.as_str(), key.id.as_str()];
    let body = row.try_get(4).map_err(sql)?;
    Ok(StoredAnswer {
        request_digest: digest.try_into().map_err(|_| bad())?,
        outcome: outcome_named(row.try_get(1).map_err(sql)?).ok_or_else(bad)?,
        codes: serde_json::from_str(row.try_get(2).map_err(sql)?).map_err(|_| bad())?,
        body: Personal::new(tx.vault.open_field(Field::AnswerBody, &name, by, body)?),
    })
}

fn remember(tx: &PgTx<'_>, key: &OperationKey, new: &StoredAnswer) -> Result<StoredAnswer> {
    let body = new.body.expose();
    if body.len() > MAX_ANSWER {
        return Err(Error::new(Code::TooLarge).detail("answer, 8 MiB"));
    }
    let codes = serde_json::to_string(&new.codes).map_err(|_| Error::new(Code::Unexpected))?;
    let name = [key.sender.as_str(), key.id.as_str()];
    let body = tx
        .vault
        .seal_field(Field::AnswerBody, &name, body.clone())?;
    // Of two connectors that answer at once, the second waits for the first and then finds its row.
    let insert = "INSERT INTO answer \
                  (tenant, sender, operation_id, request_digest, outcome, codes, sealed_by, body) \
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    let written = tx.execute(
        insert,
        &[
            &tx.tenant,
            &escape(&key.sender),
            &key.id.as_str(),
            &new.request_digest.as_slice(),
            &outcome_name(new.outcome),
            &codes,
            &body.by,
            &body.bytes,
        ],
    )?;
    if written == 1 {
        return Ok(new.clone());
    }
    recall(tx, key)?.ok_or_else(|| Code::Unexpected.into())
}

impl AnswerLog for PgStore {
    fn recall(&self, key: &OperationKey) -> Result<Option<StoredAnswer>, RegistryError> {
        Ok(self.read(|tx| recall(tx, key))?)
    }

    fn remember(
        &self,
        key: &OperationKey,
        answer: &StoredAnswer,
    ) -> Result<StoredAnswer, RegistryError> {
        Ok(self.transact(|tx| remember(tx, key, answer))?)
    }
}
