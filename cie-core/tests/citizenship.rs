//! Citizenships by code, by name and by day, and what they mean for travel.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "the helpers of a test fail by panicking, too"
)]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use cie_core::Code;
use cie_core::citizen::place::{PlaceKind, Places};
use cie_core::citizen::{Citizenship, NOT_ATTRIBUTABLE_STATE_CODE, UNDEFINED_STATE_CODE};
use cie_core::document::{Holder, Nationality, travel};
use cie_core::error::{Coded, Position};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

fn of_state(code: &str) -> Citizenship {
    Citizenship::of_state(code, day("2026-11-22")).unwrap()
}

/// The codes are those of ANPR's table of foreign states.
#[test]
fn codes_and_names_of_anpr() {
    let today = day("2026-11-22");
    for (code, name, other) in [
        ("100", "ITALIA", "Italia"),
        ("216", "GERMANIA", "Germany"),
        ("257", "REPUBBLICA CECA", "Ceca, Repubblica"),
        ("219", "REGNO UNITO", "united kingdom"),
        ("999", "APOLIDE", "Stateless"),
    ] {
        let found = of_state(code);
        assert_eq!(found.state.as_deref(), Some(name));
        for spelling in [name, other] {
            assert_eq!(Citizenship::named(spelling, today).unwrap(), found);
        }
        let place = found.place(today).unwrap();
        assert_eq!((place.name(), place.kind()), (name, PlaceKind::State));
    }
    assert_eq!(of_state("100"), Citizenship::italian());
    assert_eq!(of_state("999"), Citizenship::stateless());
    assert!(of_state("999").is_stateless() && !of_state("216").is_stateless());
    for code in [UNDEFINED_STATE_CODE, NOT_ATTRIBUTABLE_STATE_CODE] {
        let one = of_state(code);
        assert!(one.is_undefined() && !one.is_stateless() && !one.is_italian());
    }
}

#[test]
fn what_is_no_citizenship_is_refused() {
    let today = day("2026-11-22");
    // Gibraltar is a place of residence, Rome is no state, the rest is not a code at all.
    for code in ["218", "058", "000", "16", "0216", "", "+16", "21６", "Z112"] {
        let error = Citizenship::of_state(code, today).unwrap_err();
        assert_eq!(error.code(), Code::UnknownCitizenship, "{code}");
        assert_eq!(
            error.position(),
            Some(&Position::Field("state_code".into()))
        );
    }
    // States of old have no code for citizens; a comune is no state.
    for name in [
        "Iugoslavia",
        "JUGOSLAVIA",
        "Cecoslovacchia",
        "Roma",
        "",
        "'",
    ] {
        let error = Citizenship::named(name, today).unwrap_err();
        assert_eq!(error.code(), Code::UnknownCitizenship, "{name}");
    }
}

#[test]
fn every_citizenship_of_the_table_is_found_both_ways() {
    let today = day("2026-11-22");
    let states = Places::embedded().iter();
    let states = states.filter(|place| place.admits_citizenship() && place.is_active_on(today));
    let mut codes = BTreeSet::new();
    for place in states {
        let code = place.istat_code().expect("every citizenship has a code");
        assert!(codes.insert(code.clone()), "{code} twice");
        let found = of_state(&code);
        assert_eq!(found.state.as_deref(), Some(place.name()));
        assert_eq!(Citizenship::named(place.name(), today).unwrap(), found);
    }
    assert_eq!(codes.len(), 200);
}

/// Treaty on European Union, article 52; the United Kingdom left on 31 January 2020.
#[test]
fn nationality_follows_the_treaties() {
    let (before, after) = (day("2020-01-31"), day("2020-02-01"));
    let british = [of_state("219")];
    assert_eq!(Nationality::of(&british, before), Nationality::Eu);
    assert_eq!(Nationality::of(&british, after), Nationality::NonEu);

    let members = |on| {
        let states = Places::embedded().iter();
        let codes = states.filter(|place| place.admits_citizenship());
        codes
            .filter_map(|place| Citizenship::of_state(&place.istat_code()?, on).ok())
            .filter(|one| Nationality::of([one], on) == Nationality::Eu)
            .count()
    };
    // Italy is counted apart.
    assert_eq!((members(before), members(after)), (27, 26));

    for code in ["999", "997", "998", "301"] {
        assert_eq!(
            Nationality::of([&of_state(code)], after),
            Nationality::NonEu
        );
    }
    assert_eq!(Nationality::of([], after), Nationality::NonEu);
    let many = [of_state("219"), of_state("215"), Citizenship::italian()];
    assert_eq!(Nationality::of(&many, after), Nationality::Italian);
    assert_eq!(Nationality::of(many.iter().take(2), after), Nationality::Eu);
}

#[test]
fn only_an_italian_citizenship_makes_a_card_serve_for_travel() {
    let on = day("2026-11-22");
    for (code, valid) in [("100", true), ("215", false), ("999", false)] {
        let nationality = Nationality::of([&of_state(code)], on);
        let holder = Holder {
            nationality,
            ..Holder::italian_adult()
        };
        let answer = travel(&holder, on).unwrap();
        assert_eq!(answer.valid, valid, "{code}");
        let barred: Vec<_> = answer.barred_by.iter().map(|rule| rule.id).collect();
        assert_eq!(barred.is_empty(), valid);
        assert_eq!(barred.contains(&"travel.foreigner"), !valid);
    }
}

proptest! {
    #[test]
    fn any_text_is_a_citizenship_or_not(text in "\\PC{0,20}", digits in "[0-9]{3}") {
        let on = day("2026-11-22");
        for text in [&text, &digits] {
            if let Ok(found) = Citizenship::of_state(text, on) {
                prop_assert_eq!(&found.state_code, text);
            }
            if let Ok(found) = Citizenship::named(text, on) {
                prop_assert!(found.place(on).is_some());
            }
        }
    }
}
