//! What only the Node package needs: its exceptions, and objects with callbacks.

mod connector;
mod error;
mod registry;
mod task;

pub(crate) use error::thrown;
pub use task::Work;
