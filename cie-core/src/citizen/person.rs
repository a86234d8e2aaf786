//! The particulars of a person (generalità).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BirthPlace, NamePart};
use crate::date::PartialDate;
use crate::redact::Personal;

/// Sex as the registry records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Sex {
    /// Male.
    M,
    /// Female.
    F,
    /// Not stated (ANPR's `N`).
    N,
}

impl Sex {
    /// The letter on the wire.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::M => "M",
            Self::F => "F",
            Self::N => "N",
        }
    }

    /// Reads the letter `M`, `F` or `N`; anything else is `None`, never a default.
    #[must_use]
    pub fn from_letter(letter: &str) -> Option<Self> {
        match letter {
            "M" => Some(Self::M),
            "F" => Some(Self::F),
            "N" => Some(Self::N),
            _ => None,
        }
    }
}

/// A codice fiscale as the registry holds it: the text, and whether the tax agency validated it.
///
/// The text is kept as received (11 to 16 characters); `citizen::codice_fiscale` judges it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxCode {
    /// The code as written.
    pub code: Personal<String>,
    /// `true` validated (ANPR 1), `false` not (ANPR 9), `None` not said.
    pub validated: Option<bool>,
    /// Date of attribution or validation.
    pub since: Option<NaiveDate>,
}

/// Particulars of a person (ANPR `generalita`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Codice fiscale, when the registry has one.
    pub tax_code: Option<TaxCode>,
    /// Surname, or none.
    pub surname: NamePart,
    /// First name, or none.
    pub given: NamePart,
    /// Sex.
    pub sex: Sex,
    /// Date of birth, perhaps incomplete.
    pub birth_date: PartialDate,
    /// Place of birth.
    pub birth_place: BirthPlace,
    /// Registered with AIRE (citizens living abroad).
    pub aire: bool,
    /// Identifier of the person's sheet in the comune's registry.
    pub registry_id: Option<String>,
    /// Identifier of the person's sheet in ANPR.
    pub anpr_id: Option<String>,
}

impl Person {
    /// The codice fiscale as written, when there is one.
    #[must_use]
    pub fn codice_fiscale(&self) -> Option<&str> {
        self.tax_code.as_ref().map(|tax| tax.code.expose().as_str())
    }
}
