//! Whether the keys are the right ones, and what to do when they change.

use postgres::Row;

use super::fault::sql;
use super::store::PgStore;
use super::tx::PgTx;
use crate::keep::reseal;
use crate::{Code, Error, Resealing, Result};

const CHECK: &str = "key_check:";

/// What a store may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Everything,
    /// It is sealed, and nobody gave keys.
    JournalOnly,
}

/// Compares the keys with those the store was sealed with, and notes a new one.
pub(super) fn admit(tx: &PgTx<'_>) -> Result<Access> {
    let Some(current) = tx.vault.current() else {
        return Ok(if noted(tx)?.is_empty() {
            Access::Everything
        } else {
            Access::JournalOnly
        });
    };
    for name in tx.vault.generations().into_iter().flatten() {
        if let Some(check) = setting(tx, &format!("{CHECK}{name}"))? {
            tx.vault.check_key(&name, check)?;
        } else if name == current {
            note_key(tx, &current)?;
        }
    }
    Ok(Access::Everything)
}

/// The first to use a key stores its check; somebody else may be faster.
fn note_key(tx: &PgTx<'_>, name: &str) -> Result<()> {
    let check = tx.vault.key_check(name)?;
    let setting_name = format!("{CHECK}{name}");
    let insert = "INSERT INTO setting (tenant, name, value) VALUES ($1, $2, $3) \
                  ON CONFLICT DO NOTHING";
    tx.execute(insert, &[&tx.tenant, &setting_name, &check])?;
    let stored = setting(tx, &setting_name)?.unwrap_or_default();
    tx.vault.check_key(name, stored)
}

fn noted(tx: &PgTx<'_>) -> Result<Vec<String>> {
    let select = "SELECT name FROM setting WHERE tenant = $1 AND starts_with(name, $2)";
    let rows = tx.query(select, &[&tx.tenant, &CHECK])?;
    let name = |row: &Row| row.try_get::<_, String>(0).map_err(sql);
    rows.iter().map(name).collect()
}

/// Asks the provider again when somebody sealed with a key that is not known here.
///
/// A row sealed with it is not found by the keys that are: whoever looks something up asks first.
pub(super) fn learn_new_keys(tx: &PgTx<'_>) -> Result<()> {
    if !tx.vault.has_keys() {
        return Ok(());
    }
    let known = tx.vault.generations();
    for name in noted(tx)? {
        let name = name.strip_prefix(CHECK).map(str::to_owned);
        if !known.contains(&name) {
            return tx.vault.refresh();
        }
    }
    Ok(())
}

pub(super) fn setting(tx: &PgTx<'_>, name: &str) -> Result<Option<Vec<u8>>> {
    let select = "SELECT value FROM setting WHERE tenant = $1 AND name = $2";
    let row = tx.query_opt(select, &[&tx.tenant, &name])?;
    row.map(|row| row.try_get(0).map_err(sql)).transpose()
}

pub(super) fn set(tx: &PgTx<'_>, name: &str, value: &[u8]) -> Result<()> {
    let write = "INSERT INTO setting (tenant, name, value) VALUES ($1, $2, $3) \
                 ON CONFLICT (tenant, name) DO UPDATE SET value = excluded.value";
    tx.execute(write, &[&tx.tenant, &name, &value]).map(drop)
}

pub(super) fn forget(tx: &PgTx<'_>, name: &str) -> Result<()> {
    let delete = "DELETE FROM setting WHERE tenant = $1 AND name = $2";
    tx.execute(delete, &[&tx.tenant, &name]).map(drop)
}

impl PgStore {
    /// Asks the key provider again; see [`Store::refresh_keys`](crate::Store::refresh_keys).
    ///
    /// # Errors
    /// As there.
    pub fn refresh_keys(&self) -> Result<()> {
        self.vault().refresh()?;
        match self.vault().current() {
            Some(name) => self.transact(|tx| note_key(tx, &name)),
            None => Ok(()),
        }
    }

    /// Seals at most `limit` more rows of this tenant with the current key; see
    /// [`Store::reseal`](crate::Store::reseal).
    ///
    /// # Errors
    /// As there.
    pub fn reseal(&self, limit: u32) -> Result<Resealing> {
        let current = self.vault().current();
        let current = current.ok_or_else(|| Error::new(Code::Sealed))?;
        self.transact(|tx| {
            tx.lock("reseal")?;
            tx.lock("registry")?;
            reseal(tx, &current, limit)
        })
    }
}
