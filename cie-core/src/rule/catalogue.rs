//! All rules together, and how to ask for them.

use chrono::NaiveDate;

use super::Rule;
use crate::{Code, Error, Result};

static GROUPS: [&[&Rule]; 12] = [
    super::fees::ALL,
    super::remittance::ALL,
    super::holidays::ALL,
    super::validity::ALL,
    super::travel::ALL,
    super::biometrics::ALL,
    super::numbers::ALL,
    super::entitlement::ALL,
    super::delivery::ALL,
    super::sco::ALL,
    super::rollout::ALL,
    super::workstation::ALL,
];

/// Every rule, in the order of the documentation.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|group| group.iter().copied())
}

/// The rule with that identifier.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// The rules in force on that day.
pub fn in_force(on: NaiveDate) -> impl Iterator<Item = &'static Rule> {
    all().filter(move |rule| rule.in_force(on))
}

/// The rule itself if it is in force on that day.
///
/// # Errors
/// `CIE-CORE-201` when it is not.
pub(crate) fn require(rule: &'static Rule, on: NaiveDate) -> Result<&'static Rule> {
    if rule.in_force(on) {
        Ok(rule)
    } else {
        Err(Error::new(Code::NoRuleInForce).detail(rule.id))
    }
}
