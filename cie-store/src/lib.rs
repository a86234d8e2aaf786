//! Where a CIE issuing office keeps things: journal, answers, outbox, requests and registry.
//!
//! [`Store`] is a SQLite file. It implements [`Journal`](cie_core::journal::Journal),
//! [`AnswerLog`](cie_core::exchange::AnswerLog), [`Outbox`], [`Requests`] and [`Ledger`];
//! [`Store::registry`] gives a [`Registry`](cie_core::exchange::Registry) of one comune. Whatever
//! is not about SQLite (decisions, CSV, JSON Lines) lives outside the module that speaks SQL, so
//! that another database needs only that module again.
//!
//! No clock is read for what is recorded: times are handed in. No personal datum ever reaches an error, a `Debug` text
//! or the journal.
//!
//! ```
//! use cie_core::journal::{Event, Journal};
//! let store = cie_store::Store::in_memory()?;
//! let at = chrono::DateTime::UNIX_EPOCH;
//! store.append(Event::new(at, "058091-2026-000001", "state.draft", "operator"))?;
//! assert_eq!(store.verify_journal()?.entries, 1);
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```

mod answers;
mod csv;
mod dispatch;
mod events;
mod fault;
mod files;
mod jsonl;
mod keep;
mod ledger;
mod mapping;
mod outbox;
#[cfg(feature = "postgres")]
mod pg;
mod registry;
mod requests;
mod seal;
mod sqlite;

pub use csv::{
    CsvRegistry, ImportOptions, ImportReport, Progress, RejectedRow, Resumed, RowError, check_csv,
    check_notices, columns,
};
pub use dispatch::{Dispatched, Dispatcher, RetryRule, Sent};
pub use fault::{Code, Error, Result};
pub use jsonl::{MAX_LINE as MAX_JOURNAL_LINE, Verified, verify_jsonl, write_jsonl};
pub use keep::{
    ClockCheck, Confidence, Kept, PersonErased, PersonToErase, RetentionPolicy, RetentionReport,
    RetentionRule,
};
pub use ledger::{Committed, Ledger, Step};
#[cfg(feature = "postgres")]
pub use mapping::PgConnect;
pub use mapping::{Dialect, MappedRegistry, Mapping};
pub use outbox::{Enqueued, NewPush, Outbox, Push, PushCounts};
#[cfg(feature = "postgres")]
pub use pg::{PgOptions, PgRegistry, PgServer, PgStore, PgTx};
pub use registry::{CardPolicy, RegistryConfig, Upsert};
pub use requests::{Expected, RequestFilter, RequestRecord, RequestUpdate, Requests};
pub use seal::{
    DataKey, FileKeys, KeyProvider, MemoryKeys, PassphraseCost, PassphraseKeys, Resealing,
};
pub use sqlite::{SqliteRegistry, Store, StoreOptions, Tx};
