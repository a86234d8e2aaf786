//! Who may sign what and when, once and never twice.
//!
//! [`SigningPolicy`] admits a certificate: it belongs to a card of this office's inventory
//! ([`cie_core::sco`]), which is in the hands of an officer in service. [`SigningDesk`] then asks
//! for the PIN, signs and keeps the signature under the request's number: signing the same content
//! again returns the kept signature, signing another content is refused. Each step is an event of
//! the journal, with the certificate's fingerprint, the request's number, the digest and the
//! moment, and nothing about the citizen.
//!
//! Whatever stops a signature (the card taken out, the PIN not given, a driver that hangs) leaves
//! the request unsigned: asking again goes on from there.

mod desk;
mod policy;
mod record;

pub use desk::{Signed, SigningDesk, SigningRequest};
pub use policy::{Enrolment, Hours, Matter, Signatory, SigningPolicy};
pub use record::{Kept, MemoryRecord, SignatureRecord};
