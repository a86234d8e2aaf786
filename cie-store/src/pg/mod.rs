//! Everything that speaks SQL to PostgreSQL (feature `postgres`).

mod answers;
mod cards;
mod connect;
mod content;
mod fault;
mod journal;
mod keys;
mod migrate;
mod outbox;
mod pool;
mod registry;
mod requests;
mod store;
mod subjects;
mod text;
mod tx;

pub use connect::{PgOptions, PgServer};
pub use registry::PgRegistry;
pub use store::PgStore;
pub use tx::PgTx;
