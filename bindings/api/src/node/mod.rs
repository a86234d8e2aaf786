//! What only the Node package needs: its exceptions, and objects with callbacks.

mod callback;
mod connector;
mod error;
mod registry;
mod task;

#[allow(unused_imports, reason = "the macro of callbacks names it")]
pub(crate) use callback::camel;
pub(crate) use callback::{Method, ask};
pub(crate) use error::thrown;
pub(crate) use task::promise;
