//! The period that the Ministry assigned to an office.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{Code, Error, Result};

/// Longest period, in days between its ends.
const LONGEST: i64 = 366;

/// An installation period, both ends included.
///
/// ```
/// use chrono::NaiveDate;
/// use cie_core::office::Period;
/// let day = |d| NaiveDate::from_ymd_opt(2017, 10, d).expect("in the calendar");
/// assert!(Period::new(day(2), day(6))?.contains(day(6)));
/// assert!(Period::new(day(6), day(2)).is_err());
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Ends")]
pub struct Period {
    from: NaiveDate,
    to: NaiveDate,
}

#[derive(Deserialize)]
#[serde(rename = "Period", deny_unknown_fields)]
struct Ends {
    from: NaiveDate,
    to: NaiveDate,
}

impl TryFrom<Ends> for Period {
    type Error = Error;
    fn try_from(ends: Ends) -> Result<Self> {
        Self::new(ends.from, ends.to)
    }
}

impl Period {
    /// The period from one day to another, both included.
    ///
    /// # Errors
    /// `CIE-CORE-651` when it ends before it begins, is longer than a year, or is not within the
    /// years 2001 to 2099.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self> {
        let years = 2001..=2099;
        let days = to.signed_duration_since(from).num_days();
        if (0..=LONGEST).contains(&days)
            && years.contains(&from.year())
            && years.contains(&to.year())
        {
            Ok(Self { from, to })
        } else {
            Err(Code::BadInstallationPeriod.into())
        }
    }

    /// First day.
    #[must_use]
    pub fn from(self) -> NaiveDate {
        self.from
    }

    /// Last day.
    #[must_use]
    pub fn to(self) -> NaiveDate {
        self.to
    }

    /// Whether the day is one of the period.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The day so many calendar days before the first one (policy `rollout.policy.day_count`).
    #[must_use]
    pub fn days_before(self, days: u32) -> NaiveDate {
        before(self.from, days)
    }
}

/// The day so many calendar days earlier.
pub(super) fn before(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MIN)
}
