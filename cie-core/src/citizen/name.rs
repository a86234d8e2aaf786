//! Surnames and first names, including the people who have only one of them.

use serde::{Deserialize, Serialize};

use crate::redact::Personal;

/// A surname or a first name, or the explicit statement that the person has none.
///
/// Some foreign registries record a single name. ANPR says so with `senzaCognome` and `senzaNome`;
/// an empty text is neither of the two and is reported by `request::check`.
///
/// ```
/// use cie_core::citizen::NamePart;
/// assert_eq!(NamePart::from_text("Bianca").text(), Some("Bianca"));
/// assert_eq!(NamePart::None.text(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamePart {
    /// The name as the registry writes it, at most 80 characters on the wire.
    Written(Personal<String>),
    /// The person has no such name.
    None,
}

impl NamePart {
    /// A written name.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self::Written(Personal::new(text.into()))
    }

    /// The name, when there is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Written(name) => Some(name.expose()),
            Self::None => None,
        }
    }
}
