//! `cie validity` against the shared cases.

use serde_json::Value;

use crate::support::{cases, cie};

#[test]
fn every_shared_case_holds() {
    let Some(cases) = cases("validity.json") else {
        return;
    };
    assert!(cases.len() >= 20, "{} cases", cases.len());
    for case in &cases {
        let text = |name: &str| case[name].as_str().expect("text");
        let mut arguments = vec!["--json", "validity", "--born", text("born")];
        arguments.extend(["--requested", text("requested")]);
        if let Some(fingerprints) = case.get("fingerprints").and_then(Value::as_str) {
            arguments.extend(["--fingerprints", fingerprints]);
        }
        let policy: Vec<String> = case
            .get("policy")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(key, value)| format!("{key}={}", value.as_str().expect("text")))
            .collect();
        for setting in &policy {
            arguments.extend(["--policy", setting]);
        }
        let answer = cie(&arguments).object();
        for (member, expected) in case["expect"].as_object().expect("an object") {
            assert_eq!(&answer[member], expected, "{} {member}", case["id"]);
        }
    }
}

fn answer(arguments: &[&str]) -> Value {
    let mut all = vec!["--json", "validity"];
    all.extend(arguments);
    cie(&all).object()
}

#[test]
fn the_rule_named_is_the_one_that_sets_the_date() {
    let rule = |arguments: &[&str]| answer(arguments)["rule"].clone();
    let adult = ["--born", "1988-03-15", "--requested"];
    // The switch of 19 September 2022 (facts of the domain).
    assert_eq!(
        rule(&[&adult[..], &["2022-09-18"]].concat()),
        "validity.adult.first_birthday"
    );
    assert_eq!(
        rule(&[&adult[..], &["2022-09-19"]].concat()),
        "validity.adult.last_birthday"
    );
    let old = ["--born", "1950-01-01", "--requested", "2026-07-30"];
    assert_eq!(rule(&old), "validity.over_70.unlimited");
    let temporary = [&old[..], &["--fingerprints", "temporarily_impossible"]].concat();
    assert_eq!(rule(&temporary), "validity.fingerprints.temporary");
}

#[test]
fn asylum_seekers_have_three_years_and_a_choice() {
    // D.Lgs 142/2015 art. 5-bis c.4: three years; to the birthday only by choice.
    let case = [
        "--born",
        "1990-06-20",
        "--requested",
        "2026-11-23",
        "--applicant",
        "asylum_seeker",
    ];
    assert_eq!(answer(&case)["expires"], "2029-11-23");
    let birthday = [&case[..], &["--policy", "asylum_term=first_birthday"]].concat();
    assert_eq!(answer(&birthday)["expires"], "2030-06-20");
}

#[test]
fn an_incomplete_birth_is_refused_unless_a_policy_resolves_it() {
    let case = [
        "validity",
        "--json",
        "--born",
        "1988",
        "--requested",
        "2026-11-23",
    ];
    let run = cie(&case);
    assert_eq!(run.code, 1);
    assert_eq!(run.objects()[0]["code"], "CIE-CORE-120");
    let earliest = [&case[..], &["--policy", "incomplete_birth=earliest"]].concat();
    assert_eq!(cie(&earliest).object()["expires"], "2036-01-01");
}

#[test]
fn an_unknown_choice_is_a_usage_error_that_names_the_choices() {
    let with = |policy: &str| cie(&["validity", "--born", "1988-03-15", "--policy", policy]);
    let run = with("leap_day=feb_30");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("mar_1"), "{}", run.err);
    let run = with("leap=feb_28");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("on_birthday"), "{}", run.err);
    assert_eq!(with("leap_day").code, 2);
}
