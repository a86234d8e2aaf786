//! `cie fees` against the shared cases, a comune's tariff and the calendar.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::{Run, cases, cie};

/// A file of a test, removed with its folder.
fn file(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("a file");
    (folder, path)
}

#[test]
fn every_shared_total_and_remittance_holds() {
    let Some(cases) = cases("fees.json") else {
        return;
    };
    let mut held = 0;
    for case in &cases {
        let (input, expect) = (&case["input"], &case["expect"]);
        let text = |value: &Value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        };
        let mut arguments = vec!["--json".to_owned(), "fees".to_owned()];
        let (_folder, path) = file("tariff.json", &input["tariff"].to_string());
        match case["op"].as_str() {
            Some("total") => arguments.push("total".into()),
            Some("remit") => arguments.push("remit".into()),
            // Not questions of the command line.
            Some("state_share" | "tariff_check") => continue,
            op => panic!("unknown op {op:?}"),
        }
        for (name, value) in input.as_object().expect("an object") {
            let value = match name.as_str() {
                "tariff" => path.display().to_string(),
                _ => text(value),
            };
            arguments.extend([format!("--{name}"), value]);
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let answer = cie(&arguments).object();
        for (member, expected) in expect.as_object().expect("an object") {
            assert_eq!(&answer[member], expected, "{} {member}", case["id"]);
        }
        held += 1;
    }
    assert_eq!(held, 8, "a case was added: is it covered?");
}

#[test]
fn the_parts_are_named_and_add_up() {
    // DM 25/5/2016 for the State share; DL 8/1993 and L. 604/1962 for the municipal ones.
    let answer = cie(&[
        "--json",
        "fees",
        "total",
        "--reason",
        "9",
        "--on",
        "2026-11-23",
    ])
    .object();
    assert_eq!(
        answer["components"],
        json!([
            { "component": "state_share", "cents": 1679 },
            { "component": "diritto_fisso", "cents": 516 },
            { "component": "segreteria", "cents": 26 },
        ])
    );
    assert_eq!(answer["cents"], 1679 + 516 + 26);
    let named = cie(&[
        "--json",
        "fees",
        "total",
        "--reason",
        "first_issue",
        "--on",
        "2026-11-23",
    ]);
    assert_eq!(named.object(), answer);
}

/// Rignano 2018, as the dossier reports it.
const RIGNANO: &str = r#"
[tariff]
source = "Rignano 2018"
effective_from = "2018-01-01"

[[tariff.charges]]
reasons = ["first_issue", "renewal_expired", "renewal_expiring", "theft", "data_change"]
diritto_fisso = 515
segreteria = 26
published_total = 2220

[[tariff.charges]]
reasons = ["loss", "damage"]
diritto_fisso = 1055
segreteria = 26
published_total = 2760

[[tariff.exemptions]]
id = "over_70"
diritto_fisso = 21
segreteria = 0
published_total = 1700
"#;

fn total(tariff: &str, name: &str, more: &[&str]) -> Run {
    let (_folder, path) = file(name, tariff);
    let path = path.display().to_string();
    let mut arguments = vec![
        "--json",
        "fees",
        "total",
        "--tariff",
        &path,
        "--on",
        "2026-11-23",
    ];
    arguments.extend(more);
    cie(&arguments)
}

#[test]
fn a_comune_tariff_is_read_checked_and_applied() {
    let cents = |more: &[&str]| total(RIGNANO, "comune.toml", more).object()["cents"].clone();
    assert_eq!(cents(&["--reason", "2"]), 2220);
    assert_eq!(cents(&["--reason", "1"]), 2760);
    assert_eq!(cents(&["--reason", "9", "--exemption", "over_70"]), 1700);
    assert_eq!(
        cents(&["--reason", "9", "--exemption", "register_of_the_poor"]),
        1679 + 26
    );

    let refused = |tariff: &str, more: &[&str]| {
        let run = total(tariff, "comune.toml", more);
        assert_eq!(run.code, 1, "{}", run.out);
        run.objects()[0]["code"].clone()
    };
    let wrong_sum = RIGNANO.replace("2220", "2000");
    assert_eq!(refused(&wrong_sum, &["--reason", "9"]), "CIE-CORE-211");
    assert_eq!(refused(RIGNANO, &["--reason", "defect"]), "CIE-CORE-214");
    assert_eq!(
        refused(RIGNANO, &["--reason", "9", "--exemption", "isee"]),
        "CIE-CORE-215"
    );
    assert_eq!(refused("charges = 1", &["--reason", "9"]), Value::Null);
    assert_eq!(refused("= nonsense", &["--reason", "9"]), Value::Null);
}

#[test]
fn a_right_that_the_tariff_does_not_name_is_not_guessed() {
    let only_single = r#"{ "diritto_fisso": 495 }"#;
    let single = total(only_single, "t.json", &["--reason", "9"]);
    assert_eq!(single.object()["cents"], 1679 + 495 + 26);
    let duplicate = total(only_single, "t.json", &["--reason", "1"]);
    assert_eq!(duplicate.objects()[0]["code"], "CIE-CORE-214");
    let defect = total(only_single, "t.json", &["--reason", "defect"]);
    assert_eq!(defect.object()["cents"], 0);
}

#[test]
fn the_line_and_the_surroundings_have_their_own_exit_codes() {
    let code = |arguments: &[&str]| cie(&[&["fees"], arguments].concat()).code;
    assert_eq!(code(&["total", "--reason", "3"]), 2, "no such number");
    assert_eq!(code(&["total", "--reason", "birthday"]), 2);
    assert_eq!(
        code(&["total", "--reason", "9", "--on", "2010-01-01"]),
        1,
        "no rule yet"
    );
    assert_eq!(
        code(&["total", "--reason", "9", "--tariff", "no/such/file"]),
        3
    );
    let consulate = [
        "total",
        "--reason",
        "9",
        "--office",
        "consulate",
        "--tariff",
        "x",
    ];
    assert_eq!(code(&consulate), 2);
    let remit = ["remit", "--cards", "1", "--from", "2026-11-01", "--to"];
    assert_eq!(code(&[&remit[..], &["2026-11-15"]].concat()), 0);
    assert_eq!(
        code(&[&remit[..], &["2026-11-16"]].concat()),
        1,
        "no half-month"
    );
    assert_eq!(code(&["calendar", "--year", "2015"]), 1, "no rule yet");
    assert_eq!(code(&["calendar", "--year", "MMXV"]), 2);
}

#[test]
fn the_transfer_has_the_text_of_the_circular() {
    let run = cie(&[
        "--json",
        "fees",
        "remit",
        "--cards",
        "37",
        "--from",
        "2026-11-01",
        "--to",
        "2026-11-15",
        "--comune",
        "gorizia",
    ]);
    let answer = run.object();
    // Circ. 4/2020.
    assert_eq!(
        answer["causale"],
        "Comune di GORIZIA, E098, corrispettivo per il rilascio di n. 37 carte di identità \
         elettroniche, (01/11/2026-15/11/2026)"
    );
    assert_eq!(answer["iban"], "IT81J0100003245348010374600");
    assert_eq!(
        (&answer["capo"], &answer["capitolo"]),
        (&json!("X"), &json!("3746"))
    );
}

#[test]
fn the_calendar_has_every_half_month_and_follows_the_policy() {
    let due = |more: &[&str]| -> Vec<String> {
        let run = cie(&[&["--json", "fees", "calendar", "--year", "2026"], more].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        let days = run.objects();
        days.iter()
            .map(|o| o["due"].as_str().unwrap().to_owned())
            .collect()
    };
    let literal = due(&[]);
    assert_eq!(literal.len(), 24);
    // 15 August 2026 is a Saturday and a holiday; 31 May 2026 is a Sunday.
    assert!(literal.contains(&"2026-08-15".to_owned()));
    assert!(literal.contains(&"2026-05-29".to_owned()));
    let preceding = due(&["--due-date-policy", "both_preceding_working_day"]);
    assert!(preceding.contains(&"2026-08-14".to_owned()));
    let following = due(&["--due-date-policy", "both_following_working_day"]);
    assert!(following.contains(&"2026-08-17".to_owned()));
    assert!(following.contains(&"2026-06-01".to_owned()));
    // 31 January and 31 October 2026 are Saturdays; the 30th may be the patron's day.
    assert!(due(&["--saturday"]).contains(&"2026-10-31".to_owned()));
    assert!(due(&["--patron", "10-30"]).contains(&"2026-10-29".to_owned()));
}
