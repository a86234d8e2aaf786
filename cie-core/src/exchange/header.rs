//! What every message carries: who asks, when, under which identifier.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::redact::Personal;
use crate::{Code, Error};

/// Identifier of an operation, 1 to 30 characters; repeating it returns the stored answer.
///
/// Letters, digits, `.`, `-` and `_` only, because it also names files in the FTP exchange.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OperationId(String);

impl OperationId {
    /// Longest identifier (ANPR `idOperazioneComune`).
    pub const MAX_LEN: usize = 30;

    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OperationId {
    type Err = Error;

    /// # Errors
    /// `CIE-CORE-401` when empty, too long or with other characters.
    fn from_str(text: &str) -> Result<Self, Error> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
        // A leading dot would hide the file that the FTP exchange names after it.
        let fits = (1..=Self::MAX_LEN).contains(&text.len()) && !text.starts_with('.');
        if fits && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Code::BadOperationId.into())
        }
    }
}

impl TryFrom<String> for OperationId {
    type Error = Error;
    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<OperationId> for String {
    fn from(id: OperationId) -> Self {
        id.0
    }
}

impl fmt::Display for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Names one operation among those of every sender: two comuni number theirs independently.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationKey {
    /// Sender, as its heading says.
    pub sender: String,
    /// Identifier that the sender gave.
    pub id: OperationId,
}

impl Header {
    /// The name of this operation among those of every sender.
    #[must_use]
    pub fn key(&self) -> OperationKey {
        OperationKey {
            sender: self.sender.clone(),
            id: self.operation_id.clone(),
        }
    }
}

/// Whether a message counts (ANPR `tipoInvio`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Mode {
    /// A trial.
    #[serde(rename = "TEST")]
    Test,
    /// Before the comune moved to ANPR.
    #[serde(rename = "PRE_SUB")]
    PreSubentro,
    /// In production.
    #[serde(rename = "PROD")]
    Production,
}

impl Mode {
    /// The token on the wire.
    #[must_use]
    pub fn token(self) -> &'static str {
        match self {
            Self::Test => "TEST",
            Self::PreSubentro => "PRE_SUB",
            Self::Production => "PROD",
        }
    }

    /// Reads the token; an unknown one is `None`, never a default.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        [Self::Test, Self::PreSubentro, Self::Production]
            .into_iter()
            .find(|m| m.token() == token)
    }
}

/// Heading of a request (ANPR `testataRichiesta`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Identifier of the operation.
    pub operation_id: OperationId,
    /// Sender (6 characters; the ISTAT code of the comune).
    pub sender: String,
    /// Recipient (6 characters).
    pub recipient: String,
    /// When it was sent, local time of the sender.
    pub sent_at: NaiveDateTime,
    /// Test, pre-subentro or production.
    pub mode: Mode,
    /// Name of the sending application.
    pub application: Option<String>,
    /// Its version.
    pub application_version: Option<String>,
    /// Its vendor.
    pub application_vendor: Option<String>,
}

/// Who asks (ANPR `datiRichiedente`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requester {
    /// ISTAT code (6 digits) of the comune.
    pub comune_istat: String,
    /// Identifier of the workstation (1 to 20 characters).
    pub workstation_id: String,
    /// Codice fiscale of the operator (at most 16 characters).
    pub operator: Personal<String>,
}
