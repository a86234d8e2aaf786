//! The days on which the bearer of a code may have been born.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// Most centuries considered.
const MAX: usize = 4;

/// The possible days of birth, oldest first: a code has only two digits of the year.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Births {
    days: [Option<NaiveDate>; MAX],
}

impl Births {
    /// The days between two dates, both included, with this year of the century, month and day;
    /// the latest four centuries only.
    pub(super) fn between(earliest: NaiveDate, latest: NaiveDate, ymd: (u8, u8, u8)) -> Self {
        let (year, month, day) = (i32::from(ymd.0), u32::from(ymd.1), u32::from(ymd.2));
        let century = latest.year().div_euclid(100) * 100;
        let mut days = [None; MAX];
        for (place, back) in days.iter_mut().rev().zip(0..) {
            let year = century - back * 100 + year;
            if year < earliest.year() {
                break;
            }
            *place = NaiveDate::from_ymd_opt(year, month, day)
                .filter(|date| (earliest..=latest).contains(date));
        }
        Self { days }
    }

    /// The days, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = NaiveDate> {
        self.days.into_iter().flatten()
    }

    /// The day, when only one is possible.
    #[must_use]
    pub fn only(&self) -> Option<NaiveDate> {
        let mut days = self.iter();
        days.next().filter(|_| days.next().is_none())
    }

    /// Whether no such day exists.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl fmt::Debug for Births {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Births({} [personal])", self.iter().count())
    }
}
