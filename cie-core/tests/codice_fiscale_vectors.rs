//! The shared cases of the codice fiscale: each names its rule, none is skipped.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test asserts by panicking and says when it is skipped"
)]

use std::path::PathBuf;

use chrono::NaiveDate;
use cie_core::citizen::Sex;
use cie_core::citizen::codice_fiscale::{BirthData, CodiceFiscale, Syntax, Validator};
use serde_json::{Value, json};

fn cases() -> Option<Vec<Value>> {
    let shared = std::env::var_os("CIE_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")),
        PathBuf::from,
    );
    let path = shared.join("vectors/codice_fiscale.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("SKIPPED: {} is not there", path.display());
        return None;
    };
    let file: Value = serde_json::from_str(&text).expect("JSON");
    Some(file["cases"].as_array().expect("cases").clone())
}

/// The judgement in the words of the file. A form that does not fit leaves all else unsaid.
fn judge(input: &str) -> Value {
    let reference = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    let report = Validator::new(reference).validate(input.as_bytes());
    let syntax = report.syntax() == Syntax::Fits;
    let Some(details) = report.details() else {
        return json!({
            "syntax": syntax, "checksum": null, "calendar": null, "place_known": null,
            "place_active_at_birth": null, "names_plausible": null, "omocode": null,
            "birth_date_candidates": null, "sex": null, "birth_place": null,
            "strict_valid": report.is_valid(),
        });
    };
    let births: Vec<_> = details.births.iter().map(|day| day.to_string()).collect();
    json!({
        "syntax": syntax,
        "checksum": details.checksum,
        "calendar": details.calendar,
        "place_known": details.place_known,
        "place_active_at_birth": details.place_active,
        "names_plausible": details.names_plausible,
        "omocode": details.omocode,
        "birth_date_candidates": births,
        "sex": details.sex,
        "birth_place": details.birth_place,
        "strict_valid": report.is_valid(),
    })
}

fn encode(input: &Value) -> String {
    let text = |name: &str| input[name].as_str().expect(name);
    let data = BirthData {
        surname: Some(text("surname")),
        given: Some(text("name")),
        birth: text("birth").parse().expect("a day"),
        sex: Sex::from_letter(text("sex")).expect("a sex"),
        place: text("place").parse().expect("a place"),
    };
    let code = CodiceFiscale::encode(&data).expect("Latin names");
    code.expose().to_owned()
}

#[test]
fn every_shared_case_passes() {
    let Some(cases) = cases() else { return };
    assert!(cases.len() >= 97, "{} cases", cases.len());
    for case in &cases {
        let (id, expected) = (&case["id"], &case["expected"]);
        match case["kind"].as_str() {
            Some("validate") => {
                let judged = judge(case["input"].as_str().expect("text"));
                for (key, expected) in expected.as_object().expect("an object") {
                    // A null of the verdict leaves the choice to the implementation.
                    if key != "strict_valid" || !expected.is_null() {
                        assert_eq!(&judged[key], expected, "{id} {key}");
                    }
                }
            }
            Some("encode") => assert_eq!(json!(encode(&case["input"])), *expected, "{id}"),
            kind => panic!("{id}: unknown kind {kind:?}"),
        }
    }
}
