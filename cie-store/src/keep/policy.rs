//! Rules of retention: data with their sources.

use std::collections::BTreeSet;

use cie_core::issuance::State;
use serde::Deserialize;

use crate::outbox::check_label;
use crate::{Code, Error, Result};

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kept {
    /// Bodies of answers given to the exchange.
    Answers,
    /// Messages of the outbox that were acknowledged.
    Pushes,
    /// Requests as a whole.
    Requests,
    /// Some members of the documents of requests.
    RequestFields,
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Confidence {
    /// A rule of law names it, and its text was read.
    Law,
    /// A rule of law names it, cited without its text: to be confirmed before anybody relies on it.
    LawUnread,
    /// Nobody names one: this is ours, to be replaced by the comune's own decision.
    Ours,
}

/// How long one kind of content is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionRule {
    /// Stable name, as it stands in the journal.
    pub id: String,
    /// What it is about.
    pub content: Kept,
    /// Days, up to 36500: from when retention met an answer or an acknowledged message first; from
    /// the last change of a request.
    pub days: u32,
    /// For requests: in which states.
    #[serde(default)]
    pub states: Vec<String>,
    /// For members of documents: JSON pointers (RFC 6901) to what is removed.
    #[serde(default)]
    pub remove: Vec<String>,
    /// Where the figure comes from.
    pub confidence: Confidence,
    /// Act and article, or why it was chosen.
    pub source: String,
}

/// Rules of retention.
///
/// ```
/// use cie_store::{Confidence, RetentionPolicy};
/// let policy = RetentionPolicy::default();
/// let biometrics = policy.rules.iter().find(|rule| rule.id == "biometrics-90-days").unwrap();
/// assert_eq!((biometrics.days, biometrics.confidence), (90, Confidence::LawUnread));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionPolicy {
    /// Longest plausible time between two runs, in days; further than that the clock is doubted.
    pub longest_gap_days: u32,
    /// The rules, in the order in which they are applied.
    #[serde(rename = "rule")]
    pub rules: Vec<RetentionRule>,
}

const DEFAULT: &str = include_str!("../../data/retention.toml");
/// Longest policy read, in bytes, and most rules in it.
const MAX_FILE: usize = 64 * 1024;
const MAX_RULES: usize = 100;

impl RetentionPolicy {
    /// Reads a policy, of the form of the default one (`data/retention.toml`).
    ///
    /// # Errors
    /// `CIE-STORE-081` with the name of the rule that makes no sense.
    pub fn parse(text: &str) -> Result<Self> {
        let bad = |what: String| Error::new(Code::BadPolicy).detail(what);
        if text.len() > MAX_FILE {
            return Err(bad("longer than 64 KiB".into()));
        }
        let policy: Self = toml::from_str(text).map_err(|error: toml::de::Error| {
            let line = error.span().map_or(0, |span| {
                text.bytes()
                    .take(span.start)
                    .filter(|b| *b == b'\n')
                    .count()
                    + 1
            });
            bad(format!("line {line}"))
        })?;
        if policy.rules.len() > MAX_RULES || !(1..=36_500).contains(&policy.longest_gap_days) {
            return Err(bad("longest_gap_days, or more than 100 rules".into()));
        }
        let mut names = BTreeSet::new();
        for rule in &policy.rules {
            check_label(&rule.id, "name of a rule")?;
            if !names.insert(&rule.id) || !rule.makes_sense() {
                return Err(bad(rule.id.clone()));
            }
        }
        Ok(policy)
    }
}

impl Confidence {
    /// Its name in a policy.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::LawUnread => "law_unread",
            Self::Ours => "ours",
        }
    }
}

impl RetentionRule {
    fn makes_sense(&self) -> bool {
        let of_requests = matches!(self.content, Kept::Requests | Kept::RequestFields);
        let states_known = self
            .states
            .iter()
            .all(|name| State::from_name(name).is_some());
        let pointers = self
            .remove
            .iter()
            .all(|p| p.starts_with('/') && p.len() > 1);
        self.days <= 36_500
            && !self.source.is_empty()
            && states_known
            && pointers
            && of_requests != self.states.is_empty()
            && (self.content == Kept::RequestFields) != self.remove.is_empty()
    }
}

impl Default for RetentionPolicy {
    /// The rules of `data/retention.toml`: the Regulations' limits on biometrics, cited without their
    /// text and marked so; where no source names a figure, ours, marked as such.
    fn default() -> Self {
        // The file is part of the program, and a test reads it.
        Self::parse(DEFAULT).unwrap_or_else(|_| Self {
            longest_gap_days: 1,
            rules: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_default_file_is_read() {
        assert_eq!(
            RetentionPolicy::parse(DEFAULT).unwrap(),
            RetentionPolicy::default()
        );
        assert!(RetentionPolicy::default().rules.len() >= 5);
    }

    #[test]
    fn nonsense_is_refused_by_name() {
        for (from, to) in [
            ("days = 730", "days = 99999"),
            ("\"delivered\", \"destroyed\"", "\"nowhere\""),
            (
                "content = \"pushes\"",
                "content = \"answers\"\nstates = [\"draft\"]",
            ),
            (
                "remove = [\"/request/biometrics\", \"/envelope\"]",
                "remove = [\"biometrics\"]",
            ),
            ("id = \"pushes\"", "id = \"answers\""),
            ("longest_gap_days = 62", "longest_gap_days = 0"),
            ("content = \"pushes\"", "content = \"people\""),
        ] {
            assert!(DEFAULT.contains(from), "{from}");
            let error = RetentionPolicy::parse(&DEFAULT.replace(from, to)).unwrap_err();
            assert_eq!(error.code(), Code::BadPolicy, "{to}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,80}") {
            let _ = RetentionPolicy::parse(&text);
        }
    }
}
