//! Working days in Italy.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::rule::{Rule, Value, holidays as rules};
use crate::{Code, Error, Result};

/// No chain of holidays and week-ends is longer.
const LONGEST_BREAK: u64 = 31;

static FIXED: [&Rule; 11] = [
    &rules::NEW_YEAR,
    &rules::EPIPHANY,
    &rules::LIBERATION,
    &rules::LABOUR,
    &rules::REPUBLIC,
    &rules::ASSUMPTION,
    &rules::SAINT_FRANCIS,
    &rules::ALL_SAINTS,
    &rules::IMMACULATE,
    &rules::CHRISTMAS,
    &rules::SAINT_STEPHEN,
];

/// The calendar of a comune: national holidays, its patron saint, and whether Saturday is worked.
///
/// By default there is no patron saint and Saturday is not a working day (both are policies:
/// `holidays.patron`, `remittance.saturday_policy`).
///
/// ```
/// use chrono::NaiveDate;
/// use cie_core::fees::Calendar;
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("in the calendar");
/// let rome = Calendar::roma();
/// assert_eq!(rome, Calendar::default().with_patron(6, 29)?);
/// assert!(!rome.is_working_day(day(2026, 6, 29)));
/// assert!(!rome.is_working_day(day(2027, 10, 4))); // Saint Francis, again since 2026
/// assert!(rome.is_working_day(day(2025, 10, 3)));
/// assert_eq!(rome.last_working_day(day(2026, 5, 7)), day(2026, 5, 29));
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    patron: Option<(u32, u32)>,
    saturday_works: bool,
}

impl Calendar {
    /// The calendar of the comune of Roma, where 29 June is a holiday by law (rule
    /// `holidays.saints_peter_and_paul`).
    #[must_use]
    pub fn roma() -> Self {
        let patron = match rules::SAINTS_PETER_AND_PAUL.value("date") {
            Some(Value::MonthDay { month, day }) => Some((month, day)),
            _ => None,
        };
        Self {
            patron,
            ..Self::default()
        }
    }

    /// The same calendar with the patron saint's day of the comune.
    ///
    /// # Errors
    /// `CIE-CORE-001` when no year has that day.
    pub fn with_patron(mut self, month: u32, day: u32) -> Result<Self> {
        // 2000 is a leap year: 29 February is a possible patron's day.
        NaiveDate::from_ymd_opt(2000, month, day).ok_or_else(|| Error::new(Code::BadDate))?;
        self.patron = Some((month, day));
        Ok(self)
    }

    /// The same calendar with Saturday worked or not.
    #[must_use]
    pub fn with_saturday(mut self, works: bool) -> Self {
        self.saturday_works = works;
        self
    }

    /// The rule that makes the day a holiday, if it is one; Easter Sunday needs none.
    #[must_use]
    pub fn holiday(&self, date: NaiveDate) -> Option<&'static Rule> {
        let here = (date.month(), date.day());
        let fixed = FIXED.iter().copied().find(|rule| {
            rule.in_force(date)
                && matches!(rule.value("date"),
                    Some(Value::MonthDay { month, day }) if (month, day) == here)
        });
        let after_easter = const { rules::EASTER_MONDAY.days("days_after_easter") };
        let monday = || {
            let sunday = easter(date.year())?;
            let monday = sunday.checked_add_days(Days::new(u64::from(after_easter)))?;
            (monday == date).then_some(&rules::EASTER_MONDAY)
        };
        let patron = || (self.patron == Some(here)).then_some(&rules::PATRON);
        fixed.or_else(monday).or_else(patron)
    }

    /// Whether people work on that day.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        match date.weekday() {
            Weekday::Sun => false,
            Weekday::Sat if !self.saturday_works => false,
            _ => self.holiday(date).is_none(),
        }
    }

    /// The working day that comes so many working days after the date, which is not counted.
    #[must_use]
    pub fn working_days_after(&self, date: NaiveDate, count: u32) -> NaiveDate {
        let mut left = count;
        let days = date.iter_days().skip(1);
        let mut until = days.skip_while(|day| {
            if self.is_working_day(*day) {
                left = left.saturating_sub(1);
            }
            left > 0
        });
        until.next().filter(|_| count > 0).unwrap_or(date)
    }

    /// The last working day of the month that contains the date.
    #[must_use]
    pub fn last_working_day(&self, in_month: NaiveDate) -> NaiveDate {
        self.preceding(last_day(in_month))
    }

    /// The day itself if it is a working day, else the nearest one before it.
    #[must_use]
    pub fn preceding(&self, date: NaiveDate) -> NaiveDate {
        (0..=LONGEST_BREAK)
            .filter_map(|back| date.checked_sub_days(Days::new(back)))
            .find(|day| self.is_working_day(*day))
            .unwrap_or(date)
    }

    /// The day itself if it is a working day, else the nearest one after it.
    #[must_use]
    pub fn following(&self, date: NaiveDate) -> NaiveDate {
        (0..=LONGEST_BREAK)
            .filter_map(|ahead| date.checked_add_days(Days::new(ahead)))
            .find(|day| self.is_working_day(*day))
            .unwrap_or(date)
    }
}

/// The last day of the month that contains the date.
pub(super) fn last_day(date: NaiveDate) -> NaiveDate {
    (28..=31)
        .rev()
        .find_map(|day| date.with_day(day))
        .unwrap_or(date)
}

/// Easter Sunday by the Gregorian computus; `None` before 1583 and after 9999.
#[must_use]
pub fn easter(year: i32) -> Option<NaiveDate> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    // The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * shift + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(sum / 31).ok()?,
        u32::try_from(sum % 31 + 1).ok()?,
    )
}
