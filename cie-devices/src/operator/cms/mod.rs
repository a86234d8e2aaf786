//! Requests signed with the operator card: CMS SignedData (RFC 5652) in CAdES-BES form
//! (ETSI EN 319 122-1).
//!
//! The form that the Ministry's own application gives to a signed request is not published; this
//! is the European baseline for signed data, readable by common tools.

mod attributes;
mod oids;
mod pss;
mod sign;
mod verify;

pub use sign::{Placement, sign};
pub use verify::{Verified, check_intact, verify};

/// Largest content signed or verified, in bytes.
pub const MAX_CONTENT: usize = 16 << 20;
/// Largest signed message read, in bytes: the content and 256 KiB for certificates and signature.
pub const MAX_MESSAGE: usize = MAX_CONTENT + (256 << 10);
