//! The files in which connectors and offices keep things: checked, copied, put back.

use cie_store::{Store, StoreOptions, Verified};

record! {
    /// What a check of a store's file, or a copy of it, found.
    pub struct StoreCheck {
        /// Entries of its journal.
        pub entries: i64,
        /// Hash of the last one; all zeros for an empty journal. Noted somewhere else, it tells a whole
        /// file from one that was cut.
        pub head: String,
    }
}

impl From<Verified> for StoreCheck {
    fn from(verified: Verified) -> Self {
        Self {
            entries: i64::try_from(verified.entries).unwrap_or(i64::MAX),
            head: verified.head.to_string(),
        }
    }
}

export! { long
    /// Checks the file of a store, or a backup, without its keys and without changing it: pages,
    /// references between tables, the journal's chain of hashes.
    fn check_store(store: String) -> StoreCheck, "Promise<StoreCheck>"
    [
        /// `CIE-STORE-003` to `CIE-STORE-010` when the file cannot be opened as a store;
        /// `CIE-STORE-006` when it is damaged, `CIE-STORE-021` when the journal was changed;
    ]
    {
        Ok(Store::check_file(store)?.into())
    }

    /// Copies a store into a new file, as it is at one moment, while others use it. The copy is checked
    /// before it gets its name.
    fn backup_store(store: String, to: String) -> StoreCheck, "Promise<StoreCheck>"
    [
        /// `CIE-STORE-003` to `CIE-STORE-010` when the file cannot be opened as a store;
        /// `CIE-STORE-090` when the copy exists, `CIE-STORE-091` when it is not sound;
        /// `CIE-STORE-001` and `CIE-STORE-008` when it cannot be written;
    ]
    {
        let options = StoreOptions { read_only: true, ..StoreOptions::default() };
        Ok(options.open(store)?.backup(to)?.into())
    }

    /// Makes a store of a backup, which is checked before and after.
    fn restore_store(backup: String, to: String) -> StoreCheck, "Promise<StoreCheck>"
    [
        /// `CIE-STORE-003` to `CIE-STORE-010` when the backup cannot be opened as a store;
        /// `CIE-STORE-090` when the store exists, `CIE-STORE-091` when the backup is not sound;
    ]
    {
        Ok(Store::restore(backup, to)?.into())
    }
}
