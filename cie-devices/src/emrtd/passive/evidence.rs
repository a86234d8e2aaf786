//! What a verdict rests on, in both languages.

use std::borrow::Cow;
use std::fmt;

use cie_core::error::Coded;
use cie_core::lang::Lang;

use crate::Error;

/// What a verdict rests on: algorithms, authorities, dates, what differs. Nothing personal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    it: Cow<'static, str>,
    en: Cow<'static, str>,
}

impl Evidence {
    /// The same thing said in Italian and in English.
    #[must_use]
    pub fn new(it: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self {
            it: it.into(),
            en: en.into(),
        }
    }

    /// What an error says, with its code.
    #[must_use]
    pub fn of(error: &Error) -> Self {
        let id = error.info().id;
        let text = |lang| format!("[{id}] {}", error.message(lang));
        Self::new(text(Lang::It), text(Lang::En))
    }

    /// The text in the language asked for.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::It => &self.it,
            _ => &self.en,
        }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.it.is_empty() && self.en.is_empty()
    }
}

/// Names of algorithms and of authorities, dates: the same in both languages.
impl From<&'static str> for Evidence {
    fn from(text: &'static str) -> Self {
        Self::new(text, text)
    }
}

/// Names of algorithms and of authorities, dates: the same in both languages.
impl From<String> for Evidence {
    fn from(text: String) -> Self {
        Self::new(text.clone(), text)
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}
