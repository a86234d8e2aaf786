//! Messages sealed for one recipient: CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM
//! (RFC 5084), the key agreed by ephemeral-static ECDH on P-256 (RFC 5753,
//! dhSinglePass-stdDH-sha256kdf, AES-256 key wrap).
//!
//! How the Ministry's own application protects a request on its way is not published; this is the
//! standard form, readable by common tools.

mod agreement;
mod open;
mod recipient;
mod seal;
mod structure;

pub use open::open;
pub use recipient::{Recipient, SoftRecipient};
pub use seal::seal;

/// Largest content sealed or opened, in bytes.
pub const MAX_CONTENT: usize = 16 << 20;
/// Largest sealed message read, in bytes: the content and 64 KiB for recipients.
pub const MAX_MESSAGE: usize = MAX_CONTENT + (64 << 10);
