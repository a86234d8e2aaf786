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

/// What a call of a case gave, held against what the case expects.
fn right(case: &Value, got: &cie_api::Result<Value>) -> bool {
    match got {
        Ok(answer) => match (case.get("gives"), case.get("has")) {
            (Some(all), None) => answer == all,
            (None, Some(some)) => has(answer, some),
            _ => false,
        },
        Err(error) => case
            .get("fails")
            .is_some_and(|expected| failed(error, expected)),
    }
}

/// The name of what is called, and what it is called with.
fn called(case: &Value) -> (&str, Value) {
    (case["call"].as_str().unwrap(), case["with"].clone())
}

/// Runs a case: a call, or an object with the calls of its steps. What went wrong, if something did.
fn run(case: &Value) -> Vec<String> {
    let name = case["name"].as_str().unwrap();
    let Some(object) = case.get("object") else {
        let (call, with) = called(case);
        let got = cie_api::call(call, with);
        let wrong = (!right(case, &got)).then(|| format!("{call}: {name}: {got:?}"));
        return wrong.into_iter().collect();
    };
    let made = match cie_api::make(object.as_str().unwrap(), case["new"].clone()) {
        Ok(made) => made,
        Err(error) => {
            let right = case
                .get("fails")
                .is_some_and(|expected| failed(&error, expected));
            let wrong = (!right).then(|| format!("{object}: {name}: {error:?}"));
            return wrong.into_iter().collect();
        }
    };
    assert!(case.get("fails").is_none(), "{object}: {name}: made");
    let mut wrong = Vec::new();
    for step in case["steps"].as_array().unwrap() {
        let (call, with) = called(step);
        let got = made.call(call, with);
        if !right(step, &got) {
            wrong.push(format!("{object}.{call}: {name}: {got:?}"));
        }
    }
    wrong
}

#[test]
fn every_vector_holds() {
    let wrong: Vec<String> = vectors().iter().flat_map(run).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a case calls: `function`, or `Object.new` and `Object.method`.
fn reaches(case: &Value) -> Vec<String> {
    let Some(object) = case.get("object") else {
        return vec![called(case).0.to_owned()];
    };
    let object = object.as_str().unwrap();
    let steps = case.get("steps").and_then(Value::as_array);
    let methods = steps.into_iter().flatten().map(|step| called(step).0);
    methods
        .chain(["new"])
        .map(|name| format!("{object}.{name}"))
        .collect()
}

#[test]
fn every_function_is_reached() {
    let mut reached: BTreeSet<String> = vectors().iter().flat_map(reaches).collect();
    // What needs a server or the caller's code is in the behaviour tests of every language.
    let behaviour = read(&folder().join("behaviour.json"));
    let behaviour = behaviour.as_array().unwrap().iter();
    reached.extend(behaviour.map(|one| one.as_str().unwrap().to_owned()));
    let schema = cie_api::schema();
    let members = |of: &str| schema[of].as_object().unwrap().clone();
    let mut all: BTreeSet<String> = members("functions").keys().cloned().collect();
    for (object, about) in members("objects") {
        let methods = about["methods"].as_object().unwrap();
        all.extend(methods.keys().map(|method| format!("{object}.{method}")));
        all.insert(format!("{object}.new"));
    }
    assert_eq!(reached, all);
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
fn the_errors_are_those_of_every_language() {
    let written = read(&folder().join("errors.json"));
    assert_eq!(
        written,
        cie_api::call("error_catalogue", serde_json::json!({})).unwrap(),
        "write it with: cargo run -p cie-api --example catalogue > bindings/conformance/errors.json"
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
