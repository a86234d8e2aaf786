//! Verdicts on what a counter captures: one for each rule.

use cie_core::lang::{Lang, Text};
use cie_devices::photo::{Report, Verdict};

use crate::{ApiError, Result};

choice! {
    /// How an image fares by a rule.
    pub enum MediaOutcome {
        /// It meets the rule.
        Pass = "pass",
        /// It breaks the rule.
        Fail = "fail",
        /// It lacks what the rule is measured on; another verdict says what.
        NotMeasurable = "not_measurable",
        /// This version does not measure it: the operator looks.
        ByEye = "by_eye",
    }
}

record! {
    /// A rule for an image, and how the image fares.
    pub struct MediaVerdict {
        /// Stable identifier, such as `photo-width`.
        pub code: String,
        /// How it came out.
        pub outcome: MediaOutcome,
        /// The rule, in Italian.
        pub rule_it: String,
        /// The rule, in English.
        pub rule_en: String,
        /// What to do when it is not met, in Italian.
        pub remedy_it: String,
        /// What to do when it is not met, in English.
        pub remedy_en: String,
        /// What was measured and what was asked, such as `34.2 mm, 35.0 mm ± 0.5`.
        pub measured: Option<String> = None,
    }
}

record! {
    /// Every verdict on an image.
    pub struct MediaReport {
        /// Whether every rule that is measured is met. The rules left to the eye remain to be looked
        /// at by the operator.
        pub accepted: bool,
        /// The verdicts, in a fixed order.
        pub verdicts: Vec<MediaVerdict>,
    }
}

impl TryFrom<&Verdict> for MediaVerdict {
    type Error = ApiError;

    fn try_from(verdict: &Verdict) -> Result<Self> {
        let said = |text: Text, lang| text.get(lang).to_owned();
        Ok(Self {
            code: verdict.code.into(),
            outcome: MediaOutcome::of_core(verdict.outcome)?,
            rule_it: said(verdict.rule, Lang::It),
            rule_en: said(verdict.rule, Lang::En),
            remedy_it: said(verdict.remedy, Lang::It),
            remedy_en: said(verdict.remedy, Lang::En),
            measured: verdict.measured.clone(),
        })
    }
}

impl TryFrom<&Report> for MediaReport {
    type Error = ApiError;

    fn try_from(report: &Report) -> Result<Self> {
        let verdicts = report.verdicts().iter().map(TryInto::try_into);
        Ok(Self {
            accepted: report.accepted(),
            verdicts: verdicts.collect::<Result<_>>()?,
        })
    }
}
