//! Synthetic remittances.

use chrono::{Days, NaiveDate};
use cie_core::citizen::place::Places;
use cie_core::fees::reconcile::{CardEvent, PaymentEvent, PaymentKind, Reconciler, Reconciliation};
use cie_core::fees::{
    Calendar, Cents, DueDatePolicy, HalfMonth, Payer, Payment, Quarter, QuarterlySummary,
    Remittance,
};
use cie_core::lang::Lang;
use cie_devices::print::{Correction, Frame, Transfer};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(super) fn half(text: &str) -> HalfMonth {
    HalfMonth::containing(day(text)).expect("a half-month")
}

pub(super) fn frame() -> Frame {
    Frame {
        office: "Servizi demografici – Ragioneria".into(),
        printed_at: "2026-11-16T09:41:27+01:00".parse().expect("a date"),
        simulated: false,
        lang: Lang::It,
    }
}

/// A transfer whose cards are spread over the days of the half-month.
pub(super) fn transfer(name: &str, code: &str, first: &str, cards: u32) -> Transfer {
    let period = half(first);
    let payer = Payer::new(name, code).expect("a payer");
    let mut by_day = Vec::new();
    let (mut left, mut at) = (cards, period.start());
    while left > 0 {
        let today = if at == period.end() {
            left
        } else {
            left.min(3)
        };
        by_day.push((at, today));
        left -= today;
        at = at + Days::new(1);
    }
    Transfer {
        remittance: Remittance::new(payer, period, cards).expect("a remittance"),
        due_on: period.due(DueDatePolicy::default(), &Calendar::default()),
        by_day,
        corrections: Vec::new(),
    }
}

pub(super) fn correction(reference: &str, cards: i32, cents: i64) -> Correction {
    Correction {
        paid_on: day("2026-12-01"),
        reference: reference.into(),
        cards,
        amount: Cents::new(cents),
    }
}

/// A quarter of the comune with all its half-months paid but the last.
pub(super) fn summary(name: &str, code: &str, inside: &str) -> QuarterlySummary {
    let payer = Payer::new(name, code).expect("a payer");
    let quarter = Quarter::containing(day(inside));
    let periods = quarter.periods().expect("half-months");
    let payments = periods
        .iter()
        .take(5)
        .zip(1_u32..)
        .map(|(period, number)| Payment {
            remittance: Remittance::new(payer.clone(), *period, 30 + number).expect("a remittance"),
            order: format!("{}/{}", 100 + number, quarter.year()),
            paid_on: period.end(),
            receipt: Some(format!("Q{number:05}")),
        });
    let payments = payments.collect();
    QuarterlySummary::new(payer, quarter, payments).expect("a summary")
}

/// So many comuni in the first two half-months of November 2026, every third with something wrong.
pub(super) fn reconciliation(comuni: usize) -> Reconciliation {
    let (first, last) = (half("2026-11-01"), half("2026-11-16"));
    let places = Places::embedded();
    let codes = places
        .iter()
        .filter(|place| place.is_active_on(first.start()));
    let mut codes: Vec<_> = codes
        .filter_map(|place| place.belfiore())
        .filter(|code| !code.is_foreign())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let mut reconciler = Reconciler::new(first, last, places).expect("a span");
    for (at, comune) in codes.into_iter().take(comuni).enumerate() {
        for (number, period) in [first, last].into_iter().enumerate() {
            let cards = 1 + (at * 7 + number) % 40;
            for _ in 0..cards {
                let sent_on = period.start();
                reconciler
                    .push_card(&CardEvent { comune, sent_on })
                    .expect("a card");
            }
            let cards = i32::try_from(cards).expect("few");
            let slip = if number == 0 { at % 9 } else { 1 };
            let amount = match slip {
                0 => continue,
                3 => i64::from(cards) * 1679 + 1,
                6 => i64::from(cards + 1) * 1679,
                _ => i64::from(cards) * 1679,
            };
            let late = u64::from(slip == 8);
            let reference = format!("{}/{}", at + 1, number + 1);
            let payment = PaymentEvent {
                comune,
                period,
                kind: PaymentKind::Remittance,
                amount: Cents::new(amount),
                cards,
                reference: &reference,
                paid_on: period.start() + Days::new(14 * (1 + late)),
            };
            reconciler.push_payment(&payment).expect("a payment");
            if slip == 6 {
                let reference = format!("R{}", at + 1);
                let correction = PaymentEvent {
                    kind: PaymentKind::Correction,
                    amount: Cents::new(-1679),
                    cards: 0,
                    reference: &reference,
                    paid_on: day("2026-12-10"),
                    ..payment
                };
                reconciler.push_payment(&correction).expect("a correction");
            }
        }
    }
    reconciler.finish().expect("an outcome")
}
