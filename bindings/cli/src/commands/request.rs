//! `cie request`: a request for a card.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::request::{CardRequest, Finding, check};
use clap::{Args, Subcommand};

use super::{input, table};
use crate::exit::{Failure, Status};
use crate::report::Report;
use crate::shown::{finding_headline, finding_object};

/// Photo, fingerprints and signature in base64 stay far below.
const MAX_LEN: u64 = 16 << 20;

/// The commands of `cie request`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find everything that is wrong with a request, at once.
    Check(CheckOptions),
}

/// Options of `cie request check`.
#[derive(Args, Debug)]
pub(crate) struct CheckOptions {
    /// The request, as JSON; `-` reads it from standard input.
    file: PathBuf,
    /// Day on which it is checked, YYYY-MM-DD [default: the day of the request].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<NaiveDate>,
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    let Command::Check(options) = command;
    let bytes = input::read(&options.file, MAX_LEN)?;
    let request: CardRequest =
        serde_json::from_slice(&bytes).map_err(|error| malformed(&options.file, &error))?;
    let findings = check(&request, options.on.unwrap_or(request.requested_on));
    for finding in &findings {
        show(finding, report);
    }
    let blocking = findings.iter().filter(|f| f.is_blocking()).count();
    close(findings.len(), blocking, report);
    Ok(if blocking == 0 {
        Status::Ok
    } else {
        Status::Findings
    })
}

/// Says where and, if that names nothing but a field, what. The texts of serde quote the values
/// they met, and those are personal.
fn malformed(path: &Path, error: &serde_json::Error) -> Failure {
    let (path, line, column) = (path.display(), error.line(), error.column());
    let text = error.to_string();
    let missing = text
        .strip_prefix("missing field `")
        .and_then(|rest| rest.split_once('`'))
        .map(|(field, _)| field);
    let (it, en) = match missing {
        Some(field) => (format!("manca {field}"), format!("{field} is missing")),
        None if error.is_data() => (
            "un valore non è quello atteso".to_owned(),
            "a value is not the one expected".to_owned(),
        ),
        None => ("non è JSON".to_owned(), "not JSON".to_owned()),
    };
    Failure::new(
        Status::Findings,
        format!("{path}, riga {line}, colonna {column}: non è una richiesta: {it}"),
        format!("{path}, line {line}, column {column}: not a request: {en}"),
    )
}

fn show(finding: &Finding, report: &mut Report) {
    let lang = report.lang();
    let info = finding.code.info();
    report.show(&finding_headline(finding, lang));
    let mut facts = vec![
        (text!(lang, "campo" / "field"), finding.field.clone()),
        (
            text!(lang, "rimedio" / "remedy"),
            finding.remedy(lang).to_owned(),
        ),
    ];
    if let Some(rule) = info.rule {
        facts.push((text!(lang, "regola" / "rule"), rule.to_owned()));
    }
    table::facts(report, &facts);
    report.object("finding", finding_object(finding));
}

fn close(findings: usize, blocking: usize, report: &mut Report) {
    let lang = report.lang();
    let verdict = if blocking == 0 {
        text!(
            lang,
            "la richiesta si può firmare" / "the request can be signed"
        )
    } else {
        text!(
            lang,
            "la richiesta NON si può firmare" / "the request can NOT be signed"
        )
    };
    report.line(&text!(
        lang,
        "rilievi: {findings}, bloccanti: {blocking}; {verdict}"
            / "findings: {findings}, blocking: {blocking}; {verdict}"
    ));
}
