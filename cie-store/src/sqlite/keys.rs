//! Whether the keys are the right ones, and what to do when they change.

use rusqlite::{Connection, OptionalExtension, params};

use super::fault::sql;
use super::store::Store;
use crate::keep::reseal;
use crate::seal::Vault;
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
pub(super) fn admit(connection: &Connection, vault: &Vault) -> Result<Access> {
    let Some(current) = vault.current() else {
        let checks = "SELECT EXISTS (SELECT 1 FROM setting WHERE name GLOB 'key_check:*')";
        let sealed = connection
            .query_row(checks, [], |row| row.get(0))
            .map_err(sql)?;
        return Ok(if sealed {
            Access::JournalOnly
        } else {
            Access::Everything
        });
    };
    for name in vault.generations().into_iter().flatten() {
        if let Some(check) = setting(connection, &format!("{CHECK}{name}"))? {
            vault.check_key(&name, check)?;
        } else if name == current && !connection.is_readonly("main").map_err(sql)? {
            note_key(connection, vault, &current)?;
        }
    }
    Ok(Access::Everything)
}

/// The first to use a key stores its check; somebody else may be faster.
fn note_key(connection: &Connection, vault: &Vault, name: &str) -> Result<()> {
    let check = vault.key_check(name)?;
    let setting_name = format!("{CHECK}{name}");
    connection
        .execute(
            "INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)",
            params![setting_name, check],
        )
        .map_err(sql)?;
    let stored = setting(connection, &setting_name)?;
    vault.check_key(name, stored.unwrap_or_default())
}

/// Asks the provider again when somebody sealed with a key that is not known here.
///
/// A row sealed with it is not found by the keys that are: whoever looks something up asks first.
pub(super) fn learn_new_keys(connection: &Connection, vault: &Vault) -> Result<()> {
    if !vault.has_keys() {
        return Ok(());
    }
    let mut select = connection
        .prepare_cached("SELECT name FROM setting WHERE name GLOB 'key_check:*'")
        .map_err(sql)?;
    let names = select
        .query_map([], |row| row.get::<_, String>(0))
        .map_err(sql)?;
    let known = vault.generations();
    for name in names {
        let name = name.map_err(sql)?;
        let name = name.strip_prefix(CHECK).map(str::to_owned);
        if !known.contains(&name) {
            return vault.refresh();
        }
    }
    Ok(())
}

pub(super) fn setting(connection: &Connection, name: &str) -> Result<Option<Vec<u8>>> {
    connection
        .query_row("SELECT value FROM setting WHERE name = ?", [name], |row| {
            row.get(0)
        })
        .optional()
        .map_err(sql)
}

pub(super) fn set(connection: &Connection, name: &str, value: &[u8]) -> Result<()> {
    let write = "INSERT INTO setting (name, value) VALUES (?, ?) \
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    connection
        .execute(write, params![name, value])
        .map(drop)
        .map_err(sql)
}

pub(super) fn forget(connection: &Connection, name: &str) -> Result<()> {
    connection
        .execute("DELETE FROM setting WHERE name = ?", [name])
        .map(drop)
        .map_err(sql)
}

impl Store {
    /// Asks the key provider again, after its keys were rotated: from now on new values are sealed
    /// with the new key. Other processes notice when they meet a value sealed with it.
    ///
    /// # Errors
    /// Errors of the key provider and of the store.
    pub fn refresh_keys(&self) -> Result<()> {
        let vault = self.vault();
        vault.refresh()?;
        match vault.current() {
            Some(name) => self.transact(|tx| note_key(tx.connection, vault, &name)),
            None => Ok(()),
        }
    }

    /// Seals at most `limit` more rows with the current key, in one transaction: after a rotation,
    /// or in a store that was plain so far. Call it until nothing is left; a program that was killed
    /// goes on where it was.
    ///
    /// When it is done, older keys open nothing of this file any more; backups may still need them.
    ///
    /// # Errors
    /// `CIE-STORE-060` without keys, `CIE-STORE-061` for a value that does not open; errors of the
    /// store. Then this batch was not written.
    pub fn reseal(&self, limit: u32) -> Result<Resealing> {
        let current = self.vault().current();
        let current = current.ok_or_else(|| Error::new(Code::Sealed))?;
        self.transact_alone(|tx| reseal(&tx.db(), &current, limit))
    }
}
