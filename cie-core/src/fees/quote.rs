//! What this citizen pays for this card.

use chrono::{Months, NaiveDate};
use serde::Serialize;

use super::{Cents, Component, Reason, Tariff, state_share};
use crate::rule::{Rule, fees as rules, require};
use crate::{Code, Error, Result};

/// Who issues the card.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Office<'a> {
    /// A comune with its tariff.
    Comune(&'a Tariff),
    /// A consulate; its fee is national.
    Consulate,
}

/// On what ground less is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Exemption<'a> {
    /// None.
    #[default]
    None,
    /// On the register of the poor: no municipal right (RD 635/1940 art. 291). Comuni only.
    RegisterOfThePoor,
    /// A class of the comune's own tariff, by its `id`.
    Local(&'a str),
}

/// One line of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Which part.
    pub component: Component,
    /// How much.
    pub amount: Cents,
}

/// What is to be paid, line by line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The parts; parts of zero are left out.
    pub lines: Vec<Line>,
    /// Their sum.
    pub total: Cents,
    /// The rules behind it.
    pub rules: Vec<&'static Rule>,
}

/// A question about the price, with all that may matter.
#[derive(Clone, Copy, Debug)]
pub struct Inquiry<'a> {
    /// Why the card is issued.
    pub reason: Reason,
    /// Day of the request.
    pub on: NaiveDate,
    /// Who issues it.
    pub office: Office<'a>,
    /// Ground for paying less.
    pub exemption: Exemption<'a>,
    /// Expiry of the card being replaced, for tariffs that look at its residual validity.
    pub previous_expires: Option<NaiveDate>,
}

/// What this citizen pays: the short form of [`Inquiry::quote`].
///
/// # Errors
/// As [`Inquiry::quote`].
pub fn quote(
    reason: Reason,
    on: NaiveDate,
    office: Office<'_>,
    exemption: Exemption<'_>,
) -> Result<Quote> {
    let inquiry = Inquiry {
        reason,
        on,
        office,
        exemption,
        previous_expires: None,
    };
    inquiry.quote()
}

impl Inquiry<'_> {
    /// The answer.
    ///
    /// # Errors
    /// `CIE-CORE-201` when no national rule is in force on the day, `CIE-CORE-211` to
    /// `CIE-CORE-213` when the tariff is not valid, `CIE-CORE-214` when it does not cover the day
    /// or the reason, `CIE-CORE-215` when the exemption is not known or does not apply.
    pub fn quote(&self) -> Result<Quote> {
        match self.office {
            Office::Comune(tariff) => self.at_comune(tariff),
            Office::Consulate => self.at_consulate(),
        }
    }

    fn at_comune(&self, tariff: &Tariff) -> Result<Quote> {
        tariff.validate()?;
        if !tariff.in_force(self.on) {
            return Err(Error::new(Code::TariffDoesNotCover).detail("day"));
        }
        let charge = tariff.charge(self.reason).ok_or_else(|| {
            Error::new(Code::TariffDoesNotCover).detail(format!("reason {}", self.reason.name()))
        })?;
        let (national, rule) = state_share(self.on)?;
        let mut cited = vec![rule, &rules::LOCAL_SHARE];
        let mut fisso = match (charge.reduced_diritto_fisso, charge.reduced_up_to_months) {
            (Some(reduced), Some(months)) if self.residual_at_most(months) => reduced,
            _ => charge.diritto_fisso,
        };
        let mut segreteria = charge.segreteria;
        match self.exemption {
            Exemption::None => {}
            Exemption::RegisterOfThePoor => {
                cited.push(&rules::REGISTER_OF_THE_POOR);
                fisso = Cents::ZERO;
            }
            Exemption::Local(id) => {
                let class = tariff
                    .exemptions
                    .iter()
                    .find(|class| {
                        class.id == id
                            && (class.reasons.is_empty() || class.reasons.contains(&self.reason))
                    })
                    .ok_or(Code::UnknownExemption)?;
                // A class never pays more than everybody else.
                fisso = fisso.min(class.diritto_fisso);
                segreteria = segreteria.min(class.segreteria);
            }
        }
        if self.reason.is_statutory_duplicate() {
            cited.push(&rules::DUPLICATE_ONLY_FOR_LOSS);
        }
        if self.reason == Reason::Defect {
            cited.push(&rules::CHIP_DEFECT);
        }
        let share = charge.state_share.unwrap_or(national);
        Quote::of(share, fisso, segreteria, cited)
    }

    fn residual_at_most(&self, months: u32) -> bool {
        self.previous_expires.is_some_and(|expires| {
            self.on
                .checked_add_months(Months::new(months))
                .is_some_and(|limit| expires <= limit)
        })
    }

    fn at_consulate(&self) -> Result<Quote> {
        if self.exemption != Exemption::None {
            return Err(Error::new(Code::UnknownExemption).detail("consulates know none"));
        }
        let (rule, fisso) = match self.reason {
            Reason::NotDelivered => {
                let rule = require(&rules::CONSULAR_NOT_DELIVERED, self.on)?;
                return Quote::of(Cents::ZERO, Cents::ZERO, Cents::ZERO, vec![rule]);
            }
            Reason::Defect => {
                let rule = require(&rules::CHIP_DEFECT, self.on)?;
                return Quote::of(Cents::ZERO, Cents::ZERO, Cents::ZERO, vec![rule]);
            }
            reason if reason.is_statutory_duplicate() => (
                &rules::CONSULAR_DUPLICATE,
                const { rules::CONSULAR_DUPLICATE.money("diritto_fisso") },
            ),
            _ => (
                &rules::CONSULAR_FIRST,
                const { rules::CONSULAR_FIRST.money("diritto_fisso") },
            ),
        };
        let rule = require(rule, self.on)?;
        let (share, national) = state_share(self.on)?;
        Quote::of(share, fisso, Cents::ZERO, vec![national, rule])
    }
}

impl Quote {
    fn of(
        share: Cents,
        fisso: Cents,
        segreteria: Cents,
        rules: Vec<&'static Rule>,
    ) -> Result<Self> {
        let lines: Vec<Line> = [
            (Component::StateShare, share),
            (Component::DirittoFisso, fisso),
            (Component::Segreteria, segreteria),
        ]
        .into_iter()
        .filter(|(_, amount)| *amount != Cents::ZERO)
        .map(|(component, amount)| Line { component, amount })
        .collect();
        let total = Cents::sum(lines.iter().map(|line| line.amount))?;
        Ok(Self {
            lines,
            total,
            rules,
        })
    }
}
