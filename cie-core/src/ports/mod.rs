//! What lies beyond the comune: traits for systems whose interfaces are not public.
//!
//! CIEOnline, CNSD and IPZS cannot be reached by third parties and have no published interface.
//! The SDK therefore defines what it needs of them, and `cie-sandbox` implements it with simulators
//! that say so in every answer. Whoever holds a real interface implements these traits over it.

mod ministry;

pub use ministry::{
    Acceptance, Cnsd, Progress, ReceiptSecrets, SecretHalf, SerialSource, System, Update,
};

use std::fmt;

/// Why a system beyond the comune did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[error("{system}: {trouble}: {text}")]
pub struct PortError {
    /// Which system.
    pub system: System,
    /// What sort of trouble.
    pub trouble: Trouble,
    /// Its text, free of personal data.
    pub text: String,
    /// What caused it.
    #[source]
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What sort of trouble a system is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Trouble {
    /// It does not answer: trying again later may work, with the same identifiers.
    Unavailable,
    /// It answered no.
    Refused,
    /// It answered something that cannot be understood.
    Garbled,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unavailable => "unavailable",
            Self::Refused => "refused",
            Self::Garbled => "garbled answer",
        })
    }
}
