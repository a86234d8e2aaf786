//! What a card costs, and what the comune remits to the State and when.

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

choice! {
    /// A part of the price.
    pub enum FeeComponent {
        /// The State's share (corrispettivo).
        StateShare = "state_share",
        /// The municipal right (diritto fisso).
        DirittoFisso = "diritto_fisso",
        /// The secretarial right (diritti di segreteria).
        Segreteria = "segreteria",
    }
}

choice! {
    /// What happens when a due day is not a working day.
    pub enum DueDatePolicy {
        /// Only the last working day of the month moves; the 15th stays.
        LastWorkingDayOnly = "last_working_day_only",
        /// Both move to the preceding working day.
        BothPrecedingWorkingDay = "both_preceding_working_day",
        /// Both move to the following working day.
        BothFollowingWorkingDay = "both_following_working_day",
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

record! {
    /// A line of a quote.
    pub struct QuoteLine {
        /// What for.
        pub component: FeeComponent,
        /// Euro cents.
        pub amount: i64,
    }
}

record! {
    /// What a card costs. Amounts in euro cents.
    pub struct Quote {
        /// What the citizen pays.
        pub total: i64,
        /// What it is made of.
        pub lines: Vec<QuoteLine>,
        /// The identifiers of the rules behind it.
        pub rules: Vec<String>,
    }
}

record! {
    /// What a comune transfers to the State for a half-month. Amounts in euro cents.
    pub struct Remittance {
        /// First day of the half-month.
        pub period_start: Day,
        /// Last day of the half-month.
        pub period_end: Day,
        /// By which day it is paid.
        pub due: Day,
        /// Cards sent into production in the half-month.
        pub cards: u32,
        /// What is transferred.
        pub amount: i64,
        /// The account of the State treasury.
        pub iban: String,
        /// Chapter of the State budget: capo.
        pub capo: String,
        /// Chapter of the State budget: capitolo.
        pub capitolo: String,
        /// The reference text of the transfer, to the letter.
        pub causale: String,
        /// The share of VAT that comes back to the comune.
        pub vat_back_to_comune: i64,
        /// The identifiers of the rules behind it.
        pub rules: Vec<String>,
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

fn tariff(given: &Tariff) -> Result<core::Tariff> {
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

fn shown(quote: &core::Quote) -> Result<Quote> {
    let line = |line: &core::Line| {
        Ok(QuoteLine {
            component: FeeComponent::of_core(line.component)?,
            amount: line.amount.get(),
        })
    };
    Ok(Quote {
        total: quote.total.get(),
        lines: quote.lines.iter().map(line).collect::<Result<_>>()?,
        rules: quote.rules.iter().map(|rule| rule.id.into()).collect(),
    })
}

fn asked<'a>(
    office: core::Office<'a>,
    reason: IssueReason,
    on: Option<Day>,
    exemption: Option<&'a str>,
    previous_expires: Option<Day>,
) -> Result<Quote> {
    let inquiry = core::Inquiry {
        reason: reason.core()?,
        on: Day::or_today(on),
        office,
        exemption: match exemption {
            None => core::Exemption::None,
            Some("register_of_the_poor") => core::Exemption::RegisterOfThePoor,
            Some(class) => core::Exemption::Local(class),
        },
        previous_expires: previous_expires.map(Into::into),
    };
    shown(&inquiry.quote()?)
}

export! {
    /// What a card costs at a comune on a day, today unless given: with the comune's tariff, or the
    /// usual figures. `exemption` is `register_of_the_poor`, or the id of a class of the tariff;
    /// `previous_expires` is the expiry of the card that is replaced, for tariffs that look at it.
    fn quote_fee(
        reason: IssueReason,
        on: Option<Day> = None,
        tariff: Option<Tariff> = None,
        exemption: Option<String> = None,
        previous_expires: Option<Day> = None,
    ) -> Quote
    [
        /// `CIE-CORE-201` when no figure is in force on that day;
        /// `CIE-CORE-211` to `CIE-CORE-213` when the tariff is not sound;
        /// `CIE-CORE-214` when it does not cover the reason, `CIE-CORE-215` when it does not know the
        /// exemption;
    ]
    {
        let own = tariff.as_ref().map(self::tariff).transpose()?.unwrap_or_default();
        let office = core::Office::Comune(&own);
        asked(office, reason, on, exemption.as_deref(), previous_expires)
    }

    /// What a card costs at a consulate on a day, today unless given.
    fn quote_consular_fee(reason: IssueReason, on: Option<Day> = None) -> Quote
    [
        /// `CIE-CORE-201` when no figure is in force on that day;
        /// `CIE-CORE-214` when consulates have none for the reason;
    ]
    {
        asked(core::Office::Consulate, reason, on, None, None)
    }

    /// What a comune transfers to the State for the half-month that holds a day. `patron` is the
    /// patron saint's day of the comune as `MM-DD`.
    fn remittance(
        comune: String,
        codice_catastale: String,
        day: Day,
        cards: u32,
        policy: Option<DueDatePolicy> = None,
        patron: Option<String> = None,
    ) -> Remittance
    [
        /// `CIE-CORE-001` when the patron's day is not `MM-DD`;
        /// `CIE-CORE-201` when no figure is in force on that day;
        /// `CIE-CORE-210` when the amount is too large;
        /// `CIE-CORE-230` when the day is in no half-month of the calendar;
        /// `CIE-CORE-231` when the comune's name or code will not do;
    ]
    {
        let period = core::HalfMonth::containing(day.0)?;
        let paid = core::Remittance::new(core::Payer::new(&comune, &codice_catastale)?, period, cards)?;
        let mut calendar = core::Calendar::default();
        if let Some(patron) = patron {
            // Any leap year has every day a patron can have.
            let day = cie_core::date::parse_date(&format!("2000-{patron}"))?;
            calendar = calendar.with_patron(chrono::Datelike::month(&day), chrono::Datelike::day(&day))?;
        }
        let policy = policy.map(DueDatePolicy::core).transpose()?.unwrap_or_default();
        let (capo, capitolo) = core::Remittance::capo_capitolo();
        Ok(Remittance {
            period_start: Day(period.start()),
            period_end: Day(period.end()),
            due: Day(period.due(policy, &calendar)),
            cards,
            amount: paid.amount.get(),
            iban: core::Remittance::iban()?.as_str().into(),
            capo: capo.into(),
            capitolo: capitolo.into(),
            causale: paid.causale(),
            vat_back_to_comune: paid.vat_quota.comune.get(),
            rules: paid.rules.iter().map(|rule| rule.id.into()).collect(),
        })
    }
}
