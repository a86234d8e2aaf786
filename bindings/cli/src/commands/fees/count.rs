//! Cards as a number, or as a file that lists them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use cie_core::citizen::place::Belfiore;
use cie_core::fees::HalfMonth;
use cie_core::fees::reconcile::PaymentKind;
use cie_core::{Code, Error};
use cie_devices::print::Correction;

use super::bad::BadRows;
use super::events;
use crate::exit::Failure;
use crate::report::Report;

/// Most comuni with cards in one document.
const COMUNI_MAX: usize = 10_000;
/// Most corrections of one document.
const CORRECTIONS_MAX: usize = 10_000;

/// How many cards, or where they are listed.
#[derive(Clone, Debug)]
pub(super) enum Cards {
    /// So many.
    Count(u32),
    /// In a CSV file.
    File(PathBuf),
}

/// Digits are a number, anything else a file.
pub(super) fn parse(text: &str) -> Result<Cards, std::num::ParseIntError> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map(Cards::Count);
    }
    Ok(Cards::File(PathBuf::from(text)))
}

/// Cards of each comune by day, from the first day to the last; the others are counted.
pub(super) struct ByDay {
    pub(super) comuni: BTreeMap<Belfiore, BTreeMap<NaiveDate, u32>>,
    /// Cards of other days or comuni.
    pub(super) left_out: u64,
}

/// Counts the cards of a file in a period, those of one comune or of all.
pub(super) fn by_day(
    path: &std::path::Path,
    days: (NaiveDate, NaiveDate),
    only: Option<Belfiore>,
    report: &mut Report,
) -> Result<ByDay, Failure> {
    let mut found = ByDay {
        comuni: BTreeMap::new(),
        left_out: 0,
    };
    let mut bad = BadRows::default();
    events::cards(path, &mut bad, |card, _| {
        let inside = (days.0..=days.1).contains(&card.sent_on);
        if !inside || only.is_some_and(|only| only != card.comune) {
            found.left_out += 1;
            return Ok(());
        }
        if found.comuni.len() >= COMUNI_MAX && !found.comuni.contains_key(&card.comune) {
            return Err(Error::new(Code::ReconcileLimit).detail("comuni"));
        }
        let days = found.comuni.entry(card.comune).or_default();
        let count = days.entry(card.sent_on).or_default();
        *count = count.checked_add(1).ok_or(Code::AmountOverflow)?;
        Ok(())
    })?;
    bad.refuse(report)?;
    Ok(found)
}

/// The corrections of a payments file, of one comune or of all, in these half-months.
pub(super) fn corrections(
    path: &std::path::Path,
    periods: &[HalfMonth],
    report: &mut Report,
) -> Result<Vec<(Belfiore, HalfMonth, Correction)>, Failure> {
    let mut found = Vec::new();
    let mut bad = BadRows::default();
    events::payments(path, &mut bad, |paid| {
        let event = &paid.event;
        if event.kind != PaymentKind::Correction || !periods.contains(&event.period) {
            return Ok(());
        }
        if found.len() >= CORRECTIONS_MAX {
            return Err(Error::new(Code::ReconcileLimit).detail("payments"));
        }
        let correction = Correction {
            paid_on: event.paid_on,
            reference: event.reference.to_owned(),
            cards: event.cards,
            amount: event.amount,
        };
        found.push((event.comune, event.period, correction));
        Ok(())
    })?;
    bad.refuse(report)?;
    Ok(found)
}
