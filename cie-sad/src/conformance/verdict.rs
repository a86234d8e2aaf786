//! What a check found.

use cie_core::lang::Lang;

/// A sentence in both languages. It never names a person: only codes, fields and figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// In Italian.
    pub it: String,
    /// In English.
    pub en: String,
}

impl Said {
    /// In this language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        if lang == Lang::En { &self.en } else { &self.it }
    }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// It holds.
    Passed,
    /// It does not; why.
    Failed(Said),
    /// It was not tried; why.
    Skipped(Said),
}

/// Ends a check early.
#[derive(Debug)]
pub(super) enum Stop {
    Failed(Said),
    Skipped(Said),
}

/// How a check ends: `Ok` when it holds.
pub(super) type Outcome<T = ()> = Result<T, Stop>;

impl From<Outcome> for Verdict {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Ok(()) => Self::Passed,
            Err(Stop::Failed(why)) => Self::Failed(why),
            Err(Stop::Skipped(why)) => Self::Skipped(why),
        }
    }
}

/// A sentence in both languages, made from the same values.
macro_rules! said {
    ($it:literal / $en:literal $(, $($value:tt)*)?) => {
        $crate::conformance::verdict::Said {
            it: format!($it $(, $($value)*)?),
            en: format!($en $(, $($value)*)?),
        }
    };
}

/// The check fails, with this sentence.
macro_rules! fail {
    ($($said:tt)*) => {
        return Err($crate::conformance::verdict::Stop::Failed(said!($($said)*)))
    };
}

/// The check fails with this sentence unless the condition holds.
macro_rules! ensure {
    ($holds:expr, $($said:tt)*) => {
        if !$holds {
            fail!($($said)*);
        }
    };
}
