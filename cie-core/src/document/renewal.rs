//! When a card may be renewed, and when paper cards end.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Expiry;
use crate::rule::{Rule, validity as rules};
use crate::{Code, Result};

/// Model of the card to be renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CardModel {
    /// Paper.
    Paper,
    /// Electronic, of a model before 3.0.
    OldElectronic,
    /// CIE 3.0.
    Cie,
}

/// From when a card may be renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RenewableFrom {
    /// At any time.
    Always,
    /// From that day.
    On(NaiveDate),
}

impl RenewableFrom {
    /// Whether the card may be renewed on that day.
    #[must_use]
    pub fn allows(self, day: NaiveDate) -> bool {
        match self {
            Self::Always => true,
            Self::On(first) => first <= day,
        }
    }
}

/// From when a card may be renewed: the 180th day before expiry, or ten years after issue for one
/// that never expires; paper and old-model cards at any time.
///
/// Source: DPR 445/2000 art. 36 c.7; DL 19/2026 art. 6 c.2.
///
/// # Errors
/// `CIE-CORE-122` when a date leaves the calendar.
///
/// ```
/// use chrono::NaiveDate;
/// use cie_core::document::{renewable_from, CardModel, Expiry, RenewableFrom};
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("in the calendar");
/// let card = Expiry::On(day(2027, 6, 30));
/// let (from, _) = renewable_from(CardModel::Cie, card, day(2017, 7, 1))?;
/// assert_eq!(from, RenewableFrom::On(day(2027, 1, 1)));
/// # Ok::<(), cie_core::Error>(())
/// ```
pub fn renewable_from(
    model: CardModel,
    expires: Expiry,
    issued_on: NaiveDate,
) -> Result<(RenewableFrom, &'static Rule)> {
    match (model, expires) {
        (CardModel::Paper | CardModel::OldElectronic, _) => {
            Ok((RenewableFrom::Always, &rules::RENEWAL_WINDOW))
        }
        (CardModel::Cie, Expiry::On(last)) => {
            let before = const { rules::RENEWAL_WINDOW.days("days_before") };
            let first = last
                .checked_sub_days(Days::new(u64::from(before)))
                .ok_or(Code::DateOutOfRange)?;
            Ok((
                RenewableFrom::On(first.max(issued_on)),
                &rules::RENEWAL_WINDOW,
            ))
        }
        (CardModel::Cie, Expiry::Unlimited) => {
            let after = const { rules::OVER_70_UNLIMITED.years("renewable_after") };
            let first = super::LeapDay::default()
                .years_after(issued_on, after)
                .ok_or(Code::DateOutOfRange)?;
            Ok((RenewableFrom::On(first), &rules::OVER_70_UNLIMITED))
        }
    }
}

/// The last day of a paper card: the printed one, but never after 2026-08-03.
///
/// Source: Circ. DAIT 76/2025.
///
/// ```
/// use chrono::NaiveDate;
/// use cie_core::document::paper_card_end;
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("in the calendar");
/// assert_eq!(paper_card_end(day(2031, 5, 1)).0, day(2026, 8, 3));
/// assert_eq!(paper_card_end(day(2025, 5, 1)).0, day(2025, 5, 1));
/// ```
#[must_use]
pub fn paper_card_end(printed: NaiveDate) -> (NaiveDate, &'static Rule) {
    let last = const { rules::PAPER_END.date("last_day") };
    (printed.min(last), &rules::PAPER_END)
}
