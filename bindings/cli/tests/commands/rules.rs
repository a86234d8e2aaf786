//! `cie rules`: the catalogue, whole and filtered.

use serde_json::{Value, json};

use crate::support::cie;

fn list(more: &[&str]) -> Vec<Value> {
    let run = cie(&[&["--json", "rules", "list"], more].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run.objects()
}

fn has(rules: &[Value], id: &str) -> bool {
    rules.iter().any(|rule| rule["id"] == id)
}

#[test]
fn every_rule_is_listed_with_dates_source_and_confidence() {
    let rules = list(&[]);
    assert_eq!(rules.len(), cie_core::rule::all().count());
    for rule in &rules {
        assert!(
            rule["source"]
                .as_str()
                .is_some_and(|source| !source.is_empty())
        );
        assert!(rule["confidence"].is_string());
        for member in ["effective_from", "effective_to"] {
            assert!(rule[member].is_null() || rule[member].is_string(), "{rule}");
        }
    }
}

#[test]
fn a_day_shows_what_held_on_it() {
    // DL 19/2026 art. 6 c.2 holds from 30 July 2026.
    let unlimited = "validity.over_70.unlimited";
    assert!(!has(&list(&["--on", "2026-07-29"]), unlimited));
    assert!(has(&list(&["--on", "2026-07-30"]), unlimited));
    // The rule for adults changed on 19 September 2022.
    let before = list(&["--on", "2022-09-18"]);
    assert!(has(&before, "validity.adult.first_birthday"));
    assert!(!has(&before, "validity.adult.last_birthday"));
}

#[test]
fn policies_are_the_choices_and_nothing_else() {
    let rules = list(&["--policies"]);
    assert!(rules.iter().all(|rule| rule["confidence"] == "policy"));
    assert!(has(&rules, "validity.policy.leap_day"));
    assert!(rules.len() < list(&[]).len());
}

#[test]
fn a_rule_is_explained_in_both_languages() {
    let id = "remittance.where";
    let rule = cie(&["--json", "rules", "explain", id]).object();
    let iban = rule["figures"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["name"] == "iban");
    // Circ. 4/2020.
    assert_eq!(
        iban.unwrap()["value"],
        json!({ "unit": "text", "value": "IT81J0100003245348010374600" })
    );
    for (lang, source) in [("it", "fonte"), ("en", "source")] {
        let run = cie(&["rules", "explain", id, "--lang", lang]);
        assert!(
            run.out.contains(source) && run.out.contains("circ. 4/2020"),
            "{}",
            run.out
        );
    }
}

#[test]
fn an_unknown_rule_offers_its_neighbours() {
    let run = cie(&["rules", "explain", "validity.over_70"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("validity.over_70.unlimited"),
        "{}",
        run.err
    );
    assert_eq!(cie(&["rules", "explain"]).code, 2);
}
