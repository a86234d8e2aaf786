//! Cards sent into production against what the comuni paid, every mismatch named.

use cie_core::citizen::place::Places;
use cie_core::error::Position;
use cie_core::fees as core;
use cie_core::fees::reconcile as sums;
use cie_core::lang::Lang;

use super::calendar::{ComuneCalendar, calendar_of};
use super::remittance::DueDatePolicy;
use crate::{Day, Result};

/// More cards than Italy issues in a year: a count beyond it is a slip.
const MOST_CARDS: u64 = 20_000_000;

choice! {
    /// What a payment is meant to be.
    pub enum PaymentKind {
        /// The one transfer of the half-month.
        Remittance = "remittance",
        /// A later movement that closes a difference left by the remittance, or by its absence:
        /// positive when the comune adds money, negative when it gets money back.
        Correction = "correction",
    }
}

choice! {
    /// How a half-month stands.
    pub enum Standing {
        /// Paid to the cent, without corrections.
        Settled = "settled",
        /// Paid to the cent, thanks to corrections.
        Corrected = "corrected",
        /// Something is still owed.
        Open = "open",
        /// Too much was paid.
        Excess = "excess",
    }
}

choice! {
    /// What is wrong with a comune's half-month. One of the first four is there when its difference is
    /// not zero.
    pub enum MismatchKind {
        /// Cards, and no payment at all.
        MissingPayment = "missing_payment",
        /// Less was paid than is due.
        Underpaid = "underpaid",
        /// More was paid than is due.
        Overpaid = "overpaid",
        /// Money for a half-month without cards.
        PaymentWithoutCards = "payment_without_cards",
        /// The cards declared with the payments are not those sent into production.
        DeclaredCardsDiffer = "declared_cards_differ",
        /// A remittance after its due date.
        PaidLate = "paid_late",
        /// More than one remittance.
        SeveralRemittances = "several_remittances",
        /// A payment recorded again, alike in everything; the copy is not counted.
        DuplicatePayment = "duplicate_payment",
        /// A reference of the comune used before for another payment; both are counted.
        DuplicateReference = "duplicate_reference",
        /// A payment that is not a whole number of State shares.
        AmountNotMultiple = "amount_not_multiple",
        /// A correction larger than the difference it found, or in the wrong direction.
        CorrectionExceedsOpen = "correction_exceeds_open",
        /// No comune had this codice catastale in the half-month.
        UnknownComune = "unknown_comune",
    }
}

record! {
    /// Cards that a comune sent into production on a day.
    pub struct CardsSent {
        /// The comune, by codice catastale.
        pub codice_catastale: String,
        /// The day; it decides the half-month.
        pub sent_on: Day,
        /// How many.
        pub cards: u32,
    }
}

record! {
    /// A payment of a comune, or a correction of one.
    pub struct PaymentMade {
        /// The comune that pays, by codice catastale.
        pub codice_catastale: String,
        /// A day of the half-month that it pays for.
        pub period: Day,
        /// Remittance or correction.
        pub kind: PaymentKind,
        /// Euro cents; positive for a remittance, of either sign for a correction.
        pub amount: i64,
        /// Cards that the payer declares; for a correction those it adds or takes back, often none.
        pub cards: i32,
        /// Number of the payment order, unique within the comune.
        pub reference: String,
        /// Day of the payment.
        pub paid_on: Day,
    }
}

record! {
    /// Something that does not match.
    pub struct Mismatch {
        /// What.
        pub kind: MismatchKind,
        /// The amount in question in euro cents, where there is one.
        pub amount: Option<i64> = None,
        /// The reference of the payment in question, where it is about one.
        pub reference: Option<String> = None,
        /// What is wrong with its figures, in Italian.
        pub text_it: String,
        /// What is wrong with its figures, in English.
        pub text_en: String,
    }
}

record! {
    /// One comune in one half-month. Amounts in euro cents.
    pub struct ReconciledHalfMonth {
        /// Codice catastale.
        pub codice_catastale: String,
        /// First day of the half-month.
        pub period_start: Day,
        /// Last day of the half-month.
        pub period_end: Day,
        /// Day by which it had to be remitted.
        pub due_on: Day,
        /// Cards sent into production.
        pub cards: u32,
        /// Cards declared with the payments.
        pub declared: i64,
        /// State share of the cards.
        pub due: i64,
        /// Sum of the remittances.
        pub remitted: i64,
        /// Sum of the corrections.
        pub corrected: i64,
        /// Remitted and corrected.
        pub paid: i64,
        /// Due less paid: what is owed, or negative what was paid too much.
        pub difference: i64,
        /// How it stands.
        pub standing: Standing,
        /// What does not match; none when all does.
        pub mismatches: Vec<Mismatch>,
    }
}

record! {
    /// The outcome of a reconciliation. Amounts in euro cents.
    pub struct Reconciliation {
        /// A row for each comune and half-month with cards or payments.
        pub rows: Vec<ReconciledHalfMonth>,
        /// Cards sent into production.
        pub cards: i64,
        /// State share of the cards.
        pub due: i64,
        /// What was paid, copies of a payment not counted.
        pub paid: i64,
        /// Due less paid.
        pub difference: i64,
        /// Sum of the copies set aside.
        pub set_aside: i64,
    }
}

/// Says which entry of a list was refused.
fn at<T>(list: &str, index: usize, pushed: cie_core::Result<T>) -> Result<T> {
    let position = || Position::Field(format!("{list}[{index}]").into());
    Ok(pushed.map_err(|error| error.at(position()))?)
}

fn push_cards(into: &mut sums::Reconciler<'_>, cards: &[CardsSent]) -> Result<()> {
    let total: u64 = cards.iter().map(|sent| u64::from(sent.cards)).sum();
    if total > MOST_CARDS {
        let refused = cie_core::Error::new(cie_core::Code::ReconcileLimit).detail("cards");
        return Err(refused.into());
    }
    for (index, sent) in cards.iter().enumerate() {
        let mut push = || {
            let event = sums::CardEvent {
                comune: sent.codice_catastale.parse()?,
                sent_on: sent.sent_on.into(),
            };
            (0..sent.cards).try_for_each(|_| into.push_card(&event))
        };
        at("cards", index, push())?;
    }
    Ok(())
}

fn push_payments(into: &mut sums::Reconciler<'_>, payments: &[PaymentMade]) -> Result<()> {
    for (index, made) in payments.iter().enumerate() {
        let kind = made.kind.core()?;
        let mut push = || {
            into.push_payment(&sums::PaymentEvent {
                comune: made.codice_catastale.parse()?,
                period: core::HalfMonth::containing(made.period.into())?,
                kind,
                amount: core::Cents::new(made.amount),
                cards: made.cards,
                reference: &made.reference,
                paid_on: made.paid_on.into(),
            })
        };
        at("payments", index, push())?;
    }
    Ok(())
}

fn row(row: &sums::Row) -> Result<ReconciledHalfMonth> {
    let mismatch = |one: &sums::Mismatch| {
        Ok(Mismatch {
            kind: MismatchKind::of_core(one.name())?,
            amount: one.kind.amount().map(core::Cents::get),
            reference: one.kind.reference().map(Into::into),
            text_it: one.kind.text(Lang::It),
            text_en: one.kind.text(Lang::En),
        })
    };
    Ok(ReconciledHalfMonth {
        codice_catastale: row.comune.as_str().into(),
        period_start: Day(row.period.start()),
        period_end: Day(row.period.end()),
        due_on: Day(row.due_on),
        cards: row.cards,
        declared: row.declared,
        due: row.due.get(),
        remitted: row.remitted.get(),
        corrected: row.corrected.get(),
        paid: row.paid.get(),
        difference: row.difference.get(),
        standing: Standing::of_core(row.standing)?,
        mismatches: row.mismatches.iter().map(mismatch).collect::<Result<_>>()?,
    })
}

export! { long
    /// Holds cards sent into production against payments, for the half-months from that which holds the
    /// first day to that which holds the last, in any order of both lists. One calendar is used for all
    /// comuni: a patron saint counts only when a single comune is reconciled.
    fn reconcile(
        first: Day,
        last: Day,
        cards: Vec<CardsSent>,
        payments: Vec<PaymentMade>,
        policy: Option<DueDatePolicy> = None,
        calendar: Option<ComuneCalendar> = None,
    ) -> Reconciliation, "Promise<Reconciliation>"
    [
        /// `CIE-CORE-001` when the patron's day is not `MM-DD`;
        /// `CIE-CORE-030` when a codice catastale is not well formed;
        /// `CIE-CORE-201` before July 2016;
        /// `CIE-CORE-240` when the last day is before the first or the span is longer than ten years;
        /// `CIE-CORE-241` for a card or payment outside the span, `CIE-CORE-242` when there are too many;
        /// `CIE-CORE-243` for a payment that makes no sense: amount, cards and reference;
    ]
    {
        let period = |day: Day| core::HalfMonth::containing(day.0);
        let policy = policy.map(DueDatePolicy::core).transpose()?.unwrap_or_default();
        let calendar = calendar_of(calendar.as_ref())?;
        let mut reconciler = sums::Reconciler::new(period(first)?, period(last)?, Places::embedded())?
            .with_due_dates(policy, &calendar);
        push_cards(&mut reconciler, &cards)?;
        push_payments(&mut reconciler, &payments)?;
        let outcome = reconciler.finish()?;
        let totals = outcome.totals();
        Ok(Reconciliation {
            rows: outcome.rows().iter().map(row).collect::<Result<_>>()?,
            cards: i64::try_from(totals.cards).unwrap_or(i64::MAX),
            due: totals.due.get(),
            paid: totals.paid.get(),
            difference: totals.difference.get(),
            set_aside: totals.set_aside.get(),
        })
    }
}
