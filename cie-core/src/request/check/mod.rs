//! Everything that is wrong with a request, at once.

mod biometrics;
mod card;
mod kind;
mod minors;
mod person;
mod residence;

use chrono::NaiveDate;

use super::{CardRequest, Finding, FindingCode};

/// What the checks share: the request, the day, and the findings so far.
pub(super) struct Inspection<'a> {
    request: &'a CardRequest,
    on: NaiveDate,
    /// Age in completed years on the day; `None` when the birth date is incomplete.
    age: Option<u32>,
    findings: Vec<Finding>,
}

impl Inspection<'_> {
    fn found(&mut self, code: FindingCode, field: impl Into<String>) {
        self.findings.push(Finding::new(code, field));
    }

    fn found_if(&mut self, condition: bool, code: FindingCode, field: &str) {
        if condition {
            self.found(code, field);
        }
    }

    /// Whether the age is known and below a limit.
    fn younger_than(&self, years: u32) -> bool {
        self.age.is_some_and(|age| age < years)
    }
}

/// Checks a request as it stands on a day and returns every finding, gravest first.
///
/// Nothing is changed and nothing is read from outside. A request without blocking findings can be
/// signed. Findings of [`Stage::Registry`](super::Stage::Registry) can be put right before the
/// citizen is called.
///
/// The faults come from public reports about the real system (each names its remedy) and from the
/// rules of [`rule`](crate::rule).
#[must_use]
pub fn check(request: &CardRequest, on: NaiveDate) -> Vec<Finding> {
    let mut inspection = Inspection {
        request,
        on,
        age: request.age_on(on),
        findings: Vec::new(),
    };
    person::inspect(&mut inspection);
    residence::inspect(&mut inspection);
    minors::inspect(&mut inspection);
    card::inspect(&mut inspection);
    biometrics::inspect(&mut inspection);
    kind::inspect(&mut inspection);
    let mut findings = inspection.findings;
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.gravity()), finding.code));
    findings
}
