//! Money in whole cents.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::{Code, Result};

/// An amount in euro cents; arithmetic is checked, nothing is ever rounded away.
///
/// ```
/// use cie_core::fees::Cents;
/// use cie_core::lang::Lang;
/// let price = Cents::new(2221);
/// assert_eq!(price.display(Lang::It).to_string(), "22,21 EUR");
/// assert_eq!(price.display(Lang::En).to_string(), "EUR 22.21");
/// assert_eq!(price.checked_add(Cents::new(516))?, Cents::new(2737));
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cents(i64);

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// This many cents.
    #[must_use]
    pub const fn new(cents: i64) -> Self {
        Self(cents)
    }

    /// The number of cents.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The sum.
    ///
    /// # Errors
    /// `CIE-CORE-210` when it does not fit.
    pub fn checked_add(self, other: Self) -> Result<Self> {
        self.0
            .checked_add(other.0)
            .map(Self)
            .ok_or_else(|| Code::AmountOverflow.into())
    }

    /// The difference.
    ///
    /// # Errors
    /// `CIE-CORE-210` when it does not fit.
    pub fn checked_sub(self, other: Self) -> Result<Self> {
        self.0
            .checked_sub(other.0)
            .map(Self)
            .ok_or_else(|| Code::AmountOverflow.into())
    }

    /// The amount so many times over.
    ///
    /// # Errors
    /// `CIE-CORE-210` when it does not fit.
    pub fn times(self, count: u32) -> Result<Self> {
        self.0
            .checked_mul(i64::from(count))
            .map(Self)
            .ok_or_else(|| Code::AmountOverflow.into())
    }

    /// The sum of many.
    ///
    /// # Errors
    /// `CIE-CORE-210` when it does not fit.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self> {
        amounts
            .into_iter()
            .try_fold(Self::ZERO, |sum, next| sum.checked_add(next))
    }

    /// The amount plus so many percent, rounded half-up to the cent (halves go away from zero).
    ///
    /// # Errors
    /// `CIE-CORE-210` when it does not fit.
    pub fn plus_percent(self, percent: u32) -> Result<Self> {
        // A 128-bit product of an i64 and a u32 cannot overflow.
        let hundredths = i128::from(self.0) * (100 + i128::from(percent));
        let half = if hundredths < 0 { -50 } else { 50 };
        i64::try_from((hundredths + half) / 100)
            .map(Self)
            .map_err(|_| Code::AmountOverflow.into())
    }

    /// The amount as people write it: `22,21 EUR` in Italian, `EUR 22.21` in English.
    #[must_use]
    pub fn display(self, lang: Lang) -> CentsDisplay {
        CentsDisplay { cents: self, lang }
    }
}

/// An amount ready to be written; made by [`Cents::display`].
#[derive(Clone, Copy, Debug)]
pub struct CentsDisplay {
    cents: Cents,
    lang: Lang,
}

impl fmt::Display for CentsDisplay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.cents.0 < 0 { "-" } else { "" };
        let magnitude = self.cents.0.unsigned_abs();
        let (euro, cent) = (magnitude / 100, magnitude % 100);
        match self.lang {
            Lang::It => write!(f, "{sign}{euro},{cent:02} EUR"),
            Lang::En => write!(f, "EUR {sign}{euro}.{cent:02}"),
        }
    }
}
