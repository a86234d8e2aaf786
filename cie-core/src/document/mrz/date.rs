//! Dates of the MRZ: two digits of the year, and parts that may be unknown.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::date::PartialDate;
use crate::{Code, Result};

/// A date of the MRZ. Its century is not written: say near which day it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MrzDate {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

impl MrzDate {
    /// Reads six characters; `<<` stands for an unknown month or day. `None` when the form is wrong.
    pub(super) fn read(field: &str) -> Option<Self> {
        let pair = |from: usize| match field.get(from..from + 2)? {
            "<<" => Some(None),
            digits if digits.bytes().all(|b| b.is_ascii_digit()) => Some(digits.parse().ok()),
            _ => None,
        };
        let (year, month, day): (Option<u32>, Option<u32>, Option<u32>) =
            (pair(0)?, pair(2)?, pair(4)?);
        let in_range = month.is_none_or(|m| (1..=12).contains(&m))
            && day.is_none_or(|d| (1..=31).contains(&d))
            && (month.is_some() || day.is_none());
        in_range.then_some(Self {
            year: year?.cast_signed(),
            month,
            day,
        })
    }

    /// The six characters of a date.
    pub(super) fn write(date: PartialDate) -> String {
        let year = date.year().rem_euclid(100);
        match (date.month(), date.complete()) {
            (Some(month), Some(full)) => format!("{year:02}{month:02}{:02}", full.day()),
            (Some(month), None) => format!("{year:02}{month:02}<<"),
            (None, _) => format!("{year:02}<<<<"),
        }
    }

    /// As a birth date: the last such date that is not after the reference day.
    ///
    /// A holder older than a hundred is read as a child; the registry knows better.
    ///
    /// # Errors
    /// `CIE-CORE-113` when the day does not exist.
    pub fn birth(self, reference: NaiveDate) -> Result<PartialDate> {
        let base = reference.year() - reference.year().rem_euclid(100) + self.year;
        [base, base - 100]
            .into_iter()
            .filter_map(|year| self.in_year(year))
            .find(|(_, first)| *first <= reference)
            .map(|(date, _)| date)
            .ok_or_else(|| Code::BadMrzDate.into())
    }

    /// The date in a given year, and the first day it may be.
    fn in_year(self, year: i32) -> Option<(PartialDate, NaiveDate)> {
        let first = NaiveDate::from_ymd_opt(year, self.month.unwrap_or(1), self.day.unwrap_or(1))?;
        let date = match (self.month, self.day) {
            (Some(_), Some(_)) => PartialDate::Full(first),
            (Some(month), None) => PartialDate::YearMonth(year, month),
            (None, _) => PartialDate::Year(year),
        };
        Some((date, first))
    }

    /// As an expiry date: the one within fifty years of the reference day.
    ///
    /// # Errors
    /// `CIE-CORE-113` when the day does not exist or is not wholly known.
    pub fn expiry(self, reference: NaiveDate) -> Result<NaiveDate> {
        let base = reference.year() - reference.year().rem_euclid(100) + self.year;
        let year = if base > reference.year() + 50 {
            base - 100
        } else if base < reference.year() - 49 {
            base + 100
        } else {
            base
        };
        match (self.month, self.day) {
            (Some(month), Some(day)) => NaiveDate::from_ymd_opt(year, month, day),
            _ => None,
        }
        .ok_or_else(|| Code::BadMrzDate.into())
    }
}

impl fmt::Debug for MrzDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MrzDate([personal])")
    }
}
