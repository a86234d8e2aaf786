//! Where a person was born.

use serde::{Deserialize, Serialize};

/// Place of birth, as the three branches of ANPR's `luogoNascita`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BirthPlace {
    /// In Italy.
    Comune {
        /// Belfiore code (4 characters), as in the codice fiscale, when known.
        belfiore: Option<String>,
        /// ISTAT code (6 digits), when known.
        istat: Option<String>,
        /// Name of the comune, as the registry writes it.
        name: String,
        /// Two-letter province, when known.
        province: Option<String>,
    },
    /// Abroad. The province or county is often missing and never required.
    Foreign {
        /// Belfiore code of the state (`Z` and three digits), when known.
        belfiore: Option<String>,
        /// Code of the state in ANPR's table (3 digits), when known.
        state_code: Option<String>,
        /// Name of the state.
        state: String,
        /// Town, when known.
        locality: Option<String>,
        /// Province or county, when known.
        province: Option<String>,
    },
    /// Neither: on a ship or an aircraft, in a territory that is no more.
    Exceptional(String),
}

impl BirthPlace {
    /// The Belfiore code of the comune or of the foreign state, when known.
    #[must_use]
    pub fn belfiore(&self) -> Option<&str> {
        match self {
            Self::Comune { belfiore, .. } | Self::Foreign { belfiore, .. } => belfiore.as_deref(),
            Self::Exceptional(_) => None,
        }
    }
}

impl std::fmt::Debug for BirthPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Comune { .. } => "BirthPlace::Comune([personal])",
            Self::Foreign { .. } => "BirthPlace::Foreign([personal])",
            Self::Exceptional(_) => "BirthPlace::Exceptional([personal])",
        })
    }
}
