//! The IAS application of the CIE 3.0: the number for services (NIS), the chip's own proof, PIN and
//! PUK.
//!
//! Commands and identifiers are those of the public middleware (italia/cie-middleware, pagopa
//! cie-sdk); the chip's specification is not public. Private keys of roles that circulate in public
//! are not here: who needs the channel they open hands in a [`ChannelProvider`].

mod files;
mod nis;
mod pin;
mod provider;

pub use files::{IasFile, read_file, select};
pub use nis::{GenuineNis, Nis, authenticate_nis, read_nis};
pub use pin::{CardSecret, TriesLeft, change_pin, tries_left, unblock_pin, verify_pin};
pub use provider::{ChannelProvider, secure};
