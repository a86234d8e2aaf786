//! What is refused, and by which code.

use cie_core::Code;
use cie_core::citizen::place::Places;
use cie_core::error::Coded;
use cie_core::fees::reconcile::{CardEvent, Limits, Reconciler, Reconciliation};

use crate::kit::*;

#[test]
fn limits_and_slips_are_refused_by_code() {
    let (first, last) = (half("2026-01-01"), half("2026-12-31"));
    let refused = |from, to| {
        Reconciler::new(from, to, Places::embedded())
            .map(drop)
            .unwrap_err()
    };
    assert_eq!(refused(last, first).code(), Code::ReconcileSpan);
    assert_eq!(
        refused(first, half("2036-01-01")).code(),
        Code::ReconcileSpan
    );
    assert_eq!(
        refused(half("2016-06-16"), first).code(),
        Code::NoRuleInForce
    );
    assert!(Reconciler::new(first, half("2035-12-31"), Places::embedded()).is_ok());

    let (events, paid) = settled_rome();
    for outside in ["2026-10-31", "2027-01-01", "1900-01-01", "2999-12-31"] {
        let (comune, sent_on) = (code("H501"), day(outside));
        let error = reconciler()
            .push_card(&CardEvent { comune, sent_on })
            .unwrap_err();
        assert_eq!(error.code(), Code::OutsideSpan, "{outside}");
        let moved = Paid {
            period: half(outside),
            ..paid[0].clone()
        };
        assert_eq!(
            reconciler()
                .push_payment(&moved.event())
                .unwrap_err()
                .code(),
            Code::OutsideSpan
        );
    }
    let limits = |comuni, payments, mismatches| Limits {
        comuni,
        payments,
        mismatches,
    };
    let mut one = reconciler().with_limits(limits(1, 1, 0));
    push(&mut one, &events[0]).unwrap();
    let other = CardEvent {
        comune: code("F205"),
        sent_on: day("2026-11-01"),
    };
    assert_eq!(
        one.push_card(&other).unwrap_err().code(),
        Code::ReconcileLimit
    );
    one.push_payment(&paid[0].event()).unwrap();
    let error = one.push_payment(&paid[1].event()).unwrap_err();
    assert_eq!(
        (error.code(), Coded::detail(&error)),
        (Code::ReconcileLimit, Some("payments"))
    );
    assert_eq!(one.finish().unwrap_err().code(), Code::ReconcileLimit);

    type Slip = (&'static str, fn(&mut Paid));
    let slips: &[Slip] = &[
        ("amount", |paid| paid.amount = 0),
        ("amount", |paid| (paid.amount, paid.cards) = (-SHARE, -1)),
        ("cards", |paid| paid.cards = -1),
        ("reference", |paid| paid.reference = "  ".to_owned()),
        ("reference", |paid| paid.reference = "a\nb".to_owned()),
        ("reference", |paid| paid.reference = "=1+1".to_owned()),
        ("reference", |paid| paid.reference = "9".repeat(65)),
    ];
    for (field, slip) in slips {
        let mut paid = paid[0].clone();
        slip(&mut paid);
        let mut reconciler = reconciler();
        let error = reconciler.push_payment(&paid.event()).unwrap_err();
        assert_eq!(
            (error.code(), Coded::detail(&error)),
            (Code::BadPaymentEvent, Some(*field))
        );
        assert_eq!(reconciler.finish().unwrap(), Reconciliation::default());
    }
}

#[test]
fn sums_that_do_not_fit_are_refused() {
    let mut paid = settles(code("H501"), halves()[0], 1, "1");
    paid.amount = i64::MAX;
    let mut reconciler = reconciler();
    reconciler.push_payment(&paid.event()).unwrap();
    paid.reference = "2".to_owned();
    reconciler.push_payment(&paid.event()).unwrap();
    assert_eq!(
        reconciler.finish().unwrap_err().code(),
        Code::AmountOverflow
    );
}
