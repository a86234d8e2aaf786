//! Sealing everything anew, a few rows at a time.

use serde::{Deserialize, Serialize};

use super::fields::Field;

/// What a batch of sealing anew did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resealing {
    /// Rows sealed with the current key by this call.
    pub rows: u64,
    /// Nothing is left under an older key, or plain.
    pub finished: bool,
}

/// A table with sealed columns.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// Columns that name a row.
    pub(crate) key: &'static [&'static str],
    /// Sealed columns.
    pub(crate) sealed: &'static [(&'static str, Field)],
}

impl Table {
    pub(crate) const SUBJECT: &'static Self = &Self {
        name: "subject",
        key: &["scheda"],
        sealed: &[
            ("document", Field::SubjectDocument),
            ("note", Field::SubjectNote),
        ],
    };
    pub(crate) const ANSWER: &'static Self = &Self {
        name: "answer",
        key: &["sender", "operation_id"],
        sealed: &[("body", Field::AnswerBody)],
    };
    pub(crate) const OUTBOX: &'static Self = &Self {
        name: "outbox",
        key: &["key"],
        sealed: &[("payload", Field::OutboxPayload)],
    };
    pub(crate) const REQUEST: &'static Self = &Self {
        name: "request",
        key: &["number"],
        sealed: &[("document", Field::RequestDocument)],
    };
}

/// Every table with sealed columns, in the order in which they are sealed anew.
pub(crate) const TABLES: &[&Table] =
    &[Table::SUBJECT, Table::ANSWER, Table::OUTBOX, Table::REQUEST];

/// How far it got; stored beside the rows, in the same transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cursor {
    /// Name of the key that everything is being sealed with.
    pub(crate) key: String,
    /// Tables done.
    pub(crate) tables: usize,
    /// Name of the last row done of the next table; empty at its beginning.
    pub(crate) after: Vec<String>,
}

impl Cursor {
    /// Name of the setting that holds it.
    pub(crate) const SETTING: &'static str = "reseal";

    /// Where to go on with this key.
    pub(crate) fn resume(stored: Option<Vec<u8>>, key: &str) -> Self {
        let stored = stored.and_then(|text| serde_json::from_slice::<Self>(&text).ok());
        stored
            .filter(|cursor| cursor.key == key)
            .unwrap_or_else(|| Self {
                key: key.to_owned(),
                ..Self::default()
            })
    }

    pub(crate) fn next_table(&mut self) {
        self.tables += 1;
        self.after.clear();
    }
}
