//! Validity against the shared vectors and against its own invariants.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "the helpers of a test fail by panicking, too"
)]

mod common;

use chrono::{Datelike, Days, Months, NaiveDate};
use cie_core::date::PartialDate;
use cie_core::document::{
    Applicant, AsylumTerm, CardModel, Circumstances, Expiry, Fingerprints, IncompleteBirth,
    LeapDay, OnBirthday, Policy, RenewableFrom, Validity, age_on, paper_card_end, renewable_from,
    validity,
};
use cie_core::{Code, Error};
use proptest::prelude::*;
use serde_json::Value;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

fn plain(born: &str, requested: &str) -> Result<Validity, Error> {
    validity(
        day(born).into(),
        day(requested),
        Circumstances::default(),
        &Policy::default(),
    )
}

#[test]
fn every_shared_case_holds() {
    let Some(cases) = common::cases("vectors/validity.json") else {
        return;
    };
    for case in &cases {
        let id = case["id"].as_str().expect("an id");
        let known = [
            "id",
            "born",
            "requested",
            "expect",
            "confidence",
            "policy",
            "fingerprints",
        ];
        for key in case.as_object().expect("an object").keys() {
            assert!(known.contains(&key.as_str()), "{id}: unknown key {key}");
        }
        let mut circumstances = serde_json::json!({});
        if let Some(state) = case.get("fingerprints") {
            circumstances["fingerprints"] = state.clone();
        }
        let circumstances: Circumstances =
            serde_json::from_value(circumstances).expect("known circumstances");
        let policy: Policy = match case.get("policy") {
            Some(policy) => serde_json::from_value(policy.clone()).expect("a known policy"),
            None => Policy::default(),
        };
        let got = validity(
            day(case["born"].as_str().expect("born")).into(),
            day(case["requested"].as_str().expect("requested")),
            circumstances,
            &policy,
        )
        .unwrap_or_else(|error| panic!("{id}: {error}"));
        let expires = match got.expires {
            Expiry::On(date) => date.to_string(),
            _ => "unlimited".into(),
        };
        let expect = &case["expect"];
        assert_eq!(Value::from(expires), expect["expires"], "{id}");
        if let Some(from) = expect.get("renewable_from") {
            assert_eq!(&Value::from(got.renewable_from.to_string()), from, "{id}");
        }
        assert!(!got.rules.is_empty(), "{id}");
    }
    assert_eq!(cases.len(), 20, "a case was added: is it covered?");
}

#[test]
fn switch_days_cite_the_rule_in_force() {
    // DL 5/2012 art. 7 until 2022-09-18, the system's own computation from 2022-09-19.
    for (requested, rule) in [
        ("2022-09-18", "validity.adult.first_birthday"),
        ("2022-09-19", "validity.adult.last_birthday"),
    ] {
        let got = plain("1988-03-15", requested).expect("valid");
        assert!(got.rules.iter().any(|r| r.id == rule), "{requested}");
        assert!(got.rules.iter().all(|r| r.in_force(day(requested))));
    }
}

#[test]
fn the_twelve_months_do_not_touch_children_who_give_no_prints() {
    let circumstances = Circumstances {
        fingerprints: Fingerprints::TemporarilyImpossible,
        ..Circumstances::default()
    };
    let ask = |born: &str| {
        validity(
            day(born).into(),
            day("2026-11-23"),
            circumstances,
            &Policy::default(),
        )
        .expect("valid")
    };
    // Twelve years old on the day: fingerprints are due, the card holds twelve months.
    assert_eq!(ask("2014-11-23").expires, Expiry::On(day("2027-11-23")));
    // Eleven: they are not. Five years end on 2031-11-23, the birthday is the day after.
    assert_eq!(ask("2014-11-24").expires, Expiry::On(day("2031-11-24")));
}

#[test]
fn permanent_impossibility_leaves_the_ordinary_validity() {
    let circumstances = Circumstances {
        fingerprints: Fingerprints::PermanentlyImpossible,
        ..Circumstances::default()
    };
    let got = validity(
        day("1980-05-05").into(),
        day("2026-11-23"),
        circumstances,
        &Policy::default(),
    )
    .expect("valid");
    assert_eq!(
        got.expires,
        plain("1980-05-05", "2026-11-23").unwrap().expires
    );
    assert!(
        got.rules
            .iter()
            .any(|r| r.id == "validity.fingerprints.permanent")
    );
}

#[test]
fn asylum_seekers_have_three_years_to_the_day_or_to_a_birthday() {
    let circumstances = Circumstances {
        applicant: Applicant::AsylumSeeker,
        ..Circumstances::default()
    };
    let ask = |requested: &str, asylum_term| {
        let policy = Policy {
            asylum_term,
            ..Policy::default()
        };
        validity(
            day("1995-01-20").into(),
            day(requested),
            circumstances,
            &policy,
        )
    };
    let exact = ask("2026-11-23", AsylumTerm::Exact).expect("valid");
    assert_eq!(exact.expires, Expiry::On(day("2029-11-23")));
    let birthday = ask("2026-11-23", AsylumTerm::FirstBirthday).expect("valid");
    assert_eq!(birthday.expires, Expiry::On(day("2030-01-20")));
    let early = ask("2025-04-08", AsylumTerm::Exact).expect_err("no rule yet");
    assert_eq!(early.code(), Code::NoRuleInForce);
    assert!(ask("2025-04-09", AsylumTerm::Exact).is_ok());
}

#[test]
fn incomplete_birth_dates_are_refused_unless_a_policy_says_otherwise() {
    let born: PartialDate = "1980-05".parse().unwrap();
    let ask = |incomplete_birth| {
        let policy = Policy {
            incomplete_birth,
            ..Policy::default()
        };
        validity(born, day("2026-11-23"), Circumstances::default(), &policy)
    };
    let error = ask(IncompleteBirth::Refuse).expect_err("incomplete");
    assert_eq!(error.code(), Code::IncompleteBirth);
    assert!(
        !error.to_string().contains("1980"),
        "no birth date in errors"
    );
    let earliest = ask(IncompleteBirth::Earliest).expect("valid");
    assert_eq!(earliest.expires, Expiry::On(day("2036-05-01")));
    let latest = ask(IncompleteBirth::Latest).expect("valid");
    assert_eq!(latest.expires, Expiry::On(day("2036-05-31")));
}

#[test]
fn absurd_dates_are_refused_without_showing_them() {
    let error = plain("2026-11-24", "2026-11-23").expect_err("not yet born");
    assert_eq!(error.code(), Code::BornAfterRequest);
    assert!(!error.to_string().contains("2026"));
    assert_eq!(
        plain("1980-01-01", "2012-02-09").unwrap_err().code(),
        Code::NoRuleInForce
    );
    assert_eq!(
        plain("1700-01-01", "2026-01-01").unwrap_err().code(),
        Code::DateOutOfRange
    );
}

#[test]
fn a_newborn_of_29_february_gets_a_card_that_lives() {
    for leap_day in [LeapDay::Feb28, LeapDay::Mar1, LeapDay::LastReal] {
        for on_birthday in [OnBirthday::CountsAsReached, OnBirthday::NotYetReached] {
            let policy = Policy {
                leap_day,
                on_birthday,
                ..Policy::default()
            };
            for born in ["2024-02-29", "2096-02-29"] {
                let got = validity(
                    day(born).into(),
                    day(born),
                    Circumstances::default(),
                    &policy,
                )
                .expect("valid");
                assert!(got.expires.date().is_some_and(|date| date > day(born)));
            }
        }
    }
}

#[test]
fn the_renewal_window_opens_180_days_before() {
    let got = plain("1988-03-15", "2026-11-23").expect("valid");
    // 2036-03-15 less 180 days, counted by hand: 2035-09-17.
    assert_eq!(got.renewable_from, day("2035-09-17"));
    let expiry = Expiry::On(day("2036-03-15"));
    let ask = |model| {
        renewable_from(model, expiry, day("2026-11-23"))
            .expect("valid")
            .0
    };
    assert_eq!(ask(CardModel::Cie), RenewableFrom::On(day("2035-09-17")));
    assert!(!ask(CardModel::Cie).allows(day("2035-09-16")));
    assert!(ask(CardModel::Cie).allows(day("2035-09-17")));
    assert_eq!(ask(CardModel::Paper), RenewableFrom::Always);
    assert_eq!(ask(CardModel::OldElectronic), RenewableFrom::Always);
    let unlimited = renewable_from(CardModel::Cie, Expiry::Unlimited, day("2026-11-23"));
    assert_eq!(unlimited.unwrap().0, RenewableFrom::On(day("2036-11-23")));
}

#[test]
fn paper_cards_end_on_3_august_2026() {
    assert_eq!(paper_card_end(day("2030-01-01")).0, day("2026-08-03"));
    assert_eq!(paper_card_end(day("2026-08-03")).0, day("2026-08-03"));
    assert_eq!(paper_card_end(day("2026-08-02")).0, day("2026-08-02"));
}

fn dates(from: &str, days: u64) -> impl Strategy<Value = NaiveDate> + use<> {
    let from = day(from);
    (0..days).prop_map(move |n| from + Days::new(n))
}

fn policies() -> impl Strategy<Value = Policy> {
    (
        prop_oneof![
            Just(OnBirthday::CountsAsReached),
            Just(OnBirthday::NotYetReached)
        ],
        prop_oneof![
            Just(LeapDay::Feb28),
            Just(LeapDay::Mar1),
            Just(LeapDay::LastReal)
        ],
    )
        .prop_map(|(on_birthday, leap_day)| Policy {
            on_birthday,
            leap_day,
            ..Policy::default()
        })
}

/// Births, with 29 February as likely as any other day.
fn births() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        dates("1930-01-01", 35_000),
        (0..24i32).prop_map(|n| NaiveDate::from_ymd_opt(1928 + 4 * n, 2, 29).unwrap()),
    ]
}

proptest! {
    #[test]
    fn a_card_expires_after_the_request_and_within_its_band(
        born in births(), requested in dates("2012-02-10", 9_000), policy in policies(),
    ) {
        let got = validity(born.into(), requested, Circumstances::default(), &policy);
        if born > requested {
            prop_assert_eq!(got.unwrap_err().code(), Code::BornAfterRequest);
            return Ok(());
        }
        let got = got.unwrap();
        let age = age_on(born, requested, policy.on_birthday, policy.leap_day).unwrap();
        // The renewal window is judged when the renewal comes, all else at the request.
        let at_request = |id: &str| id != "validity.renewal_window";
        prop_assert!(got.rules.iter().filter(|r| at_request(r.id)).all(|r| r.in_force(requested)));
        match got.expires {
            Expiry::On(date) => {
                prop_assert!(date > requested);
                prop_assert!(got.renewable_from >= requested && got.renewable_from < date);
                let first = age < 18 || requested < day("2022-09-19");
                let band: u32 = if age < 3 { 3 } else if age < 18 { 5 } else { 10 };
                // A first birthday may come up to a year after the band (eight if only real
                // 29 Februaries count, around 2100); a last one never after it.
                let extra = if first { if policy.leap_day == LeapDay::LastReal { 8 } else { 1 } } else { 0 };
                let limit = requested + Months::new(12 * (band + extra)) + Days::new(1);
                prop_assert!(date <= limit, "{} > {}", date, limit);
                if policy.leap_day != LeapDay::LastReal {
                    let least = requested + Months::new(12 * if first { band } else { band - 1 });
                    prop_assert!(date >= least);
                }
                let same = (date.month(), date.day()) == (born.month(), born.day());
                prop_assert!(same || (born.month(), born.day()) == (2, 29));
            }
            Expiry::Unlimited => {
                prop_assert!(age >= 70 && requested >= day("2026-07-30"));
            }
            _ => prop_assert!(false),
        }
    }

    #[test]
    fn asking_later_never_gives_an_earlier_expiry(
        born in births(), requested in dates("2012-02-10", 9_000), later in 1u64..400, policy in policies(),
    ) {
        // Within one band and one rule period.
        let next = requested + Days::new(later);
        let (Some(a), Some(b)) = (
            age_on(born, requested, policy.on_birthday, policy.leap_day),
            age_on(born, next, policy.on_birthday, policy.leap_day),
        ) else { return Ok(()) };
        let band = |age: u32| (age >= 3, age >= 18, age >= 70);
        let period = |on: NaiveDate| (on >= day("2022-09-19"), on >= day("2026-07-30"));
        if band(a) != band(b) || period(requested) != period(next) {
            return Ok(());
        }
        let ask = |on| validity(born.into(), on, Circumstances::default(), &policy).unwrap();
        let (first, second) = (ask(requested), ask(next));
        prop_assert_eq!(first.expires.date().is_some(), second.expires.date().is_some());
        prop_assert!(first.expires.date() <= second.expires.date());
        prop_assert!(first.renewable_from <= second.renewable_from);
    }

    #[test]
    fn twelve_months_are_twelve_months(born in births(), requested in dates("2022-09-19", 6_000)) {
        let circumstances = Circumstances {
            fingerprints: Fingerprints::TemporarilyImpossible,
            ..Circumstances::default()
        };
        let policy = Policy::default();
        if let Ok(got) = validity(born.into(), requested, circumstances, &policy)
            && age_on(born, requested, policy.on_birthday, policy.leap_day) >= Some(12)
        {
            prop_assert_eq!(got.expires, Expiry::On(requested + Months::new(12)));
        }
    }
}
