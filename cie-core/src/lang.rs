//! The two languages in which the SDK speaks to people.

/// Language of a message. Italian is the default at the counter.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Lang {
    /// Italian.
    #[default]
    It,
    /// English.
    En,
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Text {
    /// Italian.
    pub it: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The text in the language asked for.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::It => self.it,
            Lang::En => self.en,
        }
    }
}
