//! `cie sco report`: what an office has, what it lacks, what expires.

use std::fmt::Display;
use std::path::PathBuf;

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::sco::{Expiring, Inventory, Report as Found};
use clap::Args;
use serde_json::{Value, json};

use super::{file, shown};
use crate::commands::{input, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie sco report`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The inventory, as JSON; `-` reads it from standard input.
    file: PathBuf,
    /// Day on which it is seen, YYYY-MM-DD [default: today].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<NaiveDate>,
    /// How many days ahead a card is said to expire.
    #[arg(long, value_name = "DAYS", default_value_t = 60)]
    within: u32,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let inventory = file::open(&options.file)?.inventory;
    let on = input::day_or_today(options.on);
    let found = inventory.report(on, options.within);
    let lacks = lacks(&found, report);
    record(&inventory, &found, options.within, lacks.len(), report);
    show(&inventory, &found, &lacks, report);
    Ok(if lacks.is_empty() {
        Status::Ok
    } else {
        Status::Findings
    })
}

/// What is missing or about to be: a name and whom or which cards it concerns.
fn lacks(found: &Found, report: &Report) -> Vec<(String, String)> {
    let lang = report.lang();
    let mut lacks = Vec::new();
    let mut add = |name: String, what: String| {
        if !what.is_empty() {
            lacks.push((name, what));
        }
    };
    if found.lacks_security_officer {
        add(
            text!(lang, "Security Officer" / "Security Officer"),
            text!(lang, "nessuno in servizio" / "none in service"),
        );
    }
    add(
        text!(lang, "senza master password" / "without master password"),
        joined(&found.security_officers_without_master_password),
    );
    add(
        text!(lang, "ufficiali senza carta" / "officers without a card"),
        joined(&found.officers_without_card),
    );
    if found.cards_to_request > 0 {
        add(
            text!(lang, "carte da chiedere" / "cards to ask for"),
            found.cards_to_request.to_string(),
        );
    }
    add(
        text!(lang, "da far revocare" / "to be revoked"),
        joined(&found.to_revoke),
    );
    add(
        text!(lang, "oltre la scadenza" / "past expiry"),
        dated(&found.past_expiry),
    );
    add(
        text!(lang, "in scadenza" / "expiring"),
        dated(&found.expiring),
    );
    add(
        text!(lang, "scadenza non rilevata" / "expiry not read"),
        joined(&found.expiry_unknown),
    );
    lacks
}

fn joined<T: Display>(labels: &[T]) -> String {
    let labels: Vec<String> = labels.iter().map(T::to_string).collect();
    labels.join(", ")
}

fn dated(cards: &[Expiring]) -> String {
    let dated = |one: &Expiring| format!("{} ({})", one.card, one.expires);
    cards.iter().map(dated).collect::<Vec<_>>().join(", ")
}

fn record(inventory: &Inventory, found: &Found, within: u32, lacks: usize, report: &mut Report) {
    let mut object = json!(found);
    if let Value::Object(members) = &mut object {
        members.insert("office".to_owned(), json!(inventory.office()));
        members.insert("within_days".to_owned(), json!(within));
        members.insert("findings".to_owned(), json!(lacks));
    }
    report.record(&object);
}

fn show(inventory: &Inventory, found: &Found, lacks: &[(String, String)], report: &mut Report) {
    let lang = report.lang();
    let (office, on) = (inventory.office(), found.on);
    report.show(&text!(
        lang,
        "Sede {office}, situazione al {on}" / "Office {office}, as of {on}"
    ));
    let counts: Vec<String> = found
        .counts
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(state, count)| format!("{} {count}", shown::state(*state, lang)))
        .collect();
    let counts = match counts.is_empty() {
        true => text!(lang, "nessuna" / "none"),
        false => counts.join(", "),
    };
    let mut facts = vec![(text!(lang, "carte" / "cards"), counts)];
    facts.extend_from_slice(lacks);
    table::facts(report, &facts);
    let end = match lacks.is_empty() {
        true => text!(lang, "non manca nulla" / "nothing is missing"),
        false => text!(
            lang,
            "da sistemare: {}" / "to be put right: {}",
            lacks.len()
        ),
    };
    report.line(&end);
}
