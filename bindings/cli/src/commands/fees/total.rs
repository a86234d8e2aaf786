//! `cie fees total`: what the citizen pays.

use std::path::PathBuf;

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::fees::{Exemption, Inquiry, Office, Quote, Reason, Tariff};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::tariff;
use crate::commands::{input, table};
use crate::exit::{Failure, Status};
use crate::report::Report;
use crate::shown::component_name;

/// The exemption that every comune grants, whatever its tariff.
const REGISTER_OF_THE_POOR: &str = "register_of_the_poor";

/// Who issues the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Issuer {
    /// A comune, with its tariff.
    Comune,
    /// A consulate, with the national fee.
    Consulate,
}

/// Options of `cie fees total`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Reason of issue: number of the PagoPA catalogue (1, 2, 4, 7, 9, 10, 11), or name: loss,
    /// theft, damage, renewal_expired, first_issue, renewal_expiring, data_change, early_renewal,
    /// defect, not_delivered.
    #[arg(long, value_parser = tariff::reason)]
    reason: Reason,
    /// Day of the request, YYYY-MM-DD [default: today].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<NaiveDate>,
    /// The comune's tariff, TOML or JSON [default: the usual figures].
    #[arg(long, value_name = "FILE")]
    tariff: Option<PathBuf>,
    /// Who issues the card.
    #[arg(long, value_enum, default_value_t = Issuer::Comune)]
    office: Issuer,
    /// Ground for paying less: register_of_the_poor, or the id of a class of the tariff.
    #[arg(long, value_name = "ID")]
    exemption: Option<String>,
    /// Expiry of the card that is replaced, for tariffs that look at it, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    previous_expires: Option<NaiveDate>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let tariff = match &options.tariff {
        Some(_) if options.office == Issuer::Consulate => return Err(no_tariff()),
        Some(path) => tariff::read(path)?,
        None => Tariff::default(),
    };
    let inquiry = Inquiry {
        reason: options.reason,
        on: input::day_or_today(options.on),
        office: match options.office {
            Issuer::Comune => Office::Comune(&tariff),
            Issuer::Consulate => Office::Consulate,
        },
        exemption: match options.exemption.as_deref() {
            None => Exemption::None,
            Some(REGISTER_OF_THE_POOR) => Exemption::RegisterOfThePoor,
            Some(class) => Exemption::Local(class),
        },
        previous_expires: options.previous_expires,
    };
    let quote = inquiry.quote()?;
    record(&quote, report);
    show(&quote, report);
    Ok(Status::Ok)
}

fn no_tariff() -> Failure {
    Failure::new(
        Status::Usage,
        "--tariff vale solo per i comuni: i consolati hanno la tariffa nazionale",
        "--tariff is for comuni only: consulates have the national fee",
    )
}

fn record(quote: &Quote, report: &mut Report) {
    let components: Vec<Value> = quote
        .lines
        .iter()
        .map(|line| json!({ "component": line.component, "cents": line.amount }))
        .collect();
    let rules: Vec<&str> = quote.rules.iter().map(|rule| rule.id).collect();
    report.record(&json!({ "cents": quote.total, "components": components, "rules": rules }));
}

fn show(quote: &Quote, report: &mut Report) {
    let lang = report.lang();
    let mut amounts: Vec<(String, String)> = quote
        .lines
        .iter()
        .map(|line| (component_name(line.component, lang), line.amount))
        .map(|(name, amount)| (name.to_owned(), amount.display(lang).to_string()))
        .collect();
    let total = quote.total.display(lang).to_string();
    amounts.push((text!(lang, "totale" / "total"), total));
    let width = amounts.iter().map(|(_, amount)| amount.len()).max();
    let width = width.unwrap_or(0);
    let rows: Vec<[String; 2]> = amounts
        .into_iter()
        .map(|(name, amount)| [name, format!("{amount:>width$}")])
        .collect();
    table::rows(report, &rows);
    let mut label = text!(lang, "regole" / "rules");
    let mut facts = Vec::new();
    for rule in &quote.rules {
        let line = format!("{} — {}", rule.id, rule.title.get(lang));
        facts.push((std::mem::take(&mut label), line));
    }
    table::facts(report, &facts);
}
