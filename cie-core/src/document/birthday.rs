//! Ages and birthdays, with the two policies the law leaves open.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A request made on the birthday itself (policy `validity.policy.on_birthday`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OnBirthday {
    /// The birthday counts as already reached: the age is complete, and ten years later is that
    /// same day.
    #[default]
    CountsAsReached,
    /// The birthday is reached when the day is over.
    NotYetReached,
}

/// The birthday of those born on 29 February, in a year without it (policy
/// `validity.policy.leap_day`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LeapDay {
    /// 28 February.
    #[default]
    #[serde(rename = "feb_28")]
    Feb28,
    /// 1 March.
    #[serde(rename = "mar_1")]
    Mar1,
    /// There is none: an expiry falls on the last 29 February that exists.
    LastReal,
}

impl LeapDay {
    /// The same day of another year, with 29 February moved where that year lacks it.
    ///
    /// Under [`LeapDay::LastReal`] a span of years still has to end somewhere: it ends on the 28th.
    pub(super) fn in_year(self, date: NaiveDate, year: i32) -> Option<NaiveDate> {
        date.with_year(year).or_else(|| match self {
            Self::Feb28 | Self::LastReal => NaiveDate::from_ymd_opt(year, 2, 28),
            Self::Mar1 => NaiveDate::from_ymd_opt(year, 3, 1),
        })
    }

    /// So many years later.
    pub(super) fn years_after(self, date: NaiveDate, years: u32) -> Option<NaiveDate> {
        let years = i32::try_from(years).ok()?;
        self.in_year(date, date.year().checked_add(years)?)
    }

    /// The birthday in a year; under [`LeapDay::LastReal`] there may be none.
    fn birthday(self, born: NaiveDate, year: i32) -> Option<NaiveDate> {
        match self {
            Self::LastReal => born.with_year(year),
            Self::Feb28 | Self::Mar1 => self.in_year(born, year),
        }
    }
}

/// The age in completed years on a day; `None` before birth.
///
/// ```
/// use chrono::NaiveDate;
/// use cie_core::document::{age_on, LeapDay, OnBirthday};
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("in the calendar");
/// let (born, eve) = (day(2008, 11, 24), day(2026, 11, 23));
/// assert_eq!(age_on(born, eve, OnBirthday::default(), LeapDay::default()), Some(17));
/// ```
#[must_use]
pub fn age_on(born: NaiveDate, on: NaiveDate, day: OnBirthday, leap: LeapDay) -> Option<u32> {
    if on < born {
        return None;
    }
    let birthday = leap.in_year(born, on.year())?;
    let reached = match day {
        OnBirthday::CountsAsReached => birthday <= on,
        // The day of birth itself is no birthday: a newborn has age 0, not -1.
        OnBirthday::NotYetReached => birthday < on || on == born,
    };
    let completed = on.year() - born.year() - i32::from(!reached);
    u32::try_from(completed).ok()
}

/// The first birthday when that many years have run.
pub(super) fn first_birthday_after(
    born: NaiveDate,
    requested: NaiveDate,
    end: NaiveDate,
    day: OnBirthday,
    leap: LeapDay,
) -> Option<NaiveDate> {
    let after = |birthday: NaiveDate| match day {
        OnBirthday::CountsAsReached => birthday >= end,
        OnBirthday::NotYetReached => birthday > end,
    };
    let nominal = (end.year()..=end.year() + 1)
        .filter_map(|year| leap.in_year(born, year))
        .find(|birthday| after(*birthday))?;
    if leap != LeapDay::LastReal || born.with_year(nominal.year()).is_some() {
        return Some(nominal);
    }
    // Back to the last 29 February that exists, unless the card would be born dead: around 1900
    // and 2100 leap years are eight years apart.
    let back = (nominal.year() - 8..nominal.year())
        .rev()
        .find_map(|year| leap.birthday(born, year));
    back.filter(|birthday| *birthday > requested).or_else(|| {
        (nominal.year()..=nominal.year() + 8).find_map(|year| leap.birthday(born, year))
    })
}

/// The last birthday within the years that end on `end`.
pub(super) fn last_birthday_within(
    born: NaiveDate,
    requested: NaiveDate,
    end: NaiveDate,
    day: OnBirthday,
    leap: LeapDay,
) -> Option<NaiveDate> {
    let within = |birthday: &NaiveDate| match day {
        OnBirthday::CountsAsReached => *birthday <= end,
        OnBirthday::NotYetReached => *birthday < end,
    };
    (requested.year()..=end.year())
        .rev()
        .filter_map(|year| leap.birthday(born, year))
        .find(within)
        .filter(|birthday| *birthday > requested)
}
