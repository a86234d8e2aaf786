//! Everything that speaks SQL to SQLite.

mod answers;
mod backup;
mod cards;
mod content;
mod fault;
mod import;
mod journal;
mod keys;
mod later;
mod migrate;
mod open;
mod outbox;
mod readers;
mod registry;
mod requests;
mod store;
mod subjects;
mod writer;

pub(crate) use fault::sql as fault;
pub use open::StoreOptions;
pub use registry::SqliteRegistry;
pub use store::{Store, Tx};
