//! The request itself.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Biometrics, Contacts, Delivery, DeliveryMode, Guardian, IssueKind, Outcome};
use crate::exchange::Subject;
use crate::fees::Reason;
use crate::issuance::RequestNumber;
use crate::redact::Personal;

/// The office that takes the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Name of the comune.
    pub comune: String,
    /// ISTAT code (6 digits).
    pub istat: String,
    /// Belfiore code (codice catastale).
    pub belfiore: String,
    /// Two-letter province.
    pub province: String,
    /// Name of the office (sede).
    pub name: String,
    /// Identifier of the workstation (1 to 20 characters).
    pub workstation_id: String,
}

/// The operator who takes and signs the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// How the operator is called in journals and on the receipt: a role or a number, not a name.
    pub label: String,
    /// Codice fiscale.
    pub codice_fiscale: Personal<String>,
}

/// Leave of the comune of residence to issue a card to its resident (TULPS art. 3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NullaOsta {
    /// Comune that gave it.
    pub comune: String,
    /// Its protocol number.
    pub protocol: String,
    /// Date.
    pub on: NaiveDate,
}

/// Choice about organ donation; adults only, and only in Italy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OrganDonation {
    /// Consents.
    Consent,
    /// Refuses.
    Refusal,
}

/// A request for a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardRequest {
    /// Number.
    pub number: RequestNumber,
    /// Date of the request; ages are counted on this day.
    pub requested_on: NaiveDate,
    /// Office.
    pub office: Office,
    /// Operator.
    pub operator: Operator,
    /// The citizen, as the registry describes them.
    pub subject: Subject,
    /// Reason of issue.
    pub reason: Reason,
    /// Variant of the request.
    #[serde(default)]
    pub kind: IssueKind,
    /// Who answers for a minor.
    pub guardians: Vec<Guardian>,
    /// A ground for refusing or withdrawing a passport exists: the card is not valid for travel.
    pub travel_barred: bool,
    /// Leave of the comune of residence, for who lives elsewhere.
    pub nulla_osta: Option<NullaOsta>,
    /// How the holder can be reached.
    pub contacts: Contacts,
    /// How the card reaches its holder.
    pub delivery: Delivery,
    /// Choice about organ donation; `None` when not expressed.
    pub organ_donation: Option<OrganDonation>,
    /// Number of the fee receipt.
    pub fee_receipt: Option<String>,
    /// Serial of the card, assigned while the request is being entered. Text, zeros count.
    pub serial: Option<String>,
    /// Photo, fingerprints, signature.
    pub biometrics: Biometrics,
    /// What the rules made of it, once computed.
    pub outcome: Option<Outcome>,
}

impl CardRequest {
    /// A request with nothing entered yet: to the residence, no biometrics, no serial.
    #[must_use]
    pub fn new(
        number: RequestNumber,
        requested_on: NaiveDate,
        (office, operator): (Office, Operator),
        subject: Subject,
        reason: Reason,
    ) -> Self {
        Self {
            number,
            requested_on,
            office,
            operator,
            subject,
            reason,
            kind: IssueKind::Ordinary,
            guardians: Vec::new(),
            travel_barred: false,
            nulla_osta: None,
            contacts: Contacts::default(),
            delivery: Delivery {
                mode: DeliveryMode::Residence,
                delegate: None,
            },
            organ_donation: None,
            fee_receipt: None,
            serial: None,
            biometrics: Biometrics::default(),
            outcome: None,
        }
    }
}
