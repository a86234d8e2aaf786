//! The operator's smart card (SCO): which one, its PIN, what it signs and who may.
//!
//! [`OperatorCard`] is any card; [`sim::VirtualSco`](crate::sim::VirtualSco) is a simulator, and
//! `pkcs11` (feature of that name) drives real ones. [`Selection`] names the card by certificate,
//! [`log_in`] asks for the PIN, [`cms`] is the form of a signed request, and [`signing`] says who
//! may sign what and when, and never signs a request twice.

pub mod activation;
mod card;
mod certificate;
pub mod cms;
mod pin;
#[cfg(feature = "pkcs11")]
pub mod pkcs11;
pub mod presence;
mod selection;
pub mod signing;

pub use card::{OperatorCard, Presence, SignatureAlgorithm};
pub use certificate::{CardCertificate, KeyKind, MAX_CERTIFICATE, Need};
pub use pin::{OnePin, PinLevel, PinPrompt, PinPurpose, PinRequest, PinState, log_in};
pub use selection::{CertificateSelector, Selection};
