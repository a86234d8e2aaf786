//! The days on which the bearer of a code may have been born.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::layout::Day;
use crate::citizen::place::{Days, Span, Spans, day_at, day_of};

/// Most centuries considered.
const MAX: u8 = 4;

/// What a century is worth among the numbers of days.
const CENTURY: i32 = day_at(100, 0, 0);

/// Most days of each month, from a zeroth that has none.
const LONGEST: [u8; 16] = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0, 0, 0];

/// The possible days of birth, oldest first: a code has only two digits of the year.
///
/// Kept as the code has them; dates are made when they are asked for.
#[derive(Clone, Copy)]
pub struct Births {
    pub(super) day: Day,
    pub(super) centuries: Centuries,
}

/// In which centuries somebody may have been born.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Centuries {
    /// The latest one: 20 for the years from 2000 to 2099.
    latest: i16,
    /// Bit n says whether it may have been n centuries earlier.
    possible: u8,
}

/// The days on which somebody may have been born at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    days: Days,
    /// The century of the last one.
    century: i16,
    /// Whether the first one is more than a century before that.
    deep: bool,
}

impl Window {
    /// From one day to another, both included; the latest four centuries only.
    pub(super) fn new(earliest: NaiveDate, latest: NaiveDate) -> Self {
        let century = latest.year().div_euclid(100);
        Self {
            days: Days::between(day_of(earliest), day_of(latest)),
            // Never out of range: the calendar of the crate chrono ends with the year 262,142.
            century: i16::try_from(century).unwrap_or_default(),
            deep: earliest.year().div_euclid(100) < century - 1,
        }
    }

    /// The centuries in which the day was one, and whether the code of a place, of which the latest
    /// stretch of use is given, was in use on it in one of them.
    #[inline]
    pub(super) fn centuries(
        self,
        day: Day,
        place: Span,
        (places, code): (&Spans, u16),
    ) -> (Centuries, bool) {
        let longest = LONGEST.get(usize::from(day.month())).copied().unwrap_or(0);
        let mut centuries = Centuries {
            latest: self.century,
            possible: 0,
        };
        if day.day() == 0 || day.day() > longest {
            return (centuries, false);
        }
        // No branch in here depends on the code: which century it was is a toss-up.
        let newest = centuries.newest(day);
        let before = newest - CENTURY;
        let (this, last) = (self.days.contain(newest), self.days.contain(before));
        centuries.possible = u8::from(this) | u8::from(last) << 1;
        let active = this & place.days.contain(newest) | last & place.days.contain(before);
        let leap_day = (day.month(), day.day()) == (2, 29);
        if self.deep | leap_day | (place.more & !active) {
            return self.slowly(day, places, code);
        }
        (centuries, active)
    }

    /// The same for every case.
    #[cold]
    #[inline(never)]
    fn slowly(self, day: Day, places: &Spans, code: u16) -> (Centuries, bool) {
        let mut centuries = Centuries {
            latest: self.century,
            possible: 0,
        };
        let mut active = false;
        for back in 0..MAX {
            let number = centuries.newest(day) - i32::from(back) * CENTURY;
            let year = centuries.year(day, back);
            if self.days.contain(number) && day.in_year(year).is_some() {
                centuries.possible |= 1 << back;
                active |= places.in_use(code, number);
            }
        }
        (centuries, active)
    }
}

impl Centuries {
    /// Whether there is none.
    pub(super) fn none(self) -> bool {
        self.possible == 0
    }

    /// The number of the day in the latest one.
    fn newest(self, day: Day) -> i32 {
        i32::from(self.latest) * CENTURY + day.number()
    }

    /// The year so many centuries before the latest.
    fn year(self, day: Day, back: u8) -> i32 {
        (i32::from(self.latest) - i32::from(back)) * 100 + i32::from(day.year())
    }
}

impl Births {
    /// The days, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let Self { day, centuries } = *self;
        let possible = (0..MAX)
            .rev()
            .filter(move |back| centuries.possible >> back & 1 == 1);
        possible.filter_map(move |back| day.in_year(centuries.year(day, back)))
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
        self.centuries.none()
    }
}

impl PartialEq for Births {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Births {}

impl fmt::Debug for Births {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Births({} [personal])", self.iter().count())
    }
}
