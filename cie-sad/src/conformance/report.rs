//! What the kit reports, for people and for programs.

mod junit;
mod text;

use std::time::Duration;

use cie_core::lang::Lang;
use serde_json::{Value, json};

use super::check::{Check, Level};
use super::target::Target;
use super::verdict::Verdict;

/// A check and what it found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Graded {
    /// The check.
    pub check: Check,
    /// What it found.
    pub verdict: Verdict,
    /// How long it took.
    pub took: Duration,
}

/// How many checks ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Held.
    pub passed: usize,
    /// Failed, of those on which fitness for use depends.
    pub failed: usize,
    /// Failed, of those that can be lived with.
    pub warned: usize,
    /// Not tried.
    pub skipped: usize,
}

/// What became of every check.
#[derive(Clone, Debug)]
pub struct Report {
    url: String,
    profile: String,
    inferred: bool,
    graded: Vec<Graded>,
}

impl Report {
    pub(super) fn new(target: &Target, graded: Vec<Graded>) -> Self {
        Self {
            url: target.url().to_owned(),
            profile: target.profile.name().to_owned(),
            inferred: target.profile.inferred(),
            graded,
        }
    }

    /// Every check, in the order in which it ran.
    #[must_use]
    pub fn graded(&self) -> &[Graded] {
        &self.graded
    }

    /// How many ended how.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for graded in &self.graded {
            match (&graded.verdict, graded.check.level) {
                (Verdict::Passed, _) => counts.passed += 1,
                (Verdict::Failed(_), Level::Must) => counts.failed += 1,
                (Verdict::Failed(_), Level::Should) => counts.warned += 1,
                (Verdict::Skipped(_), _) => counts.skipped += 1,
            }
        }
        counts
    }

    /// Whether something was tried and nothing on which fitness for use depends failed.
    #[must_use]
    pub fn accepted(&self) -> bool {
        let counts = self.counts();
        counts.failed == 0 && counts.passed > 0
    }

    /// For people: a line a check, then the count. No colours, at most 100 columns but for reasons.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        text::write(self, lang)
    }

    /// For build servers: JUnit XML, one test suite a group.
    #[must_use]
    pub fn to_junit(&self, lang: Lang) -> String {
        junit::write(self, lang)
    }

    /// For programs: `{url, profile, accepted, counts, checks: [{name, group, level, title_it,
    /// title_en, verdict, reason_it, reason_en, milliseconds}]}`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let counts = self.counts();
        let checks: Vec<Value> = self
            .graded
            .iter()
            .map(|graded| {
                let check = &graded.check;
                let (verdict, why) = named(&graded.verdict);
                json!({
                    "name": check.name,
                    "group": check.group.name(),
                    "level": check.level.name(),
                    "title_it": check.it,
                    "title_en": check.en,
                    "verdict": verdict,
                    "reason_it": why.map(|why| &why.it),
                    "reason_en": why.map(|why| &why.en),
                    "milliseconds": u64::try_from(graded.took.as_millis()).unwrap_or(u64::MAX),
                })
            })
            .collect();
        json!({
            "url": self.url,
            "profile": self.profile,
            "inferred": self.inferred,
            "accepted": self.accepted(),
            "counts": {
                "passed": counts.passed,
                "failed": counts.failed,
                "warned": counts.warned,
                "skipped": counts.skipped,
            },
            "checks": checks,
        })
    }
}

/// Stable name of a verdict, and its reason.
fn named(verdict: &Verdict) -> (&'static str, Option<&super::verdict::Said>) {
    match verdict {
        Verdict::Passed => ("passed", None),
        Verdict::Failed(why) => ("failed", Some(why)),
        Verdict::Skipped(why) => ("skipped", Some(why)),
    }
}
