//! Whatever the events are.

use std::collections::BTreeMap;

use cie_core::Code;
use cie_core::citizen::place::Belfiore;
use cie_core::fees::reconcile::{CardEvent, MismatchKind, PaymentKind, Standing};
use cie_core::fees::{Cents, HalfMonth};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::kit::*;

fn any_paid() -> impl Strategy<Value = Paid> {
    let comune = prop::sample::select([&COMUNI[..], &[NOWHERE]].concat());
    let amount = prop_oneof![
        (1..20i64).prop_map(|cards| cards * SHARE),
        1..40_000i64,
        Just(SHARE),
    ];
    let references = prop::sample::select(vec!["1", "2", "3", "4", "5"]);
    (
        comune,
        0..4usize,
        any::<bool>(),
        any::<bool>(),
        amount,
        0..20i32,
        references,
        0..70i64,
    )
        .prop_map(|(comune, at, fix, back, amount, cards, reference, late)| {
            let sign = if fix && back { -1 } else { 1 };
            Paid {
                comune: code(comune),
                period: halves()[at],
                kind: if fix {
                    PaymentKind::Correction
                } else {
                    PaymentKind::Remittance
                },
                amount: amount * i64::from(sign),
                cards: cards * sign,
                reference: reference.to_owned(),
                paid_on: halves()[at].start() + chrono::Duration::days(late),
            }
        })
}

fn any_card() -> impl Strategy<Value = CardEvent> {
    (prop::sample::select(COMUNI.to_vec()), 0..61i64).prop_map(|(comune, after)| CardEvent {
        comune: code(comune),
        sent_on: day("2026-11-01") + chrono::Duration::days(after),
    })
}

fn any_events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        2 => any_card().prop_map(Event::Card),
        1 => any_paid().prop_map(Event::Paid),
    ];
    prop::collection::vec(event, 0..60)
}

/// Cards and distinct payments by comune and half-month, the slow and plain way.
fn model(events: &[Event]) -> BTreeMap<(Belfiore, HalfMonth), (i64, i64)> {
    let mut cells: BTreeMap<_, (i64, i64)> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Card(card) => {
                let period = HalfMonth::containing(card.sent_on).unwrap();
                cells.entry((card.comune, period)).or_default().0 += SHARE;
            }
            Event::Paid(paid) => {
                let cell = cells.entry((paid.comune, paid.period)).or_default();
                if !events[..at].contains(event) {
                    cell.1 += paid.amount;
                }
            }
        }
    }
    cells
}

proptest! {
    #[test]
    fn the_order_of_events_does_not_matter(
        events in any_events().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle()))
    ) {
        let (events, shuffled) = events;
        prop_assert_eq!(reconcile(&events), reconcile(&shuffled));
    }

    #[test]
    fn figures_are_those_of_the_plain_model(events in any_events()) {
        let outcome = reconcile(&events);
        let model = model(&events);
        let figures = outcome.rows().iter();
        let rows: BTreeMap<_, _> = figures
            .map(|row| ((row.comune, row.period), (row.due.get(), row.paid.get())))
            .collect();
        prop_assert_eq!(&rows, &model);
        let totals = outcome.totals();
        let due: i64 = model.values().map(|(due, _)| due).sum();
        let paid: i64 = model.values().map(|(_, paid)| paid).sum();
        prop_assert_eq!((totals.due.get(), totals.paid.get()), (due, paid));
        let differences: i64 = outcome.rows().iter().map(|row| row.difference.get()).sum();
        prop_assert_eq!(differences, due - paid);
        prop_assert_eq!(totals.difference.get(), due - paid);
        let sent: i64 = events.iter().map(|event| match event {
            Event::Paid(paid) => paid.amount,
            Event::Card(_) => 0,
        }).sum();
        prop_assert_eq!(totals.paid.get() + totals.set_aside.get(), sent);
        let counted: u32 = totals.mismatches.values().sum();
        prop_assert_eq!(counted as usize, outcome.mismatches().count());
    }

    #[test]
    fn a_difference_has_exactly_one_name(events in any_events()) {
        for row in reconcile(&events).rows() {
            let balance = row.mismatches.iter().filter(|mismatch| matches!(mismatch.kind,
                MismatchKind::MissingPayment { .. } | MismatchKind::Underpaid { .. }
                | MismatchKind::Overpaid { .. } | MismatchKind::PaymentWithoutCards { .. }));
            prop_assert_eq!(balance.count(), usize::from(row.difference != Cents::ZERO));
            let unknown = row.mismatches.iter().any(|m| m.kind == MismatchKind::UnknownComune);
            prop_assert_eq!(unknown, row.comune == code(NOWHERE));
        }
    }

    #[test]
    fn who_pays_perfectly_has_no_mismatch(sent in prop::collection::vec(any_card(), 0..200)) {
        let mut counts: BTreeMap<_, i32> = BTreeMap::new();
        for card in &sent {
            let period = HalfMonth::containing(card.sent_on).unwrap();
            *counts.entry((card.comune, period)).or_default() += 1;
        }
        let mut events: Vec<Event> = sent.into_iter().map(Event::Card).collect();
        let paid = counts.into_iter().map(|((comune, period), cards)| {
            Event::Paid(settles(comune, period, cards, &period.to_string()))
        });
        events.extend(paid);
        let outcome = reconcile(&events);
        prop_assert_eq!(outcome.mismatches().count(), 0);
        prop_assert!(outcome.rows().iter().all(|row| row.standing == Standing::Settled));
    }

    #[test]
    fn an_amount_that_is_off_is_named_with_its_figure(off in -9 * SHARE..9 * SHARE, at in any::<Index>()) {
        let (events, mut paid) = settled_rome();
        let at = at.index(paid.len());
        paid[at].amount += off;
        let outcome = outcome_of(events, paid);
        let mut expected = Vec::new();
        match off {
            0 => {}
            1.. => expected.push(MismatchKind::Overpaid { excess: Cents::new(off) }),
            _ => expected.push(MismatchKind::Underpaid { open: Cents::new(-off) }),
        }
        if off % SHARE != 0 {
            expected.push(MismatchKind::AmountNotMultiple {
                reference: format!("{at}/2026").into(),
                amount: Cents::new(10 * SHARE + off),
                share: Cents::new(SHARE),
            });
        }
        let found: Vec<_> = outcome.mismatches().map(|m| (m.period, m.kind.clone())).collect();
        let expected: Vec<_> = expected.into_iter().map(|kind| (halves()[at], kind)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_payment_is_taken_or_refused(
        amount in any::<i64>(), cards in any::<i32>(), reference in "\\PC{0,70}", fix in any::<bool>(),
    ) {
        let kind = if fix { PaymentKind::Correction } else { PaymentKind::Remittance };
        let paid = Paid { amount, cards, reference, kind, ..settles(code("H501"), halves()[0], 1, "") };
        let mut reconciler = reconciler();
        if reconciler.push_payment(&paid.event()).is_ok() {
            match reconciler.finish() {
                Ok(outcome) => prop_assert_eq!(outcome.totals().paid.get(), amount),
                // Only the negation of the smallest amount does not fit.
                Err(error) => prop_assert_eq!((error.code(), amount), (Code::AmountOverflow, i64::MIN)),
            }
        }
    }
}
