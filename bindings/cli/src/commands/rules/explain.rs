//! `cie rules explain`: one rule, with its source and its figures.

use cie_core::lang::Lang;
use cie_core::rule::{self, Confidence, Rule, Value};
use clap::Args;

use super::{confidence, period, record};
use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Most identifiers offered for an unknown one.
const MOST_OFFERED: usize = 8;

/// Options of `cie rules explain`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Identifier of the rule, such as validity.adult.last_birthday.
    id: String,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let Some(rule) = rule::find(&options.id) else {
        return Err(unknown(&options.id));
    };
    record(rule, report);
    show(rule, report);
    Ok(Status::Ok)
}

/// Offers the rules with a part of the same name.
fn unknown(id: &str) -> Failure {
    let parts: Vec<&str> = id.split('.').filter(|part| part.len() > 2).collect();
    let shared = |known: &str| parts.iter().filter(|part| known.contains(**part)).count();
    let mut near: Vec<&str> = rule::all()
        .map(|rule| rule.id)
        .filter(|known| shared(known) > 0)
        .collect();
    near.sort_by_key(|known| std::cmp::Reverse(shared(known)));
    near.truncate(MOST_OFFERED);
    let near = if near.is_empty() {
        "cie rules list".to_owned()
    } else {
        near.join(", ")
    };
    Failure::new(
        Status::Findings,
        format!("nessuna regola con questo identificativo; vedere: {near}"),
        format!("no rule with this identifier; see: {near}"),
    )
}

fn show(rule: &Rule, report: &mut Report) {
    let lang = report.lang();
    report.show(&format!("{} — {}", rule.id, rule.title.get(lang)));
    let sure = match rule.confidence {
        Confidence::High => text!(
            lang,
            "alta: letto l'atto o la pagina ufficiale" / "high: the act or official page was read"
        ),
        Confidence::Medium => text!(
            lang,
            "media: lo dicono comuni, consolati o stampa di settore"
                / "medium: comuni, consulates or the trade press say so"
        ),
        Confidence::Policy => text!(
            lang,
            "scelta: le fonti discordano o tacciono" / "policy: the sources disagree or are silent"
        ),
        other => confidence(other, report),
    };
    let mut facts = vec![
        (
            text!(lang, "dice" / "says"),
            rule.summary.get(lang).to_owned(),
        ),
        (text!(lang, "in vigore" / "in force"), period(rule, report)),
        (text!(lang, "fonte" / "source"), rule.source.to_owned()),
        (text!(lang, "certezza" / "confidence"), sure),
    ];
    let mut label = text!(lang, "valori" / "figures");
    for figure in rule.figures {
        let line = format!("{} = {}", figure.name, value(figure.value, lang));
        facts.push((std::mem::take(&mut label), line));
    }
    table::facts(report, &facts);
}

/// A figure with its unit.
fn value(value: Value, lang: Lang) -> String {
    match value {
        Value::Money(cents) => cents.display(lang).to_string(),
        Value::Percent(n) => format!("{n} %"),
        Value::Years(n) => text!(lang, "{n} anni" / "{n} years"),
        Value::Months(n) => text!(lang, "{n} mesi" / "{n} months"),
        Value::Days(n) => text!(lang, "{n} giorni" / "{n} days"),
        Value::WorkingDays(n) => text!(lang, "{n} giorni lavorativi" / "{n} working days"),
        Value::Count(n) => n.to_string(),
        Value::Millimetres(n) => format!("{n} mm"),
        Value::Bytes(n) => format!("{n} byte"),
        Value::DotsPerInch(n) => format!("{n} dpi"),
        Value::Date(day) => day.to_string(),
        Value::MonthDay { month, day } => format!("{month:02}-{day:02}"),
        Value::Text(text) => text.to_owned(),
        Value::Texts(texts) => texts.join(", "),
        Value::Flag(true) => text!(lang, "sì" / "yes"),
        Value::Flag(false) => "no".to_owned(),
        Value::Watts(n) => format!("{n} W"),
        Value::MegabitsPerSecond(n) => format!("{n} Mbit/s"),
        Value::Endpoint(endpoint) => endpoint.to_string(),
        // A unit added later: its debug form says more than nothing.
        other => format!("{other:?}"),
    }
}
