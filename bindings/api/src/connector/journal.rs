//! The journal of a connector's store.

use std::collections::HashMap;

use cie_core::journal::{Entry, Journal};
use cie_store::StoreOptions;

use crate::fault::{Code, Error};

record! {
    /// An entry of the journal: what was done, when, by whom. It names requests, not people.
    pub struct JournalEntry {
        /// Position, from 1, without gaps.
        pub seq: i64,
        /// When, in whole seconds of UTC, such as `2026-11-23T09:30:00Z`.
        pub at: String,
        /// Identifier of the operation or request concerned.
        pub subject: String,
        /// What happened, such as `sad.interrogazione`.
        pub what: String,
        /// Who did it.
        pub actor: String,
        /// Particulars.
        pub data: HashMap<String, String>,
        /// SHA-256 of the entry, which holds that of the entry before.
        pub hash: String,
    }
}

impl From<Entry> for JournalEntry {
    fn from(entry: Entry) -> Self {
        Self {
            seq: i64::try_from(entry.seq).unwrap_or(i64::MAX),
            at: entry.event.at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            subject: entry.event.subject,
            what: entry.event.what,
            actor: entry.event.actor,
            data: entry.event.data.into_iter().collect(),
            hash: entry.hash.to_string(),
        }
    }
}

export! {
    /// Every entry of the journal in a store's file, oldest first, their chain of hashes verified.
    fn read_journal(store: String) -> Vec<JournalEntry>
    [
        /// `CIE-STORE-007` when the file cannot be opened;
        /// `CIE-API-006` when an entry was changed, left out or put in;
    ]
    {
        let options = StoreOptions { read_only: true, ..StoreOptions::default() };
        let entries = options.open(&store)?.entries();
        let entries = entries.map_err(|error| Error::new(Code::JournalUnread).caused_by(error))?;
        cie_core::journal::verify(&entries)?;
        Ok(entries.into_iter().map(Into::into).collect())
    }
}
