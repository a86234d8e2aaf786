//! Texts in both languages that are made while the program runs.

use cie_core::lang::{Lang, Text};
use serde::Serialize;

/// A text in both languages. Free of personal data: it is shown, logged and stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Italian.
    pub it: String,
    /// English.
    pub en: String,
}

impl Said {
    /// A text from its two languages.
    pub fn new(it: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            it: it.into(),
            en: en.into(),
        }
    }

    /// The text in the language asked for.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            _ => &self.it,
        }
    }
}

impl From<Text> for Said {
    fn from(text: Text) -> Self {
        Self::new(text.it, text.en)
    }
}

/// A text made from the same values in both languages.
macro_rules! said {
    ($it:literal / $en:literal $(, $($value:tt)*)?) => {
        $crate::said::Said::new(format!($it $(, $($value)*)?), format!($en $(, $($value)*)?))
    };
}
