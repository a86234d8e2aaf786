//! `cie mrz make`: writes a zone.

use cie_core::citizen::Sex;
use cie_core::date::{PartialDate, parse_date};
use cie_core::document::mrz::{Td1, Td1Fields};
use cie_core::document::{Expiry, Serial};
use cie_core::redact::Personal;
use clap::Args;
use serde_json::json;

use crate::commands::input;
use crate::commands::policy::{Setting, choose};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie mrz make`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Serial of the card, such as CA00000AA.
    #[arg(long)]
    serial: Serial,
    /// Date of birth, YYYY-MM-DD; YYYY-MM or YYYY if incomplete.
    #[arg(long, value_name = "DATE")]
    born: PartialDate,
    /// Sex: M, F, or N if not stated.
    #[arg(long, value_parser = input::sex)]
    sex: Sex,
    /// Date of expiry, YYYY-MM-DD, or `unlimited`.
    #[arg(long, value_name = "DATE", value_parser = expiry)]
    expires: Expiry,
    /// Nationality, the ICAO code.
    #[arg(long, default_value = "ITA", value_name = "CODE")]
    nationality: String,
    /// Surname; leave it out for who has none.
    #[arg(long, default_value = "", hide_default_value = true)]
    surname: Personal<String>,
    /// Given names; leave them out for who has none.
    #[arg(long, default_value = "", hide_default_value = true)]
    name: Personal<String>,
    /// What ICAO leaves open: umlauts=digraph|base, truncation=cut|initials. May be repeated.
    #[arg(long, value_name = "KEY=VALUE")]
    policy: Vec<Setting>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let fields = Td1Fields {
        serial: &options.serial,
        born: options.born,
        sex: options.sex,
        expires: options.expires,
        nationality: &options.nationality,
        surname: Personal::new(options.surname.expose()),
        given: Personal::new(options.name.expose()),
    };
    let zone = Td1::make(&fields, choose(&options.policy)?)?;
    let text = zone.to_lines();
    let lines: Vec<&str> = text.lines().collect();
    report.record(&json!({ "lines": lines }));
    report.show(&text);
    Ok(Status::Ok)
}

fn expiry(text: &str) -> Result<Expiry, cie_core::Error> {
    if text == "unlimited" {
        return Ok(Expiry::Unlimited);
    }
    parse_date(text).map(Expiry::On)
}
