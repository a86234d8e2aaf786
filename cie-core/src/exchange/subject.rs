//! A citizen as the registry describes them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::CardData;
use crate::citizen::{Citizenship, Person, Residence};
use crate::redact::Personal;

/// Where the registry took the data from (ANPR `provenienzaInformazioni`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Provenance {
    /// ANPR (1).
    Anpr,
    /// INA (2).
    Ina,
    /// Tax registry (3).
    TaxRegistry,
    /// AIRE (4).
    Aire,
}

/// Birth act (ANPR `attoNascita`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BirthAct {
    /// Comune that registered it, by name.
    pub comune: Option<String>,
    /// ISTAT code of that comune.
    pub comune_istat: Option<String>,
    /// Year.
    pub year: Option<String>,
    /// Part (parte).
    pub part: Option<String>,
    /// Series (serie).
    pub series: Option<String>,
    /// Number of the act; text, because acts are numbered `12/b` too.
    pub number: Option<Personal<String>>,
}

/// Why and since when a person is no longer in the registry (ANPR `datiCancellazione`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// Reason, as the registry codes it.
    pub reason: Option<String>,
    /// Date.
    pub on: NaiveDate,
}

/// A citizen as the registry describes them (ANPR `datiSoggetto`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Particulars.
    pub person: Person,
    /// Birth act.
    pub birth_act: Option<BirthAct>,
    /// Civil status, as the registry codes it.
    pub civil_status: Option<String>,
    /// Parents, one or two; sent for minors only. Role-neutral.
    pub parents: Vec<Person>,
    /// Residence.
    pub residence: Option<Residence>,
    /// Citizenships; several are possible.
    pub citizenships: Vec<Citizenship>,
    /// Set when the person was cancelled from the registry.
    pub cancellation: Option<Cancellation>,
    /// The identity card the registry knows of.
    pub card: Option<CardData>,
    /// Whether certificates may be issued for the person.
    pub certifiable: Option<bool>,
    /// Where the data come from.
    pub provenance: Option<Provenance>,
    /// Height in centimetres; on the card, but in no ANPR type, so an extension.
    pub height_cm: Option<u16>,
}

impl Subject {
    /// A subject with nothing but its particulars.
    #[must_use]
    pub fn new(person: Person) -> Self {
        Self {
            person,
            birth_act: None,
            civil_status: None,
            parents: Vec::new(),
            residence: None,
            citizenships: Vec::new(),
            cancellation: None,
            card: None,
            certifiable: None,
            provenance: None,
            height_cm: None,
        }
    }
}
