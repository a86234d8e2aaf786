//! What comes out of a reconciliation.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::Mismatch;
use crate::citizen::place::Belfiore;
use crate::fees::{Cents, HalfMonth};
use crate::{Code, Result};

/// How a half-month stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Standing {
    /// Paid to the cent, without corrections.
    Settled,
    /// Paid to the cent, thanks to corrections.
    Corrected,
    /// Something is still owed.
    Open,
    /// Too much was paid.
    Excess,
}

impl Standing {
    pub(super) fn of(difference: Cents, with_corrections: bool) -> Self {
        match (difference.get(), with_corrections) {
            (0, false) => Self::Settled,
            (0, true) => Self::Corrected,
            (owed, _) if owed > 0 => Self::Open,
            _ => Self::Excess,
        }
    }

    /// The name used in files, such as `settled`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Settled => "settled",
            Self::Corrected => "corrected",
            Self::Open => "open",
            Self::Excess => "excess",
        }
    }
}

/// One comune in one half-month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Codice catastale.
    pub comune: Belfiore,
    /// The half-month.
    pub period: HalfMonth,
    /// Day by which it had to be remitted.
    pub due_on: NaiveDate,
    /// Cards sent into production.
    pub cards: u32,
    /// Cards declared with the payments.
    pub declared: i64,
    /// State share of the cards.
    pub due: Cents,
    /// Sum of the remittances.
    pub remitted: Cents,
    /// Sum of the corrections.
    pub corrected: Cents,
    /// Remitted and corrected.
    pub paid: Cents,
    /// Due less paid: what is owed, or negative what was paid too much.
    pub difference: Cents,
    /// How it stands.
    pub standing: Standing,
    /// What does not match; empty when all does.
    pub mismatches: Vec<Mismatch>,
}

/// Sums over every row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Cards sent into production.
    pub cards: u64,
    /// State share of the cards.
    pub due: Cents,
    /// What was paid, copies of a payment not counted.
    pub paid: Cents,
    /// Due less paid.
    pub difference: Cents,
    /// Sum of the copies set aside as `duplicate_payment`.
    pub set_aside: Cents,
    /// How many mismatches of each name; names without any are absent.
    pub mismatches: BTreeMap<&'static str, u32>,
}

/// The outcome: a row for each comune and half-month with cards or payments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reconciliation {
    rows: Vec<Row>,
    totals: Totals,
}

impl Reconciliation {
    pub(super) fn push(&mut self, row: Row, set_aside: Cents) -> Result<()> {
        let totals = &mut self.totals;
        totals.cards = totals
            .cards
            .checked_add(u64::from(row.cards))
            .ok_or(Code::AmountOverflow)?;
        totals.due = totals.due.checked_add(row.due)?;
        totals.paid = totals.paid.checked_add(row.paid)?;
        totals.difference = totals.difference.checked_add(row.difference)?;
        totals.set_aside = totals.set_aside.checked_add(set_aside)?;
        for mismatch in &row.mismatches {
            // The limit on mismatches is a u32.
            let count = totals.mismatches.entry(mismatch.name()).or_default();
            *count = count.saturating_add(1);
        }
        self.rows.push(row);
        Ok(())
    }

    /// The rows by comune and half-month; those without cards and payments are absent.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Every mismatch, in the order of the rows.
    pub fn mismatches(&self) -> impl Iterator<Item = &Mismatch> {
        self.rows.iter().flat_map(|row| &row.mismatches)
    }

    /// The sums.
    #[must_use]
    pub fn totals(&self) -> &Totals {
        &self.totals
    }
}
