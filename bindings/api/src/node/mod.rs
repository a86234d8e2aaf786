//! What only the Node package needs: its exceptions, and objects with callbacks.

mod callback;
mod connector;
mod error;
mod registry;
mod task;

pub(crate) use callback::{Method, ask, camel};
pub(crate) use error::thrown;
pub(crate) use task::promise;
