//! `cie request`: a request for a card.

use std::path::PathBuf;

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::request::{CardRequest, Finding, check};
use clap::{Args, Subcommand};

use super::{input, json, table};
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
    let request: CardRequest = json::parse(&options.file, &bytes, "una richiesta", "a request")?;
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
