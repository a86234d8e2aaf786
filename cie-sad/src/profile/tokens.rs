//! Tokens: the words a wire uses for closed sets of values.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// A closed set of values with a word for each on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TokenSet {
    /// Test, pre-subentro, production.
    Mode,
    /// M, F, not stated.
    Sex,
    /// Whether the tax agency validated a codice fiscale.
    Validated,
    /// "Is without": a flag that is either there or not.
    Without,
    /// Yes or no.
    YesNo,
    /// Whether certificates may be issued.
    Certifiable,
    /// Electronic or paper card.
    Electronic,
    /// Travel flag; in the profile `meaning` says whether "yes" means valid or forbidden.
    Travel,
    /// Error or warning.
    Severity,
    /// Reason of annulment.
    Reason,
    /// Where data come from.
    Provenance,
    /// Outcome; a token may end with `NN`, the number of subjects.
    Outcome,
    /// Kind of attachment.
    Attachment,
}

impl TokenSet {
    /// Every set.
    pub const ALL: [Self; 13] = [
        Self::Mode,
        Self::Sex,
        Self::Validated,
        Self::Without,
        Self::YesNo,
        Self::Certifiable,
        Self::Electronic,
        Self::Travel,
        Self::Severity,
        Self::Reason,
        Self::Provenance,
        Self::Outcome,
        Self::Attachment,
    ];

    /// Its name in a profile.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mode => "mode",
            Self::Sex => "sex",
            Self::Validated => "validated",
            Self::Without => "without",
            Self::YesNo => "yes_no",
            Self::Certifiable => "certifiable",
            Self::Electronic => "electronic",
            Self::Travel => "travel",
            Self::Severity => "severity",
            Self::Reason => "reason",
            Self::Provenance => "provenance",
            Self::Outcome => "outcome",
            Self::Attachment => "attachment",
        }
    }

    /// The names of its members, in the order of the model.
    ///
    /// For the travel flag they are `yes` and `no` in the profile; once loaded, the first means
    /// valid for travel.
    #[must_use]
    pub fn members(self) -> &'static [&'static str] {
        match self {
            Self::Mode => &["test", "pre_subentro", "production"],
            Self::Sex => &["m", "f", "n"],
            Self::Validated => &["validated", "not_validated"],
            Self::Without => &["yes"],
            Self::YesNo | Self::Certifiable | Self::Travel => &["yes", "no"],
            Self::Electronic => &["electronic", "paper"],
            Self::Severity => &["error", "warning"],
            Self::Reason => &["material_error", "revocation", "other"],
            Self::Provenance => &["anpr", "ina", "tax_registry", "aire"],
            Self::Outcome => &["ok", "several", "error"],
            Self::Attachment => &[
                "photo",
                "right_fingerprint",
                "left_fingerprint",
                "signature",
            ],
        }
    }
}

/// The tokens of a profile: for each member of each set the words accepted, the first one written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens(
    pub(super) BTreeMap<TokenSet, Vec<Vec<String>>>,
    /// The travel flag of the wire says "forbidden".
    pub(super) bool,
);

impl Tokens {
    /// The words accepted for a member, the first being the one written.
    #[must_use]
    pub fn words(&self, set: TokenSet, member: usize) -> &[String] {
        self.0
            .get(&set)
            .and_then(|members| members.get(member))
            .map_or(&[], Vec::as_slice)
    }

    /// Index of the member, in [`TokenSet::members`], that a word stands for.
    pub(crate) fn parse(&self, set: TokenSet, text: &str) -> Option<usize> {
        let counted = |word: &String| {
            let stem = word.strip_suffix("NN").filter(|_| set == TokenSet::Outcome);
            let number = stem.and_then(|stem| text.strip_prefix(stem));
            number.is_some_and(|n| n.len() == 2 && n.bytes().all(|b| b.is_ascii_digit()))
        };
        let fits = |word: &String| match set {
            TokenSet::Outcome if word.ends_with("NN") => counted(word),
            _ => word == text,
        };
        let members = self.0.get(&set)?;
        members.iter().position(|words| words.iter().any(fits))
    }

    /// The token of a member; `count` fills a trailing `NN` of an outcome, 99 at most.
    pub(crate) fn write(&self, set: TokenSet, member: usize, count: usize) -> Option<Cow<'_, str>> {
        let word = self.words(set, member).first()?;
        Some(match word.strip_suffix("NN") {
            Some(stem) if set == TokenSet::Outcome => {
                Cow::Owned(format!("{stem}{:02}", count.min(99)))
            }
            _ => Cow::Borrowed(word),
        })
    }

    /// A short list for error texts.
    pub(crate) fn expected(&self, set: TokenSet) -> String {
        let words: Vec<_> = self
            .0
            .get(&set)
            .into_iter()
            .flatten()
            .filter_map(|words| words.first().map(String::as_str))
            .collect();
        words.join(", ")
    }
}
