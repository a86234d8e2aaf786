//! Working days of a comune.

use chrono::{Datelike, NaiveDate};
use cie_core::fees as core;
use cie_core::lang::Lang;

use crate::request::unfit;
use crate::{Day, Result};

/// A deadline of ten years; anything longer is a slip.
const MOST_DAYS: u32 = 3660;

record! {
    /// The calendar of a comune: national holidays, its patron saint, and whether Saturday is worked.
    pub struct ComuneCalendar {
        /// The patron saint's day as `MM-DD`.
        pub patron: Option<String> = None,
        /// Whether Saturday is a working day (policy `remittance.saturday_policy`).
        pub saturday_works: bool = false,
    }
}

record! {
    /// A holiday.
    pub struct Holiday {
        /// The day.
        pub day: Day,
        /// The identifier of the rule that makes it one.
        pub rule: String,
        /// Its name, in Italian.
        pub title_it: String,
        /// Its name, in English.
        pub title_en: String,
    }
}

/// The core's calendar for one that is given, or that of the nation.
pub(crate) fn calendar_of(given: Option<&ComuneCalendar>) -> Result<core::Calendar> {
    let Some(given) = given else {
        return Ok(core::Calendar::default());
    };
    let calendar = core::Calendar::default().with_saturday(given.saturday_works);
    let Some(patron) = &given.patron else {
        return Ok(calendar);
    };
    // Any leap year has every day a patron can have.
    let day = cie_core::date::parse_date(&format!("2000-{patron}"))?;
    Ok(calendar.with_patron(day.month(), day.day())?)
}

export! {
    /// Whether people work on a day: not on Sundays and holidays, nor on Saturdays unless the calendar
    /// says so.
    fn is_working_day(day: Day, calendar: Option<ComuneCalendar> = None) -> bool
    [
        /// `CIE-CORE-001` when the patron's day is not `MM-DD`;
    ]
    {
        Ok(calendar_of(calendar.as_ref())?.is_working_day(day.0))
    }

    /// The working day that comes so many working days after a day, which is not counted; the day
    /// itself for none.
    fn working_days_after(day: Day, count: u32, calendar: Option<ComuneCalendar> = None) -> Day
    [
        /// `CIE-CORE-001` when the patron's day is not `MM-DD`;
        /// `CIE-API-011` for more than 3660 days;
    ]
    {
        if count > MOST_DAYS {
            return Err(unfit("count"));
        }
        Ok(Day(calendar_of(calendar.as_ref())?.working_days_after(day.0, count)))
    }

    /// The holidays of a year, in order, with the rule behind each. Easter Sunday is not among them: it
    /// is a Sunday.
    fn holidays(year: i32, calendar: Option<ComuneCalendar> = None) -> Vec<Holiday>
    [
        /// `CIE-CORE-001` when the patron's day is not `MM-DD`;
        /// `CIE-CORE-230` when the year is not between 1900 and 2999;
    ]
    {
        let calendar = calendar_of(calendar.as_ref())?;
        let first = NaiveDate::from_ymd_opt(year, 1, 1).filter(|_| (1900..=2999).contains(&year));
        let first = first.ok_or_else(|| cie_core::Error::from(cie_core::Code::BadPeriod))?;
        let days = first.iter_days().take_while(|day| day.year() == year);
        Ok(days
            .filter_map(|day| {
                let rule = calendar.holiday(day)?;
                Some(Holiday {
                    day: Day(day),
                    rule: rule.id.into(),
                    title_it: rule.title.get(Lang::It).into(),
                    title_en: rule.title.get(Lang::En).into(),
                })
            })
            .collect())
    }
}
