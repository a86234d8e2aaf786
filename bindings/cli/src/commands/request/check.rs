//! `cie request check`: everything that is wrong with a request, at once.

use std::path::PathBuf;

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::request::{Finding, check};
use clap::Args;

use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;
use crate::shown::{finding_headline, finding_object};

/// Options of `cie request check`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The request, as JSON; `-` reads it from standard input.
    file: PathBuf,
    /// Day on which it is checked, YYYY-MM-DD [default: the day of the request].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<NaiveDate>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let request = super::read(&options.file)?;
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
