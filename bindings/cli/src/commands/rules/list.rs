//! `cie rules list`: all rules, or those in force on a day, or only the choices.

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::rule::{self, Confidence, Rule};
use clap::Args;

use super::{confidence, period, record};
use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie rules list`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Only the rules in force on that day, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<NaiveDate>,
    /// Only the policies: where the sources disagree or are silent.
    #[arg(long)]
    policies: bool,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let wanted = |rule: &&Rule| {
        options.on.is_none_or(|day| rule.in_force(day))
            && (!options.policies || rule.confidence == Confidence::Policy)
    };
    let mut rows = Vec::new();
    for rule in rule::all().filter(wanted) {
        record(rule, report);
        rows.push([
            rule.id.to_owned(),
            period(rule, report),
            confidence(rule.confidence, report),
            rule.title.get(report.lang()).to_owned(),
        ]);
    }
    table::rows(report, &rows);
    Ok(Status::Ok)
}
