//! Events of a few comuni in four half-months, and how to reconcile them.

use chrono::NaiveDate;
use cie_core::Error;
use cie_core::citizen::place::{Belfiore, Places};
use cie_core::fees::reconcile::{
    CardEvent, Mismatch, PaymentEvent, PaymentKind, Reconciler, Reconciliation, Row,
};
use cie_core::fees::{Cents, HalfMonth};

/// DM 25/5/2016: EUR 13.76 and 22 % VAT.
pub(crate) const SHARE: i64 = 1679;
/// Roma, Milano, Torino, Napoli.
pub(crate) const COMUNI: [&str; 4] = ["H501", "F205", "L219", "F839"];
/// A code of the right form that was never assigned; the first test says so.
pub(crate) const NOWHERE: &str = "Y999";

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

pub(crate) fn code(text: &str) -> Belfiore {
    text.parse().expect("a code of the test")
}

pub(crate) fn half(text: &str) -> HalfMonth {
    HalfMonth::containing(day(text)).expect("a half-month of the test")
}

/// November and December 2026, by half-months.
pub(crate) fn halves() -> [HalfMonth; 4] {
    ["2026-11-01", "2026-11-16", "2026-12-01", "2026-12-16"].map(half)
}

pub(crate) fn reconciler() -> Reconciler<'static> {
    let halves = halves();
    Reconciler::new(halves[0], halves[3], Places::embedded()).expect("a span")
}

/// An event of either sort, owned, so that it can be shuffled.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event {
    Card(CardEvent),
    Paid(Paid),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Paid {
    pub(crate) comune: Belfiore,
    pub(crate) period: HalfMonth,
    pub(crate) kind: PaymentKind,
    pub(crate) amount: i64,
    pub(crate) cards: i32,
    pub(crate) reference: String,
    pub(crate) paid_on: NaiveDate,
}

impl Paid {
    pub(crate) fn event(&self) -> PaymentEvent<'_> {
        PaymentEvent {
            comune: self.comune,
            period: self.period,
            kind: self.kind,
            amount: Cents::new(self.amount),
            cards: self.cards,
            reference: &self.reference,
            paid_on: self.paid_on,
        }
    }
}

pub(crate) fn push(reconciler: &mut Reconciler<'_>, event: &Event) -> Result<(), Error> {
    match event {
        Event::Card(card) => reconciler.push_card(card),
        Event::Paid(paid) => reconciler.push_payment(&paid.event()),
    }
}

pub(crate) fn reconcile(events: &[Event]) -> Reconciliation {
    let mut reconciler = reconciler();
    for event in events {
        push(&mut reconciler, event).expect("a fair event");
    }
    reconciler.finish().expect("an outcome")
}

/// The remittance that settles so many cards in time.
pub(crate) fn settles(comune: Belfiore, period: HalfMonth, cards: i32, reference: &str) -> Paid {
    Paid {
        comune,
        period,
        kind: PaymentKind::Remittance,
        amount: SHARE * i64::from(cards),
        cards,
        reference: reference.to_owned(),
        paid_on: period.start(),
    }
}

pub(crate) fn correction(period: HalfMonth, amount: i64, cards: i32, reference: &str) -> Paid {
    Paid {
        kind: PaymentKind::Correction,
        amount,
        paid_on: day("2027-01-20"),
        ..settles(code("H501"), period, cards, reference)
    }
}

pub(crate) fn cards(comune: Belfiore, period: HalfMonth, count: usize) -> Vec<Event> {
    let card = CardEvent {
        comune,
        sent_on: period.end(),
    };
    vec![Event::Card(card); count]
}

/// Ten cards of Rome in each half-month, and the payments that settle them.
pub(crate) fn settled_rome() -> (Vec<Event>, Vec<Paid>) {
    let rome = code("H501");
    let events = halves().map(|period| cards(rome, period, 10)).concat();
    let paid = (0..4).map(|at| settles(rome, halves()[at], 10, &format!("{at}/2026")));
    (events, paid.collect())
}

pub(crate) fn outcome_of(mut events: Vec<Event>, paid: Vec<Paid>) -> Reconciliation {
    events.extend(paid.into_iter().map(Event::Paid));
    reconcile(&events)
}

/// Mismatches as `half-month index:name`, in order.
pub(crate) fn names(outcome: &Reconciliation) -> Vec<String> {
    let at = |period| halves().iter().position(|half| *half == period).unwrap();
    let name = |m: &Mismatch| format!("{}:{}", at(m.period), m.name());
    outcome.mismatches().map(name).collect()
}

pub(crate) fn row(outcome: &Reconciliation, comune: &str, period: HalfMonth) -> Row {
    let here = |row: &&Row| row.comune == code(comune) && row.period == period;
    outcome.rows().iter().find(here).expect("a row").clone()
}
