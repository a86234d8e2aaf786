//! `cie rules`: the rules of issuance.

mod explain;
mod list;

use cie_core::rule::{Confidence, Rule};
use clap::Subcommand;

use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie rules`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the rules.
    List(list::Options),
    /// Say everything about one rule.
    Explain(explain::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::List(options) => list::run(options, report),
        Command::Explain(options) => explain::run(options, report),
    }
}

/// The whole rule, for programs.
fn record(rule: &Rule, report: &mut Report) {
    if let Ok(object) = serde_json::to_value(rule) {
        report.record(&object);
    }
}

/// Since when, and until when.
fn period(rule: &Rule, report: &Report) -> String {
    table::period(rule.effective_from, rule.effective_to, report.lang())
}

/// How sure the rule is, in a word.
fn confidence(confidence: Confidence, report: &Report) -> String {
    let lang = report.lang();
    match confidence {
        Confidence::High => text!(lang, "alta" / "high"),
        Confidence::Medium => text!(lang, "media" / "medium"),
        Confidence::Low => text!(lang, "bassa" / "low"),
        Confidence::Derived => text!(lang, "derivata" / "derived"),
        Confidence::Policy => text!(lang, "scelta" / "policy"),
        _ => String::new(),
    }
}
