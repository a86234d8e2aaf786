//! The four operations and what each of them asks.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Header, Requester};
use crate::citizen::Person;
use crate::redact::Personal;

/// The operations of the exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Operation {
    /// Ask for a citizen's data (ANPR CIE2).
    Interrogazione,
    /// Notice that a card was issued, alias conferma (ANPR CIE8).
    Emissione,
    /// Notice that a card was annulled (ANPR CIE7).
    Annullamento,
    /// Notice that a card was revoked; may be mapped onto annullamento.
    Revoca,
}

impl Operation {
    /// Every operation.
    pub const ALL: [Self; 4] = [
        Self::Interrogazione,
        Self::Emissione,
        Self::Annullamento,
        Self::Revoca,
    ];

    /// Stable lower-case name, as profiles and journals write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Interrogazione => "interrogazione",
            Self::Emissione => "emissione",
            Self::Annullamento => "annullamento",
            Self::Revoca => "revoca",
        }
    }
}

/// How a citizen is looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QueryKey {
    /// By codice fiscale, as read from the card or typed.
    CodiceFiscale(Personal<String>),
    /// By particulars.
    Person(Box<Person>),
}

/// Interrogazione.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Heading.
    pub header: Header,
    /// Who asks.
    pub requester: Requester,
    /// Whom they ask for.
    pub key: QueryKey,
    /// ISTAT code of the comune where the citizen is said to live (ANPR `datiControllo`).
    pub residence_istat: Option<String>,
}

/// An identity card as registries record it (ANPR `cartaIdentita`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardData {
    /// Serial; text always, leading zeros count.
    pub serial: String,
    /// Electronic, or paper; `None` when the registry does not say.
    pub electronic: Option<bool>,
    /// Date of issue.
    pub issued_on: Option<NaiveDate>,
    /// Date of expiry; `None` when unlimited or not known.
    pub expires_on: Option<NaiveDate>,
    /// Valid for travel; wires invert it or not, as their profile says.
    pub valid_for_travel: Option<bool>,
    /// ISTAT code of the issuing comune.
    pub comune_istat: Option<String>,
    /// Name of the issuing comune.
    pub comune: Option<String>,
    /// Date of annulment.
    pub annulled_on: Option<NaiveDate>,
}

/// What an attachment of an emissione is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AttachmentKind {
    /// Photo.
    Photo,
    /// Fingerprint of the right hand.
    RightFingerprint,
    /// Fingerprint of the left hand.
    LeftFingerprint,
    /// Handwritten signature.
    Signature,
}

/// A biometric file passed with an emissione.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// What it is.
    pub kind: AttachmentKind,
    /// Media type, such as `image/jpeg`.
    pub media_type: String,
    /// The bytes.
    #[serde(with = "crate::base64_bytes")]
    pub bytes: Personal<Vec<u8>>,
}

/// Emissione: the card that was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardNotice {
    /// Heading.
    pub header: Header,
    /// Who says so.
    pub requester: Requester,
    /// The holder.
    pub person: Person,
    /// The card.
    pub card: CardData,
    /// Biometric files, where the comune's registry keeps them.
    pub attachments: Vec<Attachment>,
}

/// Why a card was annulled (ANPR reasons).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AnnulmentReason {
    /// Material error (1).
    MaterialError,
    /// Revocation (2).
    Revocation,
    /// Other (3).
    Other,
}

/// Annullamento or revoca: the one card that is no longer good. No other card is touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardAnnulment {
    /// Heading.
    pub header: Header,
    /// Who says so.
    pub requester: Requester,
    /// The holder.
    pub person: Person,
    /// The card.
    pub card: CardData,
    /// Date of annulment.
    pub on: NaiveDate,
    /// Why.
    pub reason: AnnulmentReason,
}

/// A request of the workstation to the registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Request {
    /// See [`Operation::Interrogazione`].
    Interrogazione(Query),
    /// See [`Operation::Emissione`].
    Emissione(CardNotice),
    /// See [`Operation::Annullamento`].
    Annullamento(CardAnnulment),
    /// See [`Operation::Revoca`].
    Revoca(CardAnnulment),
}

impl Request {
    /// Which operation this is.
    #[must_use]
    pub fn operation(&self) -> Operation {
        match self {
            Self::Interrogazione(_) => Operation::Interrogazione,
            Self::Emissione(_) => Operation::Emissione,
            Self::Annullamento(_) => Operation::Annullamento,
            Self::Revoca(_) => Operation::Revoca,
        }
    }

    /// The heading.
    #[must_use]
    pub fn header(&self) -> &Header {
        match self {
            Self::Interrogazione(query) => &query.header,
            Self::Emissione(notice) => &notice.header,
            Self::Annullamento(annulment) | Self::Revoca(annulment) => &annulment.header,
        }
    }

    /// Who asks.
    #[must_use]
    pub fn requester(&self) -> &Requester {
        match self {
            Self::Interrogazione(query) => &query.requester,
            Self::Emissione(notice) => &notice.requester,
            Self::Annullamento(annulment) | Self::Revoca(annulment) => &annulment.requester,
        }
    }
}
