//! The tariff of a comune: components per reason of issue, with exemptions and dates.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Cents, Reason, state_share};
use crate::lang::Lang;
use crate::rule::fees as rules;
use crate::{Code, Error, Result};

/// More entries than a real tariff has; a longer list is a mistake or an attack.
const MOST_ENTRIES: usize = 64;

/// No municipal part comes near this; a larger one is a slip of the decimal point.
const LARGEST_PART: Cents = Cents::new(100_000);

/// A part of the price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Component {
    /// State share (corrispettivo).
    StateShare,
    /// Municipal right (diritto fisso).
    DirittoFisso,
    /// Secretarial right (diritti di segreteria).
    Segreteria,
}

/// What a comune charges for some reasons of issue. Amounts in cents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Charge {
    /// The reasons it is for.
    pub reasons: Vec<Reason>,
    /// State share; leave it out to take the national one, `0` where the card is free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_share: Option<Cents>,
    /// Municipal right.
    pub diritto_fisso: Cents,
    /// Secretarial right.
    pub segreteria: Cents,
    /// Municipal right when the old card had at most `reduced_up_to_months` left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reduced_diritto_fisso: Option<Cents>,
    /// Residual validity in months up to which the reduced right applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reduced_up_to_months: Option<u32>,
    /// The total the comune publishes, to be checked against the parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_total: Option<Cents>,
}

/// A class of people who pay less by the comune's own resolution. Amounts in cents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalExemption {
    /// Name used when asking for a quote, such as `over_70`.
    pub id: String,
    /// Reasons it applies to; empty means all.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// Municipal right for this class.
    pub diritto_fisso: Cents,
    /// Secretarial right for this class.
    pub segreteria: Cents,
    /// The total the comune publishes, to be checked against the parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_total: Option<Cents>,
}

/// The tariff of a comune, loaded from its configuration (TOML, JSON, anything serde reads).
///
/// Call [`Tariff::validate`] after loading; [`quote`](super::quote()) does so too.
///
/// ```
/// use cie_core::fees::Tariff;
/// let tariff: Tariff = serde_json::from_str(r#"{
///     "effective_from": "2021-01-01",
///     "source": "resolution 12/2021",
///     "charges": [
///         { "reasons": ["first_issue", "renewal_expired", "renewal_expiring"],
///           "diritto_fisso": 495, "segreteria": 26, "published_total": 2200 }
///     ]
/// }"#)?;
/// tariff.validate()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// First day.
    #[serde(default)]
    pub effective_from: Option<NaiveDate>,
    /// Last day.
    #[serde(default)]
    pub effective_to: Option<NaiveDate>,
    /// The comune's resolution.
    #[serde(default)]
    pub source: Option<String>,
    /// What is charged, by reason.
    pub charges: Vec<Charge>,
    /// Who pays less.
    #[serde(default)]
    pub exemptions: Vec<LocalExemption>,
}

impl Default for Tariff {
    /// The usual tariff: 5.16 + 0.26, doubled right for loss only, chip defect free.
    fn default() -> Self {
        let single = const { rules::DIRITTO_FISSO.money("single") };
        let double = const { rules::DIRITTO_FISSO.money("double") };
        let segreteria = const { rules::SEGRETERIA.money("amount") };
        let charge = |reasons: Vec<Reason>, diritto_fisso, published_total| Charge {
            reasons,
            state_share: None,
            diritto_fisso,
            segreteria,
            reduced_diritto_fisso: None,
            reduced_up_to_months: None,
            published_total: Some(published_total),
        };
        let (duplicates, others) = Reason::ALL
            .iter()
            .filter(|reason| !matches!(reason, Reason::Defect | Reason::NotDelivered))
            .partition(|reason| reason.is_statutory_duplicate());
        Self {
            effective_from: None,
            effective_to: None,
            source: None,
            charges: vec![
                charge(others, single, const { rules::USUAL_TOTALS.money("first") }),
                charge(
                    duplicates,
                    double,
                    const { rules::USUAL_TOTALS.money("duplicate") },
                ),
                Charge {
                    reasons: vec![Reason::Defect],
                    state_share: Some(const { rules::CHIP_DEFECT.money("total") }),
                    diritto_fisso: Cents::ZERO,
                    segreteria: Cents::ZERO,
                    reduced_diritto_fisso: None,
                    reduced_up_to_months: None,
                    published_total: Some(const { rules::CHIP_DEFECT.money("total") }),
                },
            ],
            exemptions: Vec::new(),
        }
    }
}

impl Tariff {
    /// The charge for a reason.
    #[must_use]
    pub fn charge(&self, reason: Reason) -> Option<&Charge> {
        self.charges
            .iter()
            .find(|charge| charge.reasons.contains(&reason))
    }

    /// Whether the tariff holds on that day.
    #[must_use]
    pub fn in_force(&self, on: NaiveDate) -> bool {
        self.effective_from.is_none_or(|from| from <= on)
            && self.effective_to.is_none_or(|to| on <= to)
    }

    /// Checks the tariff against itself: bounds, repeated reasons, and every published total.
    ///
    /// Parts without a State share of their own are checked with the national one in force on the
    /// tariff's first day, or on the first day of the national rule.
    ///
    /// # Errors
    /// `CIE-CORE-211` when a published total is not the sum of its parts, `CIE-CORE-212` when a
    /// State share is neither the national one nor zero, `CIE-CORE-213` for anything else.
    pub fn validate(&self) -> Result<()> {
        if self.charges.is_empty()
            || self.charges.len() > MOST_ENTRIES
            || self.exemptions.len() > MOST_ENTRIES
        {
            return Err(Error::new(Code::BadTariff).detail("number of entries"));
        }
        if let (Some(from), Some(to)) = (self.effective_from, self.effective_to)
            && to < from
        {
            return Err(Error::new(Code::BadTariff).detail("effective_to before effective_from"));
        }
        let mut seen: Vec<Reason> = Vec::new();
        for charge in &self.charges {
            if charge.reasons.is_empty() {
                return Err(Error::new(Code::BadTariff).detail("charge without reasons"));
            }
            for reason in &charge.reasons {
                if seen.contains(reason) {
                    return Err(Error::new(Code::BadTariff)
                        .detail(format!("reason {} charged twice", reason.name())));
                }
                seen.push(*reason);
            }
            self.check_charge(charge)?;
        }
        self.exemptions
            .iter()
            .try_for_each(|exemption| self.check_exemption(exemption))
    }

    fn check_charge(&self, charge: &Charge) -> Result<()> {
        if charge.reduced_diritto_fisso.is_some() != charge.reduced_up_to_months.is_some() {
            return Err(Error::new(Code::BadTariff)
                .detail("reduced_diritto_fisso and reduced_up_to_months go together"));
        }
        let parts = [
            Some(charge.diritto_fisso),
            Some(charge.segreteria),
            charge.state_share,
            charge.reduced_diritto_fisso,
        ];
        parts.into_iter().flatten().try_for_each(bounded)?;
        let national = self.national_share()?;
        let share = charge.state_share.unwrap_or(national);
        check_total(
            charge.published_total,
            &[share, charge.diritto_fisso, charge.segreteria],
        )?;
        if share != national && share != Cents::ZERO {
            return Err(Error::new(Code::TariffStateShare)
                .detail(format!("expected {}", national.display(Lang::En))));
        }
        Ok(())
    }

    fn check_exemption(&self, exemption: &LocalExemption) -> Result<()> {
        let same = |other: &&LocalExemption| other.id == exemption.id;
        if exemption.id.is_empty()
            || exemption.id.len() > MOST_ENTRIES
            || self.exemptions.iter().filter(same).count() > 1
        {
            return Err(Error::new(Code::BadTariff).detail("exemption id empty, long or repeated"));
        }
        bounded(exemption.diritto_fisso)?;
        bounded(exemption.segreteria)?;
        check_total(
            exemption.published_total,
            &[
                self.national_share()?,
                exemption.diritto_fisso,
                exemption.segreteria,
            ],
        )
    }

    fn national_share(&self) -> Result<Cents> {
        let first = rules::STATE_SHARE.effective_from;
        let on = self.effective_from.max(first).unwrap_or_default();
        Ok(state_share(on)?.0)
    }
}

/// Checks that a published total is the sum of its parts.
///
/// # Errors
/// `CIE-CORE-211` when it is not, `CIE-CORE-210` when the sum does not fit.
///
/// ```
/// use cie_core::fees::{check_total, Cents};
/// let parts = [1376, 303, 550].map(Cents::new);
/// let error = check_total(Some(Cents::new(2000)), &parts).expect_err("they sum to 22.29");
/// assert_eq!(error.code(), cie_core::Code::TariffTotal);
/// ```
pub fn check_total(published: Option<Cents>, parts: &[Cents]) -> Result<()> {
    let sum = Cents::sum(parts.iter().copied())?;
    match published {
        Some(total) if total != sum => Err(Error::new(Code::TariffTotal).detail(format!(
            "published {}, parts {}",
            total.display(Lang::En),
            sum.display(Lang::En)
        ))),
        _ => Ok(()),
    }
}

fn bounded(part: Cents) -> Result<()> {
    if (Cents::ZERO..=LARGEST_PART).contains(&part) {
        Ok(())
    } else {
        Err(Error::new(Code::BadTariff).detail("a part is negative or above EUR 1000"))
    }
}
