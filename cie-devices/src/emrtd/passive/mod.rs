//! Passive authentication: who signed the data, and whether they are what was signed.
//!
//! The ASN.1 of certificates and signed messages is read here without a general parser, on purpose:
//! what was signed must be kept octet by octet (some cards list groups out of order, some
//! authorities use serial numbers and orders of names that strict parsers refuse), and a hostile
//! file must cost no more than one pass over its bytes. Signatures are checked by ring and by the
//! curve crates.

mod certificate;
mod check;
mod crl;
mod deviation;
mod evidence;
mod issued;
mod master_list;
mod report;
mod signature;
mod signed_data;
mod sod;
mod source;
mod trust;
mod verdict;
mod verify;

pub use certificate::{Certificate, DistinguishedName};
pub use check::{Check, RequestField};
pub use crl::RevocationList;
pub use evidence::Evidence;
pub use master_list::MasterList;
pub use report::{Report, Summary};
pub(crate) use signature::{PublicKey, parse_ecdsa};
pub use sod::{GroupDigest, SecurityObject, SodSignature};
pub use source::{Added, TrustSource};
pub use trust::TrustStore;
pub use verdict::{Outcome, Verdict};
pub use verify::{PassiveInput, verify};
