//! Verdicts on an image, for people and for programs; and the file that comes out.

use std::fs;
use std::path::Path;

use cie_devices::photo::{Outcome, Report as Verdicts};
use serde_json::{Value, json};

use crate::commands::table;
use crate::exit::{Failure, Status, io_failure};
use crate::report::Report;

/// Shows the verdicts as a table, with what to do about those that are not met, or as one object
/// with further members.
pub(in crate::commands) fn verdicts(seen: &Verdicts, more: Value, report: &mut Report) -> Status {
    let lang = report.lang();
    let mut object = more;
    if let Value::Object(members) = &mut object {
        members.insert("accepted".to_owned(), json!(seen.accepted()));
        members.insert("verdicts".to_owned(), json!(seen.verdicts()));
    }
    report.record(&object);
    let rows: Vec<[String; 4]> = (1..)
        .zip(seen.verdicts())
        .map(|(number, verdict)| {
            let outcome = match verdict.outcome {
                Outcome::Pass => text!(lang, "va bene" / "good"),
                Outcome::Fail => text!(lang, "NON VA" / "NOT MET"),
                Outcome::NotMeasurable => text!(lang, "non misurabile" / "not measurable"),
                _ => text!(lang, "a occhio" / "by eye"),
            };
            let rule = verdict.rule.get(lang).to_owned();
            let measured = verdict.measured.clone().unwrap_or_default();
            [number.to_string(), outcome, rule, measured]
        })
        .collect();
    table::rows(report, &rows);
    for verdict in seen.problems() {
        let remedy = verdict.remedy.get(lang);
        report.show(&format!("  → {}: {remedy}", verdict.code));
    }
    if seen.accepted() {
        Status::Ok
    } else {
        Status::Findings
    }
}

/// Writes the file.
pub(in crate::commands) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| io_failure(path, &error))
}
