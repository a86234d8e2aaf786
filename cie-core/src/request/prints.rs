//! Which fingers are asked for, in which order, how often: the rule, typed.

use chrono::NaiveDate;

use super::{Finger, Hand};
use crate::rule::biometrics as rules;
use crate::rule::validity;

/// The rule `biometrics.fingerprints` and its neighbours, as whoever takes the prints needs them.
///
/// ```
/// use chrono::NaiveDate;
/// use cie_core::request::{Finger, FingerprintPlan, Hand};
/// let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("in the calendar");
/// let plan = FingerprintPlan::in_force(day).expect("the rule holds");
/// assert_eq!(plan.hands, [Hand::Right, Hand::Left]);
/// assert_eq!(plan.fingers.first(), Some(&Finger::Index));
/// assert_eq!((plan.from_age, plan.least_attempts), (12, 3));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FingerprintPlan {
    /// Age from which prints are taken, in completed years on the day of the request.
    pub from_age: u32,
    /// Hands, in order; one print of each.
    pub hands: Vec<Hand>,
    /// Fingers of a hand, in the order in which they are tried.
    pub fingers: Vec<Finger>,
    /// Attempts that a finger is owed before the next one is tried.
    pub least_attempts: u32,
    /// Whether permanent impossibility needs a medical proof.
    pub proof_of_permanent: bool,
}

impl FingerprintPlan {
    /// What is asked on that day; `None` when no rule is in force.
    #[must_use]
    pub fn in_force(on: NaiveDate) -> Option<Self> {
        if !rules::FINGERPRINTS.in_force(on) {
            return None;
        }
        let hands = const { rules::FINGERPRINTS.texts("hands") };
        let fingers = const { rules::FINGERPRINTS.texts("fingers") };
        Some(Self {
            from_age: const { rules::FINGERPRINTS.years("from_age") },
            hands: hands.iter().filter_map(|name| hand(name)).collect(),
            fingers: fingers.iter().filter_map(|name| finger(name)).collect(),
            least_attempts: const { rules::FINGERPRINTS.count("attempts") },
            proof_of_permanent: validity::FINGERPRINTS_PERMANENT.in_force(on)
                && const { validity::FINGERPRINTS_PERMANENT.flag("medical_proof") },
        })
    }

    /// Media type of a print in a request (rule `biometrics.fingerprints.format`).
    #[must_use]
    pub fn media_type() -> &'static str {
        const { rules::FINGERPRINT_FORMAT.text("media_type") }
    }
}

fn hand(name: &str) -> Option<Hand> {
    Some(match name {
        "right" => Hand::Right,
        "left" => Hand::Left,
        _ => return None,
    })
}

fn finger(name: &str) -> Option<Finger> {
    Some(match name {
        "index" => Finger::Index,
        "middle" => Finger::Middle,
        "ring" => Finger::Ring,
        "thumb" => Finger::Thumb,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dossier of 2026-11-22: right index, left index; per hand middle, ring, thumb; from 12.
    #[test]
    fn no_name_of_the_rule_is_lost() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let plan = FingerprintPlan::in_force(day).unwrap();
        assert_eq!(plan.hands, [Hand::Right, Hand::Left]);
        assert_eq!(
            plan.fingers,
            [Finger::Index, Finger::Middle, Finger::Ring, Finger::Thumb]
        );
        assert!(plan.proof_of_permanent);
    }
}
