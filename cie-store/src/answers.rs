//! What every log of answers needs.

use cie_core::exchange::Outcome;

/// Longest answer, in bytes.
pub(crate) const MAX_ANSWER: usize = 8 * 1024 * 1024;

pub(crate) fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Ok => "ok",
        Outcome::Several => "several",
        _ => "error",
    }
}

pub(crate) fn outcome_named(name: &str) -> Option<Outcome> {
    [Outcome::Ok, Outcome::Several, Outcome::Error]
        .into_iter()
        .find(|outcome| outcome_name(*outcome) == name)
}
