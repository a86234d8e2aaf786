//! What only Kotlin and Swift need: an exception class for each kind of trouble, and objects with
//! callbacks.

mod callback;
mod connector;
mod error;

pub use callback::CallbackException;
pub use connector::{Connector, Registry, Server};
pub use error::CieError;
