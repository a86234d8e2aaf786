//! From the counters and payments of one comune and half-month to its row.

use super::accumulator::{Entry, Mark, References};
use super::span::Period;
use super::{Mismatch, MismatchKind, PaymentKind, Row, Standing};
use crate::Result;
use crate::citizen::place::{Belfiore, PlaceKind, Places};
use crate::fees::Cents;

/// All that is known of one comune in one half-month; payments sorted by kind and date.
pub(super) struct Cell<'a> {
    pub(super) comune: Belfiore,
    pub(super) period: &'a Period,
    pub(super) span: &'a [Period],
    pub(super) cards: u32,
    pub(super) payments: &'a [Entry],
    pub(super) references: &'a References,
    pub(super) places: &'a Places,
}

impl Cell<'_> {
    /// The payments that are no copies.
    fn counted(&self, kind: PaymentKind) -> impl Iterator<Item = &Entry> {
        self.payments
            .iter()
            .filter(move |entry| entry.kind == kind && entry.mark != Mark::Copy)
    }

    fn sum(&self, kind: PaymentKind) -> Result<Cents> {
        Cents::sum(self.counted(kind).map(|entry| entry.amount))
    }

    fn reference(&self, entry: &Entry) -> Box<str> {
        self.references.get(entry).into()
    }

    /// Whether the code was a comune's on the first or the last day: comuni merge in mid-month.
    fn is_known(&self) -> bool {
        [self.period.half.start(), self.period.half.end()]
            .into_iter()
            .filter_map(|day| self.places.at(self.comune, day))
            .any(|place| place.kind() == PlaceKind::Comune)
    }
}

/// The row of the cell, and the sum of the copies that it does not count.
pub(super) fn judge(cell: &Cell<'_>) -> Result<(Row, Cents)> {
    let due = cell.period.share.times(cell.cards)?;
    let remitted = cell.sum(PaymentKind::Remittance)?;
    let corrected = cell.sum(PaymentKind::Correction)?;
    let paid = remitted.checked_add(corrected)?;
    let difference = due.checked_sub(paid)?;
    let copies = cell
        .payments
        .iter()
        .filter(|entry| entry.mark == Mark::Copy);
    let set_aside = Cents::sum(copies.map(|entry| entry.amount))?;
    let declared: i64 = cell
        .payments
        .iter()
        .filter(|entry| entry.mark != Mark::Copy)
        .map(|entry| i64::from(entry.cards))
        .sum();

    let mut kinds = Vec::new();
    kinds.extend(balance(cell, due, paid, difference)?);
    if cell.cards > 0 && !cell.payments.is_empty() && declared != i64::from(cell.cards) {
        kinds.push(MismatchKind::DeclaredCardsDiffer {
            cards: cell.cards,
            declared,
        });
    }
    remittances(cell, &mut kinds);
    repeated(cell, &mut kinds);
    if is_fraction(paid, cell.period.share) {
        fractions(cell, &mut kinds);
    }
    corrections(cell, due.checked_sub(remitted)?, &mut kinds)?;
    if !cell.is_known() {
        kinds.push(MismatchKind::UnknownComune);
    }

    let (comune, period) = (cell.comune, cell.period.half);
    let with_corrections = cell.counted(PaymentKind::Correction).next().is_some();
    let mismatches = kinds.into_iter().map(|kind| Mismatch {
        comune,
        period,
        kind,
    });
    let row = Row {
        comune,
        period,
        due_on: cell.period.due_on,
        cards: cell.cards,
        declared,
        due,
        remitted,
        corrected,
        paid,
        difference,
        standing: Standing::of(difference, with_corrections),
        mismatches: mismatches.collect(),
    };
    Ok((row, set_aside))
}

/// Exactly one kind when the difference is not zero.
fn balance(
    cell: &Cell<'_>,
    due: Cents,
    paid: Cents,
    difference: Cents,
) -> Result<Option<MismatchKind>> {
    Ok(match difference.get() {
        0 => None,
        _ if cell.payments.is_empty() => Some(MismatchKind::MissingPayment { due }),
        _ if cell.cards == 0 => Some(MismatchKind::PaymentWithoutCards { paid }),
        1.. => Some(MismatchKind::Underpaid { open: difference }),
        _ => Some(MismatchKind::Overpaid {
            excess: paid.checked_sub(due)?,
        }),
    })
}

/// One transfer, in time.
fn remittances(cell: &Cell<'_>, kinds: &mut Vec<MismatchKind>) {
    let late = cell
        .counted(PaymentKind::Remittance)
        .filter(|entry| entry.paid_on > cell.period.due_on);
    kinds.extend(late.map(|entry| MismatchKind::PaidLate {
        reference: cell.reference(entry),
        amount: entry.amount,
        due_on: cell.period.due_on,
        paid_on: entry.paid_on,
    }));
    let count = cell.counted(PaymentKind::Remittance).count();
    if count > 1 {
        kinds.push(MismatchKind::SeveralRemittances {
            count: u32::try_from(count).unwrap_or(u32::MAX),
        });
    }
}

fn repeated(cell: &Cell<'_>, kinds: &mut Vec<MismatchKind>) {
    kinds.extend(cell.payments.iter().filter_map(|entry| match entry.mark {
        Mark::Plain => None,
        Mark::Copy => Some(MismatchKind::DuplicatePayment {
            reference: cell.reference(entry),
            amount: entry.amount,
        }),
        Mark::Reused(first) => Some(MismatchKind::DuplicateReference {
            reference: cell.reference(entry),
            amount: entry.amount,
            first_used: cell.span.get(usize::from(first))?.half,
        }),
    }));
}

fn is_fraction(amount: Cents, share: Cents) -> bool {
    amount.get().checked_rem(share.get()) != Some(0)
}

fn fractions(cell: &Cell<'_>, kinds: &mut Vec<MismatchKind>) {
    let share = cell.period.share;
    let fractions = cell
        .payments
        .iter()
        .filter(|entry| entry.mark != Mark::Copy && is_fraction(entry.amount, share));
    kinds.extend(fractions.map(|entry| MismatchKind::AmountNotMultiple {
        reference: cell.reference(entry),
        amount: entry.amount,
        share,
    }));
}

/// Each correction against what the payments before it left open.
fn corrections(cell: &Cell<'_>, mut open: Cents, kinds: &mut Vec<MismatchKind>) -> Result<()> {
    for entry in cell.counted(PaymentKind::Correction) {
        let (amount, limit) = (entry.amount.get(), open.get());
        let fits = if limit > 0 {
            (1..=limit).contains(&amount)
        } else {
            (limit..0).contains(&amount)
        };
        if !fits {
            kinds.push(MismatchKind::CorrectionExceedsOpen {
                reference: cell.reference(entry),
                amount: entry.amount,
                open,
            });
        }
        open = open.checked_sub(entry.amount)?;
    }
    Ok(())
}
