//! Citizenship by the state codes of ANPR.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// ANPR's code of Italy.
pub const ITALY_STATE_CODE: &str = "100";

/// ANPR's code for a citizenship that is "being defined"; CIEOnline refuses it.
pub const UNDEFINED_STATE_CODE: &str = "997";

/// One citizenship of a person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citizenship {
    /// Code of the state (3 digits) in ANPR's table.
    pub state_code: String,
    /// Name of the state, as the registry writes it.
    pub state: Option<String>,
    /// Held since.
    pub since: Option<NaiveDate>,
}

impl Citizenship {
    /// Italian citizenship.
    #[must_use]
    pub fn italian() -> Self {
        Self {
            state_code: ITALY_STATE_CODE.into(),
            state: Some("ITALIA".into()),
            since: None,
        }
    }

    /// Whether this is Italian citizenship.
    #[must_use]
    pub fn is_italian(&self) -> bool {
        self.state_code == ITALY_STATE_CODE
    }
}

impl std::fmt::Debug for Citizenship {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Citizenship([personal])")
    }
}
