//! The conformance vectors in Rust: the same files that Python, Node and Kotlin run.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance")
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn vectors() -> Vec<Value> {
    let mut cases = Vec::new();
    for file in std::fs::read_dir(folder().join("vectors")).unwrap() {
        let file = read(&file.unwrap().path());
        assert_eq!(file["schema"], 1);
        let own = file["cases"].as_array().unwrap();
        assert_eq!(file["count"], own.len(), "a case is missing");
        cases.extend(own.iter().cloned());
    }
    cases
}

/// Whether an answer has what is expected: of a record the members named, of a list the elements in
/// their order from the first that fits, of a text its beginning.
fn has(answer: &Value, expected: &Value) -> bool {
    match (answer, expected) {
        (Value::Object(answer), Value::Object(expected)) => expected
            .iter()
            .all(|(name, value)| answer.get(name).is_some_and(|answer| has(answer, value))),
        (Value::Array(answer), Value::Array(expected)) => {
            let mut answers = answer.iter();
            expected
                .iter()
                .all(|one| answers.any(|answer| has(answer, one)))
        }
        (Value::String(answer), Value::String(expected)) => answer.starts_with(expected.as_str()),
        _ => answer == expected,
    }
}

fn failed(error: &cie_api::ApiError, expected: &Value) -> bool {
    let position = error.position.as_ref();
    let at =
        |name: &str, value: Option<i64>| expected.get(name).is_none_or(|one| one.as_i64() == value);
    expected["code"] == error.code.as_str()
        && expected["kind"] == error.kind.text()
        && at("byte", position.and_then(|position| position.byte))
        && at("line", position.and_then(|position| position.line))
}

#[test]
fn every_vector_holds() {
    let mut wrong = Vec::new();
    for case in vectors() {
        let (name, call) = (
            case["name"].as_str().unwrap(),
            case["call"].as_str().unwrap(),
        );
        let got = cie_api::call(call, case["with"].clone());
        let right = match &got {
            Ok(answer) => match (case.get("gives"), case.get("has")) {
                (Some(all), None) => answer == all,
                (None, Some(some)) => has(answer, some),
                _ => false,
            },
            Err(error) => case
                .get("fails")
                .is_some_and(|expected| failed(error, expected)),
        };
        if !right {
            wrong.push(format!("{call}: {name}: {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_function_is_reached() {
    let mut reached: BTreeSet<String> = vectors()
        .iter()
        .map(|case| case["call"].as_str().unwrap().to_owned())
        .collect();
    // What needs a server is in the behaviour tests of every language.
    let behaviour = read(&folder().join("behaviour.json"));
    reached.extend(
        behaviour
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_str().unwrap().to_owned()),
    );
    let schema = cie_api::schema();
    let functions: BTreeSet<String> = schema["functions"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(reached, functions);
}

#[test]
fn the_schema_is_the_facades() {
    let written = read(&folder().join("schema.json"));
    assert_eq!(
        written,
        cie_api::schema(),
        "write it with: cargo run -p cie-api --example schema > bindings/conformance/schema.json"
    );
}

#[test]
fn unknown_functions_and_arguments_are_refused() {
    for (name, with) in [
        ("nothing", serde_json::json!({})),
        ("omocodes", serde_json::json!({})),
        ("omocodes", serde_json::json!([])),
        (
            "omocodes",
            serde_json::json!({ "code": "RSSMRA80A01H501U", "more": 1 }),
        ),
        ("quote_fee", serde_json::json!({ "reason": "lost" })),
    ] {
        let refused = cie_api::call(name, with).unwrap_err();
        assert_eq!(refused.code, "CIE-API-002", "{name}");
    }
}
