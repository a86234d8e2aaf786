//! The streaming accumulator.

use chrono::NaiveDate;

use super::duplicates;
use super::judge::{Cell, judge};
use super::span::Span;
use super::{CardEvent, PaymentEvent, PaymentKind, Reconciliation};
use crate::citizen::place::{Belfiore, Places};
use crate::fees::{Calendar, Cents, DueDatePolicy, HalfMonth};
use crate::{Code, Error, Result};

/// Well-formed codici catastali: a letter and three digits.
const CODES: usize = 26_000;
/// A code without a line in the table of counters.
const NO_LINE: u16 = u16::MAX;

/// How much a reconciliation may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Different codici catastali.
    pub comuni: usize,
    /// Payments and corrections.
    pub payments: usize,
    /// Mismatches of the outcome: it is refused rather than cut short.
    pub mismatches: usize,
}

impl Default for Limits {
    /// Enough for a year of every comune, twice over.
    fn default() -> Self {
        Self {
            comuni: 10_000,
            payments: 400_000,
            mismatches: 400_000,
        }
    }
}

/// What is known of a payment beside its own fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Nothing.
    Plain,
    /// The same payment was recorded before.
    Copy,
    /// Its reference was used before, for the half-month at this position of the span.
    Reused(u16),
}

/// A payment as it is kept: small, because there is one for each comune and half-month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) comune: Belfiore,
    pub(super) period: u16,
    pub(super) kind: PaymentKind,
    pub(super) mark: Mark,
    pub(super) paid_on: NaiveDate,
    pub(super) cards: i32,
    pub(super) amount: Cents,
    reference_at: u32,
    reference_len: u8,
}

/// The references of the payments, one after the other.
#[derive(Debug, Default)]
pub(super) struct References(String);

impl References {
    fn push(&mut self, reference: &str) -> Result<(u32, u8)> {
        let at = u32::try_from(self.0.len()).map_err(|_| Code::ReconcileLimit)?;
        let length = u8::try_from(reference.len()).map_err(|_| Code::BadPaymentEvent)?;
        self.0.push_str(reference);
        Ok((at, length))
    }

    pub(super) fn get(&self, entry: &Entry) -> &str {
        let from = entry.reference_at as usize;
        self.0
            .get(from..from + usize::from(entry.reference_len))
            .unwrap_or_default()
    }
}

/// Takes cards and payments in any order and says at the end what does not match.
///
/// An event that is refused leaves no trace: the caller may note it and go on.
#[derive(Debug)]
pub struct Reconciler<'a> {
    span: Span,
    places: &'a Places,
    limits: Limits,
    /// Line of each well-formed code in `counters`.
    lines: Box<[u16]>,
    comuni: Vec<Belfiore>,
    /// Cards, a line for each comune and a column for each half-month.
    counters: Vec<u32>,
    payments: Vec<Entry>,
    references: References,
}

impl<'a> Reconciler<'a> {
    /// A reconciliation of the half-months from the first to the last, both included.
    ///
    /// Whether a comune exists is asked of `places`; due dates follow the default policy and
    /// calendar until [`Reconciler::with_due_dates`] says otherwise.
    ///
    /// # Errors
    /// `CIE-CORE-240` when the last is before the first or the span is longer than ten years,
    /// `CIE-CORE-201` before July 2016.
    pub fn new(first: HalfMonth, last: HalfMonth, places: &'a Places) -> Result<Self> {
        Ok(Self {
            span: Span::new(first, last)?,
            places,
            limits: Limits::default(),
            lines: vec![NO_LINE; CODES].into(),
            comuni: Vec::new(),
            counters: Vec::new(),
            payments: Vec::new(),
            references: References::default(),
        })
    }

    /// The same reconciliation with other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The same reconciliation with due dates by this policy and calendar, one for all comuni:
    /// patron saints count only when a single comune is reconciled.
    #[must_use]
    pub fn with_due_dates(mut self, policy: DueDatePolicy, calendar: &Calendar) -> Self {
        self.span.set_due_dates(policy, calendar);
        self
    }

    /// Counts a card.
    ///
    /// # Errors
    /// `CIE-CORE-241` outside the span, `CIE-CORE-242` beyond the limit on comuni, `CIE-CORE-210`
    /// beyond 4,294,967,295 cards of one comune in one half-month.
    pub fn push_card(&mut self, card: &CardEvent) -> Result<()> {
        let column = usize::from(self.span.position(card.sent_on)?);
        let line = self.line(card.comune)?;
        let at = line * self.span.periods().len() + column;
        let counter = self.counters.get_mut(at).ok_or(Code::OutsideSpan)?;
        *counter = counter.checked_add(1).ok_or(Code::AmountOverflow)?;
        Ok(())
    }

    /// Keeps a payment or a correction.
    ///
    /// # Errors
    /// `CIE-CORE-241` outside the span; `CIE-CORE-242` beyond the limit on comuni or payments;
    /// `CIE-CORE-243` when the amount is not positive (a remittance) or zero (a correction), cards
    /// and amount have opposite signs, or the reference is empty, longer than 64 bytes, has
    /// control characters or begins like a formula.
    pub fn push_payment(&mut self, payment: &PaymentEvent<'_>) -> Result<()> {
        let reference = payment.checked_reference()?;
        let period = self.span.position(payment.period.start())?;
        if self.payments.len() >= self.limits.payments {
            return Err(Error::new(Code::ReconcileLimit).detail("payments"));
        }
        self.line(payment.comune)?;
        let (reference_at, reference_len) = self.references.push(reference)?;
        self.payments.push(Entry {
            comune: payment.comune,
            period,
            kind: payment.kind,
            mark: Mark::Plain,
            paid_on: payment.paid_on,
            cards: payment.cards,
            amount: payment.amount,
            reference_at,
            reference_len,
        });
        Ok(())
    }

    /// The outcome, the same whatever the order of the events was.
    ///
    /// # Errors
    /// `CIE-CORE-242` beyond the limit on mismatches, `CIE-CORE-210` when a sum does not fit.
    pub fn finish(self) -> Result<Reconciliation> {
        let Self {
            span,
            places,
            limits,
            lines,
            mut comuni,
            counters,
            mut payments,
            references,
        } = self;
        duplicates::mark(&mut payments, &references);
        payments.sort_unstable_by(|a, b| {
            let place = |entry: &Entry| (entry.comune, entry.period, entry.kind, entry.paid_on);
            let rest = |entry: &Entry| (entry.amount, entry.cards, entry.mark);
            (place(a).cmp(&place(b)))
                .then_with(|| references.get(a).cmp(references.get(b)))
                .then_with(|| rest(a).cmp(&rest(b)))
        });
        comuni.sort_unstable();
        let mut outcome = Reconciliation::default();
        let (mut left, mut mismatches) = (payments.as_slice(), 0);
        for comune in comuni {
            let line = usize::from(line_of(&lines, comune));
            for (column, period) in span.periods().iter().enumerate() {
                let here =
                    |entry: &Entry| entry.comune == comune && usize::from(entry.period) == column;
                let count = left.iter().take_while(|entry| here(entry)).count();
                let (payments, rest) = left.split_at_checked(count).unwrap_or((left, &[]));
                left = rest;
                let at = line * span.periods().len() + column;
                let cards = counters.get(at).copied().unwrap_or(0);
                if cards == 0 && payments.is_empty() {
                    continue;
                }
                let cell = Cell {
                    comune,
                    period,
                    span: span.periods(),
                    cards,
                    payments,
                    references: &references,
                    places,
                };
                let (row, set_aside) = judge(&cell)?;
                mismatches += row.mismatches.len();
                if mismatches > limits.mismatches {
                    return Err(Error::new(Code::ReconcileLimit).detail("mismatches"));
                }
                outcome.push(row, set_aside)?;
            }
        }
        Ok(outcome)
    }

    /// The line of a comune in the table of counters, made when it is new.
    fn line(&mut self, comune: Belfiore) -> Result<usize> {
        let line = line_of(&self.lines, comune);
        if line != NO_LINE {
            return Ok(usize::from(line));
        }
        if self.comuni.len() >= self.limits.comuni {
            return Err(Error::new(Code::ReconcileLimit).detail("comuni"));
        }
        // There are fewer codes than a u16 can count.
        let new = u16::try_from(self.comuni.len()).map_err(|_| Code::ReconcileLimit)?;
        if let Some(line) = self.lines.get_mut(usize::from(comune.index())) {
            *line = new;
        }
        self.comuni.push(comune);
        let cells = self.comuni.len() * self.span.periods().len();
        self.counters.resize(cells, 0);
        Ok(usize::from(new))
    }
}

fn line_of(lines: &[u16], comune: Belfiore) -> u16 {
    let index = usize::from(comune.index());
    lines.get(index).copied().unwrap_or(NO_LINE)
}
