//! What only Kotlin and Swift need: an exception class for each kind of trouble, and objects with
//! callbacks.

mod connector;
mod error;

pub use connector::{Connector, Registry, RegistryException, Server};
pub use error::CieError;
