//! Who answers for a minor.
//!
//! Parents are a role-neutral list of one or two; how each is called in print is a label beside
//! (Corte di Cassazione, judgment 9216/2025).

use serde::{Deserialize, Serialize};

use crate::citizen::NamePart;
use crate::redact::Personal;

/// In what quality somebody answers for a minor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum GuardianRole {
    /// A parent.
    Parent,
    /// A guardian (tutore).
    Guardian,
}

/// Whether a guardian agrees that the minor's card be valid for travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Consent {
    /// Agrees.
    Given,
    /// Does not agree, or was not asked.
    Missing,
    /// Replaced by an authorisation of the guardianship judge.
    ReplacedByJudge,
}

/// Somebody who answers for a minor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guardian {
    /// Surname.
    pub surname: NamePart,
    /// First name.
    pub given: NamePart,
    /// Codice fiscale, when known.
    pub codice_fiscale: Option<Personal<String>>,
    /// Quality.
    pub role: GuardianRole,
    /// How the person is called in print ("padre", "madre", "genitore"…), when printed at all.
    pub print_label: Option<String>,
    /// Assent to a card valid for travel.
    pub consent: Consent,
}
