//! What a comune transfers to the State, and when.

use cie_core::fees as core;

use super::calendar::{ComuneCalendar, calendar_of};
use crate::Day;

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

record! {
    /// A half-month of remittance: from the 1st to the 15th, or from the 16th to the end.
    pub struct HalfMonth {
        /// First day.
        pub start: Day,
        /// Last day.
        pub end: Day,
        /// By which day it is remitted.
        pub due: Day,
    }
}

impl HalfMonth {
    pub(super) fn of(
        period: core::HalfMonth,
        policy: core::DueDatePolicy,
        calendar: &core::Calendar,
    ) -> Self {
        Self {
            start: Day(period.start()),
            end: Day(period.end()),
            due: Day(period.due(policy, calendar)),
        }
    }
}

export! {
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
        let calendar = calendar_of(Some(&ComuneCalendar { patron, saturday_works: false }))?;
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

    /// The 24 half-months of a year with the day by which each is remitted.
    fn half_months(
        year: i32,
        policy: Option<DueDatePolicy> = None,
        calendar: Option<ComuneCalendar> = None,
    ) -> Vec<HalfMonth>
    [
        /// `CIE-CORE-001` when the patron's day is not `MM-DD`;
        /// `CIE-CORE-230` when the year is not between 1900 and 2999;
    ]
    {
        let calendar = calendar_of(calendar.as_ref())?;
        let policy = policy.map(DueDatePolicy::core).transpose()?.unwrap_or_default();
        let periods = core::HalfMonth::of_year(year)?.into_iter();
        Ok(periods.map(|period| HalfMonth::of(period, policy, &calendar)).collect())
    }

    /// An Italian IBAN without its blanks, both of its checks done: mod 97 (ISO 13616) and the national
    /// check letter (CIN).
    fn parse_iban(iban: String) -> String
    [
        /// `CIE-CORE-220` when it is not of the Italian form;
        /// `CIE-CORE-221` when its two check digits are wrong, `CIE-CORE-222` when its check letter is;
    ]
    {
        let iban: core::ItalianIban = iban.parse()?;
        Ok(iban.as_str().into())
    }
}
