//! What a check found.

use std::collections::BTreeMap;
use std::time::Duration;

use cie_core::error::Coded;
use serde::Serialize;

use super::Said;

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// It is as it has to be.
    Ok,
    /// It could not be looked at, and the finding says why. Nothing is known of it.
    NotChecked,
    /// It works, and something is not as advised or will not last.
    Warning,
    /// It is not as it has to be.
    Failed,
}

impl Verdict {
    /// Its name in JSON: `ok`, `not_checked`, `warning`, `failed`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NotChecked => "not_checked",
            Self::Warning => "warning",
            Self::Failed => "failed",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn title(self) -> Said {
        match self {
            Self::Ok => Said::new("a posto", "ok"),
            Self::NotChecked => Said::new("non controllato", "not checked"),
            Self::Warning => Said::new("avviso", "warning"),
            Self::Failed => Said::new("non va", "failed"),
        }
    }
}

/// What a check found: one line of the doctor's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// Stable identifier of the check, such as `endpoint.dvra.cie.interno.gov.it:8442`.
    pub check: String,
    /// What was looked at.
    pub what: Said,
    /// How it ended.
    pub verdict: Verdict,
    /// What was found.
    pub found: Said,
    /// Why it matters.
    pub why: Said,
    /// What to do; nothing when all is well.
    pub todo: Option<Said>,
    /// Act and article that ask for it, or a word that it is this project's own rule.
    pub source: String,
    /// Particulars for programs: names and values, free of personal data.
    pub facts: BTreeMap<String, String>,
    /// How long it took, in milliseconds.
    pub millis: u64,
}

impl Finding {
    /// A finding about something, with nothing else said of it yet.
    pub fn new(check: impl Into<String>, what: Said, verdict: Verdict, found: Said) -> Self {
        Self {
            check: check.into(),
            what,
            verdict,
            found,
            why: Said::default(),
            todo: None,
            source: String::new(),
            facts: BTreeMap::new(),
            millis: 0,
        }
    }

    /// Says why it matters, and which act asks for it.
    #[must_use]
    pub fn because(mut self, why: impl Into<Said>, source: impl Into<String>) -> Self {
        self.why = why.into();
        self.source = source.into();
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn todo(mut self, todo: impl Into<Said>) -> Self {
        self.todo = Some(todo.into());
        self
    }

    /// Adds a particular. Never put personal data here.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.insert(name.to_owned(), value.to_string());
        self
    }

    /// Says how long it took.
    #[must_use]
    pub fn took(mut self, time: Duration) -> Self {
        self.millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self
    }
}

/// What an error of any crate of the SDK says, without what to do: that is [`fix`].
#[must_use]
pub fn trouble(error: &dyn Coded) -> Said {
    let info = error.info();
    let one = |text: &str| match error.detail() {
        Some(detail) => format!("{text}: {detail} [{}]", info.id),
        None => format!("{text} [{}]", info.id),
    };
    Said::new(one(info.it), one(info.en))
}

/// What the catalogue says to do about an error of any crate of the SDK.
#[must_use]
pub fn fix(error: &dyn Coded) -> Said {
    Said::new(error.info().fix_it, error.info().fix_en)
}

/// The worst of several verdicts.
pub(super) fn worst(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    verdicts.into_iter().max().unwrap_or(Verdict::Ok)
}
