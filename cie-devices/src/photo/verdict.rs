//! What was found, rule by rule.

use cie_core::lang::Text;

/// How a rule came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// The file meets the rule.
    Pass,
    /// The file breaks the rule.
    Fail,
    /// The file lacks what the rule is measured on; another verdict says what.
    NotMeasurable,
    /// This version does not measure it: the operator looks.
    ByEye,
}

/// One rule and how the file fares.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Verdict {
    /// Stable identifier, such as `photo-width`.
    pub code: &'static str,
    /// How it came out.
    pub outcome: Outcome,
    /// The rule.
    pub rule: Text,
    /// What to do when it is not met.
    pub remedy: Text,
    /// What was measured and what was asked, such as `34.2 mm, 35.0 mm ± 0.5`.
    pub measured: Option<String>,
}

/// All verdicts on one photograph.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    verdicts: Vec<Verdict>,
}

impl Report {
    pub(crate) fn new(verdicts: Vec<Verdict>) -> Self {
        Self { verdicts }
    }

    /// The verdicts, in a fixed order.
    #[must_use]
    pub fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }

    /// The rules that are not met or could not be measured.
    pub fn problems(&self) -> impl Iterator<Item = &Verdict> {
        self.verdicts
            .iter()
            .filter(|v| matches!(v.outcome, Outcome::Fail | Outcome::NotMeasurable))
    }

    /// Whether every rule that is measured is met. The rules left to the eye remain to be looked
    /// at by the operator.
    #[must_use]
    pub fn accepted(&self) -> bool {
        self.problems().next().is_none()
    }
}
