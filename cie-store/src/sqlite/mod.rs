//! Everything that speaks SQL to SQLite.

mod answers;
mod cards;
mod fault;
mod import;
mod journal;
mod migrate;
mod open;
mod outbox;
mod registry;
mod requests;
mod store;
mod subjects;

pub(crate) use fault::sql as fault;
pub use open::StoreOptions;
pub use registry::SqliteRegistry;
pub use store::{Store, Tx};
