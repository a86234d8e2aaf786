//! Each slip has its name, each correction its effect.

use cie_core::citizen::place::Places;
use cie_core::fees::reconcile::{CardEvent, Reconciler, Standing};
use cie_core::fees::{Calendar, DueDatePolicy, HalfMonth};

use crate::common;
use crate::kit::*;

#[test]
fn the_code_of_nowhere_was_never_assigned() {
    assert!(!Places::embedded().is_known(code(NOWHERE)));
    for comune in COMUNI {
        assert!(
            Places::embedded()
                .at(code(comune), day("2026-11-01"))
                .is_some()
        );
    }
}

#[test]
fn remittances_of_the_shared_vectors_settle_their_cards() {
    let Some(cases) = common::cases("vectors/fees.json") else {
        return;
    };
    let mut seen = 0;
    for case in cases {
        if case["op"] != "remit" {
            continue;
        }
        let period = HalfMonth::between(
            day(case["input"]["from"].as_str().unwrap()),
            day(case["input"]["to"].as_str().unwrap()),
        )
        .unwrap();
        let count = case["input"]["cards"].as_u64().unwrap();
        let cents = case["expect"]["cents"].as_i64().unwrap();
        let mut reconciler = Reconciler::new(period, period, Places::embedded()).unwrap();
        for _ in 0..count {
            let comune = code("H501");
            let sent_on = period.end();
            reconciler
                .push_card(&CardEvent { comune, sent_on })
                .unwrap();
        }
        let mut paid = settles(code("H501"), period, i32::try_from(count).unwrap(), "1");
        paid.amount = cents;
        reconciler.push_payment(&paid.event()).unwrap();
        let outcome = reconciler.finish().unwrap();
        let row = &outcome.rows()[0];
        assert_eq!(row.due.get(), cents);
        assert_eq!((row.standing, row.mismatches.len()), (Standing::Settled, 0));
        seen += 1;
    }
    assert!(seen > 0, "no remittance among the vectors");
}

#[test]
fn each_slip_in_one_payment_has_its_name() {
    type Slip = (&'static str, fn(&mut Vec<Paid>), &'static [&'static str]);
    let slips: &[Slip] = &[
        ("as it should be", |_| {}, &[]),
        (
            "left out",
            |paid| drop(paid.remove(1)),
            &["1:missing_payment"],
        ),
        (
            "a card short",
            |paid| paid[1].amount -= SHARE,
            &["1:underpaid"],
        ),
        (
            "a card long",
            |paid| paid[1].amount += SHARE,
            &["1:overpaid"],
        ),
        (
            "a cent short",
            |paid| paid[1].amount -= 1,
            &["1:underpaid", "1:amount_not_multiple"],
        ),
        (
            "a cent long",
            |paid| paid[1].amount += 1,
            &["1:overpaid", "1:amount_not_multiple"],
        ),
        (
            "cards misdeclared",
            |paid| paid[1].cards += 1,
            &["1:declared_cards_differ"],
        ),
        (
            "cards not declared",
            |paid| paid[1].cards = 0,
            &["1:declared_cards_differ"],
        ),
        (
            "on its due date",
            |paid| paid[1].paid_on = day("2026-11-30"),
            &[],
        ),
        (
            "a day late",
            |paid| paid[1].paid_on = day("2026-12-01"),
            &["1:paid_late"],
        ),
        (
            "recorded twice",
            |paid| paid.push(paid[1].clone()),
            &["1:duplicate_payment"],
        ),
        (
            "recorded three times",
            |paid| paid.extend([paid[1].clone(), paid[1].clone()]),
            &["1:duplicate_payment", "1:duplicate_payment"],
        ),
        (
            "reference of the one before",
            |paid| paid[1].reference = paid[0].reference.clone(),
            &["1:duplicate_reference"],
        ),
        (
            "blanks do not make another reference",
            |paid| paid[1].reference = format!(" {} ", paid[0].reference),
            &["1:duplicate_reference"],
        ),
        (
            "recorded again under another day",
            |paid| {
                let again = paid[1].clone();
                paid[1].paid_on = day("2026-11-20");
                paid.push(again);
            },
            &[
                "1:overpaid",
                "1:declared_cards_differ",
                "1:several_remittances",
                "1:duplicate_reference",
            ],
        ),
        (
            "reference of a later half-month that was paid before",
            |paid| {
                paid[2].reference = paid[1].reference.clone();
                paid[2].paid_on = day("2026-11-02");
            },
            &["1:duplicate_reference"],
        ),
        (
            "in two transfers",
            |paid| {
                let mut part = paid[1].clone();
                (part.amount, part.cards, part.reference) = (4 * SHARE, 4, "1b".to_owned());
                (paid[1].amount, paid[1].cards) = (6 * SHARE, 6);
                paid.push(part);
            },
            &["1:several_remittances"],
        ),
        (
            "for another half-month",
            |paid| paid[1].period = halves()[0],
            &[
                "0:overpaid",
                "0:declared_cards_differ",
                "0:paid_late",
                "0:several_remittances",
                "1:missing_payment",
            ],
        ),
        (
            "for a comune that does not exist",
            |paid| paid[1].comune = code(NOWHERE),
            &[
                "1:missing_payment",
                "1:payment_without_cards",
                "1:unknown_comune",
            ],
        ),
        (
            "by a comune without cards",
            |paid| paid[1].comune = code("F205"),
            // Milano sorts before Roma.
            &["1:payment_without_cards", "1:missing_payment"],
        ),
        (
            "a correction nobody needs",
            |paid| paid.push(correction(halves()[1], SHARE, 1, "r")),
            &[
                "1:overpaid",
                "1:declared_cards_differ",
                "1:correction_exceeds_open",
            ],
        ),
    ];
    for (what, slip, expected) in slips {
        let (events, mut paid) = settled_rome();
        slip(&mut paid);
        assert_eq!(names(&outcome_of(events, paid)), *expected, "{what}");
    }
}

#[test]
fn corrections_close_what_the_remittance_left_open() {
    type Case = (
        i64,
        &'static [(i64, i32)],
        i64,
        Standing,
        &'static [&'static str],
    );
    // What the remittance is off by, the corrections, the difference left, how it stands.
    let cases: &[Case] = &[
        (-2, &[(2, 0)], 0, Standing::Corrected, &[]),
        (-2 * SHARE, &[(2 * SHARE, 0)], 0, Standing::Corrected, &[]),
        (
            -2 * SHARE,
            &[(SHARE, 0), (SHARE, 0)],
            0,
            Standing::Corrected,
            &[],
        ),
        (3 * SHARE, &[(-3 * SHARE, 0)], 0, Standing::Corrected, &[]),
        (
            -2 * SHARE,
            &[(SHARE, 0)],
            SHARE,
            Standing::Open,
            &["1:underpaid"],
        ),
        (
            -SHARE,
            &[(2 * SHARE, 0)],
            -SHARE,
            Standing::Excess,
            &["1:overpaid", "1:correction_exceeds_open"],
        ),
        (
            -SHARE,
            &[(-SHARE, 0)],
            2 * SHARE,
            Standing::Open,
            &["1:underpaid", "1:correction_exceeds_open"],
        ),
        (
            -2,
            &[(3, 0)],
            -1,
            Standing::Excess,
            &[
                "1:overpaid",
                "1:amount_not_multiple",
                "1:amount_not_multiple",
                "1:correction_exceeds_open",
            ],
        ),
        (
            2 * SHARE,
            &[(-3 * SHARE, 0)],
            SHARE,
            Standing::Open,
            &["1:underpaid", "1:correction_exceeds_open"],
        ),
        (
            -SHARE,
            &[(SHARE, 1)],
            0,
            Standing::Corrected,
            &["1:declared_cards_differ"],
        ),
    ];
    for (off, fixes, left, standing, expected) in cases {
        let (events, mut paid) = settled_rome();
        paid[1].amount += off;
        for (at, (amount, cards)) in fixes.iter().enumerate() {
            paid.push(correction(halves()[1], *amount, *cards, &format!("r{at}")));
        }
        let outcome = outcome_of(events, paid);
        let row = row(&outcome, "H501", halves()[1]);
        assert_eq!(names(&outcome), *expected, "{off} {fixes:?}");
        assert_eq!((row.difference.get(), row.standing), (*left, *standing));
        assert_eq!(
            row.corrected.get(),
            fixes.iter().map(|(amount, _)| amount).sum::<i64>()
        );
    }
}

#[test]
fn a_correction_may_stand_in_for_a_missing_remittance() {
    let (events, mut paid) = settled_rome();
    paid[1] = correction(halves()[1], 10 * SHARE, 10, "r");
    let outcome = outcome_of(events, paid);
    assert_eq!(names(&outcome), [""; 0]);
    assert_eq!(
        row(&outcome, "H501", halves()[1]).standing,
        Standing::Corrected
    );
}

#[test]
fn lateness_follows_the_policy() {
    // 15 November 2026 is a Sunday.
    let cases = [
        (DueDatePolicy::LastWorkingDayOnly, "2026-11-15", false),
        (DueDatePolicy::LastWorkingDayOnly, "2026-11-16", true),
        (DueDatePolicy::BothPrecedingWorkingDay, "2026-11-13", false),
        (DueDatePolicy::BothPrecedingWorkingDay, "2026-11-14", true),
        (DueDatePolicy::BothFollowingWorkingDay, "2026-11-16", false),
        (DueDatePolicy::BothFollowingWorkingDay, "2026-11-17", true),
    ];
    for (policy, paid_on, late) in cases {
        let mut reconciler = reconciler().with_due_dates(policy, &Calendar::default());
        let mut paid = settles(code("H501"), halves()[0], 1, "1");
        paid.paid_on = day(paid_on);
        for event in cards(code("H501"), halves()[0], 1) {
            push(&mut reconciler, &event).unwrap();
        }
        reconciler.push_payment(&paid.event()).unwrap();
        let found = names(&reconciler.finish().unwrap());
        assert_eq!(
            found == ["0:paid_late"],
            late,
            "{policy:?} {paid_on}: {found:?}"
        );
        assert_eq!(found.is_empty(), !late);
    }
}
