//! The Ministry's side, as far as a request needs it.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::PortError;
use crate::issuance::{RequestNumber, Transition};
use crate::redact::Secret;

/// A system beyond the comune.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum System {
    /// The counter application of the Ministry.
    CieOnline,
    /// The centre that certifies requests (Centro Nazionale dei Servizi Demografici).
    Cnsd,
    /// The mint (Istituto Poligrafico e Zecca dello Stato).
    Ipzs,
    /// The post.
    Poste,
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CieOnline => "CIEOnline",
            Self::Cnsd => "CNSD",
            Self::Ipzs => "IPZS",
            Self::Poste => "Poste",
        })
    }
}

/// Assigns the serial (numero unico nazionale) while a request is being entered.
pub trait SerialSource: Send + Sync {
    /// The serial of this request; asking again for the same request gives the same serial.
    ///
    /// # Errors
    /// [`PortError`] when the system is unavailable or refuses.
    fn serial(&self, request: &RequestNumber) -> Result<String, PortError>;
}

/// Takes signed requests in and says what becomes of them.
pub trait Cnsd: Send + Sync {
    /// Certificate (DER) to which requests are enveloped.
    ///
    /// # Errors
    /// [`PortError`] when the system is unavailable.
    fn recipient_certificate(&self) -> Result<Vec<u8>, PortError>;

    /// Hands in an enveloped, signed request. Handing in the same request again changes nothing
    /// and returns the first acceptance.
    ///
    /// # Errors
    /// [`PortError`]: unavailable, or refused with the reason.
    fn submit(&self, request: &RequestNumber, envelope: &[u8]) -> Result<Acceptance, PortError>;

    /// Everything that happened to a request since it was handed in, oldest first.
    ///
    /// # Errors
    /// [`PortError`]: unavailable, or refused because the request is not known.
    fn progress(&self, request: &RequestNumber) -> Result<Progress, PortError>;

    /// The halves of PIN and PUK that are printed on the receipt.
    ///
    /// # Errors
    /// [`PortError`]: unavailable, or refused because the request is not known.
    fn receipt_secrets(&self, request: &RequestNumber) -> Result<ReceiptSecrets, PortError>;
}

/// A request was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Protocol number given by the other side.
    pub protocol: String,
    /// Whether the other side is a simulator.
    pub simulated: bool,
}

/// One thing that happened to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Which system did it.
    pub system: System,
    /// What it means for the state of the request.
    pub transition: Transition,
    /// When.
    pub at: DateTime<Utc>,
}

/// What happened to a request so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Oldest first.
    pub updates: Vec<Update>,
    /// Whether the other side is a simulator.
    pub simulated: bool,
}

/// One half of a PIN or PUK: four digits that `Debug` does not show and nothing serialises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretHalf(pub Secret);

/// The halves printed on the receipt; the others travel with the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptSecrets {
    /// First half of the PIN.
    pub pin: SecretHalf,
    /// First half of the PUK.
    pub puk: SecretHalf,
}
