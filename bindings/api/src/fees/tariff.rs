//! The tariff of a comune.

use cie_core::fees as core;

use crate::{Day, Result};

choice! {
    /// Why a card is issued, as far as money is concerned.
    pub enum IssueReason {
        /// Loss (PagoPA 1).
        Loss = "loss",
        /// Theft (PagoPA 2).
        Theft = "theft",
        /// Damage (PagoPA 4).
        Damage = "damage",
        /// Renewal of an expired card (PagoPA 7).
        RenewalExpired = "renewal_expired",
        /// First issue (PagoPA 9).
        FirstIssue = "first_issue",
        /// Renewal of an expiring, paper or old-model card (PagoPA 10).
        RenewalExpiring = "renewal_expiring",
        /// Change of personal data (PagoPA 11).
        DataChange = "data_change",
        /// Renewal before the renewal window. No PagoPA code.
        EarlyRenewal = "early_renewal",
        /// Defective chip. No PagoPA code.
        Defect = "defect",
        /// Never delivered, without the holder's fault. Consulates only.
        NotDelivered = "not_delivered",
    }
}

record! {
    /// What a comune charges for some reasons of issue. Amounts in euro cents.
    pub struct Charge {
        /// The reasons it is for.
        pub reasons: Vec<IssueReason>,
        /// Municipal right.
        pub diritto_fisso: i64,
        /// Secretarial right.
        pub segreteria: i64,
        /// State share; leave it out to take the national one, 0 where the card is free.
        pub state_share: Option<i64> = None,
        /// Municipal right when the old card had at most `reduced_up_to_months` left.
        pub reduced_diritto_fisso: Option<i64> = None,
        /// Residual validity in months up to which the reduced right applies.
        pub reduced_up_to_months: Option<u32> = None,
        /// The total that the comune publishes, to be checked against the parts.
        pub published_total: Option<i64> = None,
    }
}

record! {
    /// A class of people who pay less by the comune's own resolution. Amounts in euro cents.
    pub struct LocalExemption {
        /// Name used when asking for a quote, such as `over_70`.
        pub id: String,
        /// Municipal right for this class.
        pub diritto_fisso: i64,
        /// Secretarial right for this class.
        pub segreteria: i64,
        /// Reasons it applies to; none means all.
        pub reasons: Vec<IssueReason>,
        /// The total that the comune publishes, to be checked against the parts.
        pub published_total: Option<i64> = None,
    }
}

record! {
    /// The tariff of a comune.
    pub struct Tariff {
        /// What is charged, by reason.
        pub charges: Vec<Charge>,
        /// Who pays less.
        pub exemptions: Vec<LocalExemption>,
        /// First day.
        pub effective_from: Option<Day> = None,
        /// Last day.
        pub effective_to: Option<Day> = None,
        /// The comune's resolution.
        pub source: Option<String> = None,
    }
}

fn reasons(given: &[IssueReason]) -> Result<Vec<core::Reason>> {
    given.iter().map(|reason| reason.core()).collect()
}

fn cents(amount: Option<i64>) -> Option<core::Cents> {
    amount.map(core::Cents::new)
}

fn charge(given: &Charge) -> Result<core::Charge> {
    Ok(core::Charge {
        reasons: reasons(&given.reasons)?,
        state_share: cents(given.state_share),
        diritto_fisso: core::Cents::new(given.diritto_fisso),
        segreteria: core::Cents::new(given.segreteria),
        reduced_diritto_fisso: cents(given.reduced_diritto_fisso),
        reduced_up_to_months: given.reduced_up_to_months,
        published_total: cents(given.published_total),
    })
}

fn exemption(given: &LocalExemption) -> Result<core::LocalExemption> {
    Ok(core::LocalExemption {
        id: given.id.clone(),
        reasons: reasons(&given.reasons)?,
        diritto_fisso: core::Cents::new(given.diritto_fisso),
        segreteria: core::Cents::new(given.segreteria),
        published_total: cents(given.published_total),
    })
}

/// The core's tariff for one that is given, or the usual one.
pub(crate) fn tariff_of(given: Option<&Tariff>) -> Result<core::Tariff> {
    let Some(given) = given else {
        return Ok(core::Tariff::default());
    };
    Ok(core::Tariff {
        effective_from: given.effective_from.map(Into::into),
        effective_to: given.effective_to.map(Into::into),
        source: given.source.clone(),
        charges: given.charges.iter().map(charge).collect::<Result<_>>()?,
        exemptions: given
            .exemptions
            .iter()
            .map(exemption)
            .collect::<Result<_>>()?,
    })
}

fn shown_charge(charge: &core::Charge) -> Result<Charge> {
    let reasons = charge.reasons.iter().map(|one| IssueReason::of_core(*one));
    Ok(Charge {
        reasons: reasons.collect::<Result<_>>()?,
        diritto_fisso: charge.diritto_fisso.get(),
        segreteria: charge.segreteria.get(),
        state_share: charge.state_share.map(core::Cents::get),
        reduced_diritto_fisso: charge.reduced_diritto_fisso.map(core::Cents::get),
        reduced_up_to_months: charge.reduced_up_to_months,
        published_total: charge.published_total.map(core::Cents::get),
    })
}

/// The tariff with the usual figures.
pub(super) fn usual() -> Result<Tariff> {
    let charges = core::Tariff::default().charges;
    Ok(Tariff {
        charges: charges.iter().map(shown_charge).collect::<Result<_>>()?,
        exemptions: Vec::new(),
        effective_from: None,
        effective_to: None,
        source: None,
    })
}
