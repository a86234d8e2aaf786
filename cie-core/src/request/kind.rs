//! What kind of document is asked for, and where: the variants of a request.

use serde::{Deserialize, Serialize};

/// The variant of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum IssueKind {
    /// An electronic card, at a comune.
    #[default]
    Ordinary,
    /// An electronic card for an asylum seeker: three years, national territory only
    /// (D.Lgs 142/2015 art. 5-bis c. 4).
    AsylumSeeker,
    /// An electronic card at a consulate.
    Consular(ConsularChecks),
    /// A paper card, for documented urgency; none from 2026-08-03 (Circ. DAIT 76/2025).
    Paper {
        /// The urgency documented, if it is one of those admitted.
        ground: Option<PaperGround>,
    },
}

/// What a consulate has to find out before it issues a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsularChecks {
    /// How the consulate's data compare with ANPR's; needed when the codice fiscale is missing.
    pub matches: Option<FiveData>,
    /// ANPR knows another valid electronic card of the citizen.
    pub other_valid_cie: bool,
}

/// The five data that must all agree before a missing codice fiscale is asked for through ANPR.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FiveData {
    /// Surname (cognome).
    pub surname: bool,
    /// First name (nome).
    pub given: bool,
    /// Sex (sesso).
    pub sex: bool,
    /// Place of birth (luogo di nascita).
    pub birth_place: bool,
    /// Date of birth (data di nascita).
    pub birth_date: bool,
}

impl FiveData {
    /// The data that do not agree, as paths of fields.
    pub fn differing(self) -> impl Iterator<Item = &'static str> {
        [
            (self.surname, "subject.person.surname"),
            (self.given, "subject.person.given"),
            (self.sex, "subject.person.sex"),
            (self.birth_place, "subject.person.birth_place"),
            (self.birth_date, "subject.person.birth_date"),
        ]
        .into_iter()
        .filter_map(|(agrees, field)| (!agrees).then_some(field))
    }
}

/// The urgencies for which a paper card could be issued (circ. 8/2017).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PaperGround {
    /// Health.
    Health,
    /// Travel.
    Travel,
    /// Elections.
    Elections,
    /// Public competitions and tenders.
    PublicCompetitions,
    /// Registered with AIRE.
    Aire,
}

impl PaperGround {
    /// Name of the ground in the rule `entitlement.paper`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Travel => "travel",
            Self::Elections => "elections",
            Self::PublicCompetitions => "public_competitions",
            Self::Aire => "aire",
        }
    }
}
