//! Where a person lives.
//!
//! Civic numbers are kept as the registry wrote them, beside their parsed parts: `17/2` once
//! became "N. 17 2" on its way to the mint and the card was posted to number 172.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::redact::Personal;

/// A civic number: verbatim, and what could be read from it.
///
/// ```
/// use cie_core::citizen::Civic;
/// let civic = Civic::parse("3 bis");
/// assert_eq!((civic.verbatim.as_str(), civic.number, civic.suffix.as_deref()), ("3 bis", Some(3), Some("bis")));
/// assert_eq!(Civic::parse("17/2").verbatim, "17/2");
/// assert_eq!(Civic::parse("snc").number, None);
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Civic {
    /// Exactly as the registry has it; this is what goes on every wire and on the card.
    pub verbatim: String,
    /// The leading number, when there is one.
    pub number: Option<u32>,
    /// What follows the number without its separators (`2` in `17/2`, `bis` in `3 bis`).
    pub suffix: Option<String>,
}

impl Civic {
    /// Reads a civic number; a text without a leading number (`snc`, `km 12`) keeps only its text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let number = digits.parse().ok();
        let rest = text.get(digits.len()..).unwrap_or_default();
        let suffix = rest
            .trim_start_matches(['/', '-', '\\', '.', ' '])
            .trim_end();
        let suffix = (number.is_some() && !suffix.is_empty()).then(|| suffix.to_owned());
        Self {
            verbatim: text.to_owned(),
            number,
            suffix,
        }
    }
}

impl std::fmt::Debug for Civic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Civic([personal])")
    }
}

/// A comune as an address names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Name of the comune.
    pub name: String,
    /// ISTAT code (6 digits), when known.
    pub istat: Option<String>,
    /// Two-letter province, when known.
    pub province: Option<String>,
}

/// An address in Italy.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Comune.
    pub comune: Place,
    /// Street type (specie): VIA, PIAZZA, CONTRADA…
    pub street_type: Option<String>,
    /// Name of the street without its type.
    pub street: Personal<String>,
    /// Civic number.
    pub civic: Option<Civic>,
    /// Post code (5 digits).
    pub cap: Option<String>,
    /// Hamlet.
    pub frazione: Option<String>,
}

/// An address abroad.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignAddress {
    /// Code of the state (3 digits) in ANPR's table.
    pub state_code: Option<String>,
    /// Name of the state.
    pub state: String,
    /// Town.
    pub locality: Option<String>,
    /// Province, county or region.
    pub province: Option<String>,
    /// Street and number, as written there.
    pub line: Option<Personal<String>>,
}

// Post code and hamlet say where somebody lives as well as the street does.
impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Address([personal])")
    }
}

impl std::fmt::Debug for ForeignAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ForeignAddress([personal])")
    }
}

/// Residence, or the lack of a fixed one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Residence {
    /// Resident in Italy.
    Italy {
        /// The address.
        address: Address,
        /// Care of (presso).
        care_of: Option<Personal<String>>,
        /// Resident there since.
        since: Option<NaiveDate>,
    },
    /// Resident abroad (AIRE).
    Abroad {
        /// The address.
        address: ForeignAddress,
        /// Comune whose AIRE register the person is on.
        aire_comune: Option<Place>,
    },
    /// No fixed abode (senza fissa dimora), registered in a comune.
    NoFixedAbode {
        /// The comune of registration.
        comune: Place,
        /// The conventional street of the registration, when the comune uses one.
        street: Option<Personal<String>>,
    },
}

impl Residence {
    /// The comune in whose registry the person is.
    #[must_use]
    pub fn comune(&self) -> Option<&Place> {
        match self {
            Self::Italy { address, .. } => Some(&address.comune),
            Self::Abroad { aire_comune, .. } => aire_comune.as_ref(),
            Self::NoFixedAbode { comune, .. } => Some(comune),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_the_usual_shapes() {
        let cases = [
            ("17/2", Some(17), Some("2")),
            ("3 bis", Some(3), Some("bis")),
            ("12A", Some(12), Some("A")),
            ("5-7", Some(5), Some("7")),
            ("s.n.c.", None, None),
            ("", None, None),
            ("99999999999999", None, None),
        ];
        for (text, number, suffix) in cases {
            let civic = Civic::parse(text);
            assert_eq!(
                (civic.number, civic.suffix.as_deref()),
                (number, suffix),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn the_text_is_never_rewritten(text in "\\PC{0,20}") {
            prop_assert_eq!(Civic::parse(&text).verbatim, text);
        }
    }
}
