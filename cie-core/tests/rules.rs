//! The catalogue against the dossier it carries, and against itself.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "the helpers of a test fail by panicking, too"
)]

mod common;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use cie_core::Code;
use cie_core::document::{
    Assent, AsylumTerm, Holder, IncompleteBirth, Injunction, LeapDay, Nationality, OnBirthday,
    mrz::{Truncation, Umlauts},
    travel,
};
use cie_core::fees::DueDatePolicy;
use cie_core::rule::{self, Confidence, Value};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

#[test]
fn every_rule_is_whole() {
    let mut seen = BTreeSet::new();
    for rule in rule::all() {
        let id = rule.id;
        assert!(seen.insert(id), "{id} twice");
        assert!(
            id.contains('.')
                && id
                    .chars()
                    .all(|c| "abcdefghijklmnopqrstuvwxyz0123456789._".contains(c))
        );
        for text in [
            rule.title.it,
            rule.title.en,
            rule.summary.it,
            rule.summary.en,
            rule.source,
        ] {
            assert!(!text.trim().is_empty(), "{id}");
            assert!(!text.contains("  "), "{id}: two spaces in {text:?}");
        }
        if let (Some(from), Some(to)) = (rule.effective_from, rule.effective_to) {
            assert!(from <= to, "{id}");
        }
        assert_eq!(rule::find(id), Some(rule));
        let names: BTreeSet<_> = rule.figures.iter().map(|figure| figure.name).collect();
        assert_eq!(names.len(), rule.figures.len(), "{id}: a figure twice");
        serde_json::to_value(rule).expect("rules can be written as JSON");
    }
    assert!(rule::find("no.such.rule").is_none());
}

#[test]
fn every_policy_names_its_options_and_its_default() {
    for rule in rule::all().filter(|rule| rule.confidence == Confidence::Policy) {
        let Some(Value::Text(default)) = rule.value("default") else {
            panic!("{} has no default", rule.id);
        };
        let Some(Value::Texts(options)) = rule.value("options") else {
            panic!("{} has no options", rule.id);
        };
        assert!(options.contains(&default), "{}", rule.id);
    }
}

/// Checks that a policy of the code has the options and the default its rule says.
fn agrees<T: serde::Serialize + Default>(id: &str, options: &[T]) {
    let rule = rule::find(id).unwrap_or_else(|| panic!("no rule {id}"));
    let name = |option: &T| {
        serde_json::to_value(option)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    };
    let ours: Vec<String> = options.iter().map(name).collect();
    let Some(Value::Texts(theirs)) = rule.value("options") else {
        panic!("{id} has no options");
    };
    assert_eq!(ours, theirs, "{id}");
    let default = name(&T::default());
    assert!(
        matches!(rule.value("default"), Some(Value::Text(text)) if text == default),
        "{id}"
    );
}

#[test]
fn the_policies_of_the_code_are_those_of_the_catalogue() {
    agrees(
        "validity.policy.on_birthday",
        &[OnBirthday::CountsAsReached, OnBirthday::NotYetReached],
    );
    agrees(
        "validity.policy.leap_day",
        &[LeapDay::Feb28, LeapDay::Mar1, LeapDay::LastReal],
    );
    agrees(
        "validity.policy.asylum_birthday",
        &[AsylumTerm::Exact, AsylumTerm::FirstBirthday],
    );
    agrees(
        "validity.policy.incomplete_birth",
        &[
            IncompleteBirth::Refuse,
            IncompleteBirth::Earliest,
            IncompleteBirth::Latest,
        ],
    );
    agrees(
        "numbers.policy.mrz_umlaut",
        &[Umlauts::Digraph, Umlauts::Base],
    );
    agrees(
        "numbers.policy.mrz_truncation",
        &[Truncation::Cut, Truncation::Initials],
    );
    agrees(
        "remittance.due_date_policy",
        &[
            DueDatePolicy::LastWorkingDayOnly,
            DueDatePolicy::BothPrecedingWorkingDay,
            DueDatePolicy::BothFollowingWorkingDay,
        ],
    );
}

#[test]
fn nothing_of_the_dossier_is_missing() {
    let Some(dossier) = common::shared("facts/rules.md") else {
        return;
    };
    let catalogue: Vec<serde_json::Value> = rule::all()
        .map(|rule| serde_json::to_value(rule).unwrap())
        .collect();
    let text = serde_json::to_string(&catalogue).unwrap();
    let mut checked = 0;
    let mut missing = Vec::new();
    // The reference date of the dossier itself, and examples, are not rules.
    let not_rules = ["2026-11-22"];
    let word = |c: char| !(c.is_alphanumeric() || "-@._/".contains(c));
    for token in dossier
        .split(word)
        .map(|t| t.trim_matches(['.', '-', '/', '_']))
    {
        let shape: String = token
            .chars()
            .map(|c| if c.is_ascii_digit() { '9' } else { c })
            .collect();
        let found = match shape.as_str() {
            "9999-99-99" => text.contains(token),
            // Acts cited by number and year: 55/2026, 2019/1157.
            "9/9999" | "99/9999" | "999/9999" | "9999/9999" => text.contains(token),
            _ if token.contains('@') => text.contains(token),
            _ if shape.starts_with("IT99") || shape.starts_with("E.9") => text.contains(token),
            _ => continue,
        };
        checked += 1;
        if !found && !not_rules.contains(&token) {
            missing.push(token);
        }
    }
    assert!(checked >= 45, "only {checked} facts were compared");
    assert!(missing.is_empty(), "not in the catalogue: {missing:?}");

    // Amounts of the fee table: every figure that is national is a figure of some rule.
    for cents in [
        1376, 1679, 516, 1032, 26, 2221, 2737, 2195, 2711, 185, 115, 70,
    ] {
        let derived = cents == 1679;
        let figure = rule::all().any(|rule| {
            rule.figures
                .iter()
                .any(|figure| matches!(figure.value, Value::Money(m) if m.get() == cents))
        });
        assert!(figure || derived, "{cents}");
    }
}

#[test]
fn switches_are_on_the_day() {
    for (id, before, after) in [
        ("validity.over_70.unlimited", "2026-07-29", "2026-07-30"),
        ("validity.adult.last_birthday", "2022-09-18", "2022-09-19"),
        ("travel.citizen.passport_ground", "2026-02-18", "2026-02-19"),
        ("travel.parent.assent_abolished", "2023-06-13", "2023-06-14"),
        ("entitlement.aire.comune", "2026-05-31", "2026-06-01"),
        ("holidays.saint_francis", "2025-12-31", "2026-01-01"),
        ("remittance.summary.portal", "2019-12-31", "2020-01-01"),
    ] {
        let rule = rule::find(id).unwrap();
        assert!(
            !rule.in_force(day(before)) && rule.in_force(day(after)),
            "{id}"
        );
    }
    // Successors follow without a gap and without an overlap.
    for (old, new) in [
        (
            "validity.adult.first_birthday",
            "validity.adult.last_birthday",
        ),
        ("remittance.summary.allegato_a", "remittance.summary.portal"),
        ("travel.parent.assent", "travel.parent.assent_abolished"),
        (
            "travel.citizen.passport_ground_before",
            "travel.citizen.passport_ground",
        ),
    ] {
        let end = rule::find(old).unwrap().effective_to.unwrap();
        assert_eq!(
            end.succ_opt(),
            rule::find(new).unwrap().effective_from,
            "{old}"
        );
    }
}

fn ids(rules: &[&'static rule::Rule]) -> Vec<&'static str> {
    rules.iter().map(|rule| rule.id).collect()
}

#[test]
fn travel_is_granted_or_barred_with_the_rule_behind_it() {
    let on = day("2026-11-23");
    let adult = Holder::italian_adult();
    let free = travel(&adult, on).unwrap();
    assert!(free.valid && free.note.is_none());
    assert_eq!(ids(&free.granted_by), ["travel.citizen.passport_ground"]);

    let injunction = Injunction {
        from: day("2026-01-01"),
        until: day("2030-01-01"),
    };
    for (holder, bars) in [
        (
            Holder {
                passport_ground: true,
                ..adult
            },
            vec!["travel.citizen.passport_ground"],
        ),
        (
            Holder {
                minor: Some(Assent::Missing),
                ..adult
            },
            vec!["travel.minor.assent"],
        ),
        (
            Holder {
                nationality: Nationality::Eu,
                ..adult
            },
            vec!["travel.foreigner"],
        ),
        (
            Holder {
                nationality: Nationality::NonEu,
                minor: Some(Assent::AllParents),
                ..adult
            },
            vec!["travel.foreigner"],
        ),
        (
            Holder {
                nationality: Nationality::NonEu,
                asylum_seeker: true,
                ..adult
            },
            vec!["validity.asylum", "travel.foreigner"],
        ),
        (
            Holder {
                injunction: Some(injunction),
                ..adult
            },
            vec!["travel.parent.injunction"],
        ),
        (
            Holder {
                minor: Some(Assent::Missing),
                passport_ground: true,
                ..adult
            },
            vec!["travel.citizen.passport_ground", "travel.minor.assent"],
        ),
    ] {
        let answer = travel(&holder, on).unwrap();
        assert!(!answer.valid);
        assert_eq!(ids(&answer.barred_by), bars);
        assert_eq!(
            answer.note,
            Some("Documento non valido ai fini dell'espatrio")
        );
    }
    for minor in [Assent::AllParents, Assent::Judge] {
        assert!(
            travel(
                &Holder {
                    minor: Some(minor),
                    ..adult
                },
                on
            )
            .unwrap()
            .valid
        );
    }
}

#[test]
fn the_other_parent_mattered_until_2023() {
    let parent = Holder {
        other_parent_agrees: Some(false),
        ..Holder::italian_adult()
    };
    let before = travel(&parent, day("2023-06-13")).unwrap();
    assert_eq!(ids(&before.barred_by), ["travel.parent.assent"]);
    let after = travel(&parent, day("2023-06-14")).unwrap();
    assert!(after.valid);
    assert!(ids(&after.granted_by).contains(&"travel.parent.assent_abolished"));
}

#[test]
fn an_injunction_lasts_two_years_at_most() {
    let injunction = Injunction {
        from: day("2024-03-01"),
        until: day("2030-01-01"),
    };
    let parent = Holder {
        injunction: Some(injunction),
        ..Holder::italian_adult()
    };
    assert!(!travel(&parent, day("2026-03-01")).unwrap().valid);
    assert!(travel(&parent, day("2026-03-02")).unwrap().valid);
    assert!(travel(&parent, day("2024-02-29")).unwrap().valid);
    let reversed = Injunction {
        from: day("2026-01-01"),
        until: day("2025-01-01"),
    };
    let parent = Holder {
        injunction: Some(reversed),
        ..Holder::italian_adult()
    };
    assert_eq!(
        travel(&parent, day("2026-03-01")).unwrap_err().code(),
        Code::BadInjunction
    );
}

proptest! {
    #[test]
    fn in_force_is_what_the_dates_say(days in 0u64..60_000) {
        let on = day("1900-01-01") + chrono::Days::new(days);
        let listed: Vec<&str> = rule::in_force(on).map(|rule| rule.id).collect();
        for rule in rule::all() {
            prop_assert_eq!(listed.contains(&rule.id), rule.in_force(on));
        }
    }
}
