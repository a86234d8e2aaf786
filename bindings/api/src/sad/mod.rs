//! The messages of the exchange as bytes, and the profiles that say how they look.

pub(crate) mod codec;
mod message;
pub(crate) mod profile;

pub use codec::*;
pub(crate) use message::attachment;
pub use message::{SadHeader, SadRequest};
pub use profile::*;
