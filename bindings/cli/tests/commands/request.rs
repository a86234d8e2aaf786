//! `cie request` with a sound request, with faults, and with what is no request.

use std::path::PathBuf;

use cie_core::samples;
use serde_json::{Value, json};

use crate::support::{Run, cie, cie_with_input};

/// A synthetic adult whose data are in order.
fn sound() -> Value {
    let request = samples::request().expect("a sound request");
    serde_json::to_value(request).expect("a request is JSON")
}

fn check(request: &Value) -> Run {
    cie_with_input(
        &["--json", "request", "check", "-"],
        request.to_string().as_bytes(),
    )
}

#[test]
fn a_sound_request_has_no_blocking_finding() {
    let run = check(&sound());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(
        run.objects()
            .iter()
            .all(|finding| finding["gravity"] != "blocking")
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path: PathBuf = folder.path().join("request.json");
    std::fs::write(&path, sound().to_string()).expect("a file");
    let path = path.display().to_string();
    let shown = cie(&["request", "check", &path]);
    assert_eq!(shown.code, 0);
    assert!(shown.out.contains("si può firmare"), "{}", shown.out);
}

#[test]
fn every_fault_is_a_line_with_its_code_and_field() {
    let mut request = sound();
    // A date without its day, and a codice fiscale that nobody validated.
    request["subject"]["person"]["birth_date"] = json!("1980-01");
    request["subject"]["person"]["tax_code"]["validated"] = json!(false);
    let run = check(&request);
    assert_eq!(run.code, 1);
    let findings = run.objects();
    for (code, field) in [
        ("CIE-REQ-001", "subject.person.birth_date"),
        ("CIE-REQ-011", "subject.person.tax_code"),
    ] {
        let found = findings.iter().find(|f| f["code"] == code).expect(code);
        assert_eq!(
            (&found["field"], &found["gravity"]),
            (&json!(field), &json!("blocking"))
        );
        assert!(found["remedy_it"].is_string() && found["remedy_en"].is_string());
    }
    // Findings name fields, never their values.
    assert!(!run.out.contains("ROSSI") && !run.out.contains("RSSMRA80A01H501U"));
}

#[test]
fn the_day_of_the_check_can_be_another() {
    let request = sound().to_string();
    let before_birth = ["--json", "request", "check", "-", "--on", "1979-12-31"];
    let run = cie_with_input(&before_birth, request.as_bytes());
    assert_eq!(run.code, 1);
    assert!(
        run.objects()
            .iter()
            .any(|finding| finding["code"] == "CIE-REQ-002"),
        "{}",
        run.out
    );
}

#[test]
fn what_is_no_request_is_refused_without_quoting_it() {
    let mut unknown_reason = sound();
    unknown_reason["reason"] = json!("BIANCHI");
    let mut bad_date = sound();
    bad_date["requested_on"] = json!("BIANCHI");
    let mut no_office = sound();
    no_office
        .as_object_mut()
        .expect("an object")
        .remove("office");
    let deep = "[".repeat(100_000);
    for text in [
        unknown_reason.to_string(),
        bad_date.to_string(),
        "{\"BIANCHI".to_owned(),
        "\"BIANCHI\"".to_owned(),
        String::new(),
        deep,
        no_office.to_string(),
    ] {
        let run = cie_with_input(&["--json", "request", "check", "-"], text.as_bytes());
        assert_eq!(run.code, 1, "{}", run.err);
        assert_eq!(run.objects().len(), 1);
        assert!(!(run.out + &run.err).contains("BIANCHI"));
    }
    let run = check(&no_office);
    assert!(run.err.contains("office"), "{}", run.err);
    assert_eq!(cie(&["request", "check", "no/such/file"]).code, 3);
}

/// The summary is a PDF; what was entered by a simulator makes it say that it has no value.
#[test]
fn the_summary_is_printed_for_the_citizen() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let mut request = samples::request().expect("a sound request");
    let photo = cie_devices::sim::portrait(1)
        .expect("a drawing")
        .into_bytes();
    request.biometrics.photo = Some(cie_core::request::Media::new("image/jpeg", photo, true));
    let number = request.number.to_string();
    let (file, pdf) = (path("request.json"), path("summary.pdf"));
    let text = serde_json::to_string(&request).expect("a request is JSON");
    std::fs::write(&file, text).expect("a file");
    let printed = cie(&["--json", "request", "print", &file, "--pdf", &pdf]).object();
    assert_eq!(printed["request"], number);
    assert_eq!(printed["simulated"], true);
    let bytes = std::fs::read(&pdf).expect("the summary");
    assert!(bytes.starts_with(b"%PDF-1.7"));

    // A photo that is none is told by its place, and nothing is written.
    request.biometrics.photo = Some(cie_core::request::Media::new("image/jpeg", vec![1], false));
    let text = serde_json::to_string(&request).expect("a request is JSON");
    std::fs::write(&file, text).expect("a file");
    let pdf = path("none.pdf");
    let run = cie(&["--json", "request", "print", &file, "--pdf", &pdf]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(run.objects()[0]["code"], "CIE-DEV-321");
    assert!(!folder.path().join("none.pdf").exists());
}
