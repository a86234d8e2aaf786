//! The State share.

use chrono::NaiveDate;

use super::Cents;
use crate::Result;
use crate::rule::{Rule, fees as rules, require};

/// The State share in force on a day: base plus VAT, rounded half-up; EUR 16.79 since July 2016.
///
/// Source: DM 25/5/2016.
///
/// # Errors
/// `CIE-CORE-201` before the rule existed.
pub fn state_share(on: NaiveDate) -> Result<(Cents, &'static Rule)> {
    let rule = require(&rules::STATE_SHARE, on)?;
    let base = const { rules::STATE_SHARE.money("base") };
    let vat = const { rules::STATE_SHARE.percent("vat") };
    Ok((state_share_of(base, vat)?, rule))
}

/// A share of that base with VAT of so many percent, rounded half-up to the cent.
///
/// # Errors
/// `CIE-CORE-210` when it does not fit.
pub fn state_share_of(base: Cents, vat_percent: u32) -> Result<Cents> {
    base.plus_percent(vat_percent)
}
