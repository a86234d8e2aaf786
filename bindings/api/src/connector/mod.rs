//! An APR connector over the caller's own registry.

mod bridge;
mod config;
mod journal;
mod object;
mod registry;
mod server;

pub use config::ConnectorConfig;
pub(crate) use config::{profile, read};
pub(crate) use journal::CALLS;
#[cfg(feature = "python")]
pub(crate) use journal::python;
pub use journal::{JournalEntry, read_journal};
pub use object::{Connector, Reply};
pub use registry::Registry;
pub use server::Server;
