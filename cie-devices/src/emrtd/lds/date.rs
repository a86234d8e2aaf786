//! Dates in data groups: eight digits, in ASCII or in packed decimal.

use std::fmt;

use chrono::NaiveDate;
use cie_core::date::PartialDate;

use crate::{Code, Error, Result};

/// A date as a chip writes it, perhaps without day or month (zeros).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ChipDate(PartialDate);

impl ChipDate {
    /// A whole date.
    #[must_use]
    pub fn full(date: NaiveDate) -> Self {
        Self(PartialDate::Full(date))
    }

    /// Reads `YYYYMMDD`: eight ASCII digits, or four octets of packed decimal.
    ///
    /// ```
    /// use cie_devices::emrtd::lds::ChipDate;
    /// let ascii = ChipDate::parse(b"19950118")?;
    /// assert_eq!(ascii, ChipDate::parse(&[0x19, 0x95, 0x01, 0x18])?);
    /// assert_eq!(ascii.date().to_string(), "1995-01-18");
    /// # Ok::<(), cie_devices::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CIE-DEV-455` for another form, or a day that is not in the calendar.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let bad = || Error::new(Code::CardFieldMalformed).detail("date");
        let text = digits(bytes, 8).ok_or_else(bad)?;
        let number = |from: usize, to: usize| -> Option<u32> { text.get(from..to)?.parse().ok() };
        let (year, month, day) = (number(0, 4), number(4, 6), number(6, 8));
        let (Some(year), Some(month), Some(day)) = (year, month, day) else {
            return Err(bad());
        };
        let year = year.cast_signed();
        match (month, day) {
            (0, 0) => Ok(Self(PartialDate::Year(year))),
            (1..=12, 0) => Ok(Self(PartialDate::YearMonth(year, month))),
            _ => NaiveDate::from_ymd_opt(year, month, day)
                .map(Self::full)
                .ok_or_else(bad),
        }
    }

    /// The date.
    #[must_use]
    pub fn date(self) -> PartialDate {
        self.0
    }

    /// Eight ASCII digits.
    #[must_use]
    pub fn to_ascii(self) -> String {
        match self.0 {
            PartialDate::Full(date) => date.format("%Y%m%d").to_string(),
            PartialDate::YearMonth(year, month) => format!("{year:04}{month:02}00"),
            PartialDate::Year(year) => format!("{year:04}0000"),
        }
    }
}

impl fmt::Debug for ChipDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChipDate([personal])")
    }
}

/// So many digits, from ASCII or packed decimal.
pub(super) fn digits(bytes: &[u8], count: usize) -> Option<String> {
    let text = if bytes.len() == count {
        String::from_utf8(bytes.to_vec()).ok()?
    } else if bytes.len() * 2 == count {
        bytes.iter().map(|byte| format!("{byte:02X}")).collect()
    } else {
        return None;
    };
    text.bytes().all(|b| b.is_ascii_digit()).then_some(text)
}
