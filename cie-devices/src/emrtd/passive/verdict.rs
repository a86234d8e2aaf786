//! Verdicts: one for each question, with the evidence it rests on.

use cie_core::error::Coded;
use cie_core::lang::Lang;

use super::check::Check;
use super::evidence::Evidence;
use crate::Error;

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// It holds.
    Good,
    /// It holds, but the operator should know something.
    Remark,
    /// It was not, or could not be, decided.
    Open,
    /// It does not hold.
    Bad,
}

impl Outcome {
    /// Its name for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Remark => "remark",
            Self::Open => "open",
            Self::Bad => "bad",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        let (it, en) = match self {
            Self::Good => ("in regola", "good"),
            Self::Remark => ("osservazione", "remark"),
            Self::Open => ("non deciso", "undecided"),
            Self::Bad => ("NO", "BAD"),
        };
        match lang {
            Lang::It => it,
            _ => en,
        }
    }
}

/// One answer with its evidence.
#[derive(Debug)]
#[non_exhaustive]
pub struct Verdict {
    /// The question.
    pub check: Check,
    /// The answer.
    pub outcome: Outcome,
    /// What it rests on: algorithms, authorities, dates. Nothing personal.
    pub evidence: Evidence,
    /// Why it is not good, where an error says so.
    pub error: Option<Error>,
}

impl Verdict {
    /// An answer with its evidence.
    #[must_use]
    pub fn new(check: Check, outcome: Outcome, evidence: impl Into<Evidence>) -> Self {
        Self {
            check,
            outcome,
            evidence: evidence.into(),
            error: None,
        }
    }

    /// An answer that an error gives.
    #[must_use]
    pub fn failed(check: Check, outcome: Outcome, error: Error) -> Self {
        let detail = Coded::detail(&error).unwrap_or_default().to_owned();
        Self {
            check,
            outcome,
            evidence: detail.into(),
            error: Some(error),
        }
    }

    /// Evidence and error in one line.
    #[must_use]
    pub fn reason(&self, lang: Lang) -> String {
        match &self.error {
            Some(error) => Evidence::of(error).get(lang).to_owned(),
            None => self.evidence.get(lang).to_owned(),
        }
    }

    /// The same answer to another question.
    #[must_use]
    pub(crate) fn about(self, check: Check) -> Self {
        Self { check, ..self }
    }
}
