//! Dates as registries know them: sometimes without the day, sometimes without the month.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{Code, Error};

/// A birth date that may lack its day, or its day and month, as registries of origin left it.
///
/// Written `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. ANPR marks the same cases with `senzaGiorno` and
/// `senzaGiornoMese`.
///
/// ```
/// use cie_core::date::PartialDate;
/// let known: PartialDate = "1980-05-17".parse()?;
/// assert!(known.complete().is_some());
/// let vague: PartialDate = "1980-05".parse()?;
/// assert_eq!((vague.complete(), vague.year(), vague.month()), (None, 1980, Some(5)));
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i32),
    /// The day is not known.
    YearMonth(i32, u32),
    /// The whole date.
    Full(NaiveDate),
}

impl PartialDate {
    /// The date, when no part is missing.
    #[must_use]
    pub fn complete(self) -> Option<NaiveDate> {
        match self {
            Self::Full(date) => Some(date),
            Self::Year(_) | Self::YearMonth(..) => None,
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Year(year) | Self::YearMonth(year, _) => year,
            Self::Full(date) => date.year(),
        }
    }

    /// The month from 1 to 12, when known.
    #[must_use]
    pub fn month(self) -> Option<u32> {
        match self {
            Self::Year(_) => None,
            Self::YearMonth(_, month) => Some(month),
            Self::Full(date) => Some(date.month()),
        }
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(date: NaiveDate) -> Self {
        Self::Full(date)
    }
}

impl FromStr for PartialDate {
    type Err = Error;

    /// # Errors
    /// `CIE-CORE-001` when the text is of another form or the date is not in the calendar.
    fn from_str(text: &str) -> Result<Self, Error> {
        match text.len() {
            4 => number(text, 0, 4).map(|year| Self::Year(year.cast_signed())),
            7 if text.as_bytes().get(4) == Some(&b'-') => {
                let (year, month) = (number(text, 0, 4)?, number(text, 5, 7)?);
                if (1..=12).contains(&month) {
                    Ok(Self::YearMonth(year.cast_signed(), month))
                } else {
                    Err(Code::BadDate.into())
                }
            }
            _ => parse_date(text).map(Self::Full),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::YearMonth(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Full(date) => write!(f, "{date}"),
        }
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A date of birth is personal; the form is enough to debug with.
        f.write_str(match self {
            Self::Year(_) => "PartialDate(YYYY)",
            Self::YearMonth(..) => "PartialDate(YYYY-MM)",
            Self::Full(_) => "PartialDate(YYYY-MM-DD)",
        })
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Parses exactly `YYYY-MM-DD`, four-digit years only.
///
/// # Errors
/// `CIE-CORE-001` when the text is of another form or the date is not in the calendar.
pub fn parse_date(text: &str) -> Result<NaiveDate, Error> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return Err(Code::BadDate.into());
    }
    let (year, month, day) = (
        number(text, 0, 4)?,
        number(text, 5, 7)?,
        number(text, 8, 10)?,
    );
    NaiveDate::from_ymd_opt(year.cast_signed(), month, day).ok_or_else(|| Code::BadDate.into())
}

fn number(text: &str, from: usize, to: usize) -> Result<u32, Error> {
    let digits = text
        .get(from..to)
        .filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
    digits
        .and_then(|part| part.parse().ok())
        .ok_or_else(|| Code::BadDate.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_is_not_in_the_calendar() {
        for bad in [
            "",
            "1980-02-30",
            "80-01-01",
            "1980-13",
            "1980/01/01",
            "1980-1-1",
            "١٩٨٠",
            "+198",
        ] {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
    }

    #[test]
    fn debug_hides_the_date() -> Result<(), Error> {
        let date: PartialDate = "1980-05-17".parse()?;
        assert!(!format!("{date:?}").contains("1980"));
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_or_refused(text in "\\PC{0,12}") {
            if let Ok(date) = text.parse::<PartialDate>() {
                prop_assert_eq!(date.to_string(), text);
            }
        }

        #[test]
        fn what_is_written_is_read_back(days in 0i64..80_000) {
            let date = NaiveDate::default() + chrono::Duration::days(days - 40_000);
            let full = PartialDate::Full(date);
            prop_assert_eq!(full.to_string().parse::<PartialDate>()?, full);
        }
    }
}
