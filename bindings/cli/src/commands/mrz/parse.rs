//! `cie mrz parse`: reads a zone.

use std::path::Path;

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::document::mrz::Td1;
use cie_core::redact::Personal;
use clap::Args;
use serde_json::json;

use crate::commands::{input, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Longer than any zone with its line ends.
const MAX_LEN: u64 = 256;

/// Options of `cie mrz parse`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The three lines of 30 characters, each in quotes, or all 90 together; `-` reads them from
    /// standard input.
    #[arg(required = true, num_args = 1..=3, value_name = "LINE")]
    lines: Vec<Personal<String>>,
    /// Day near which the dates are: their century is not written, YYYY-MM-DD [default: today].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<NaiveDate>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let lines: Vec<&str> = options.lines.iter().map(|l| l.expose().as_str()).collect();
    let zone = match lines.as_slice() {
        ["-"] => Td1::parse(&input::read(Path::new("-"), MAX_LEN)?)?,
        lines => Td1::parse(lines.join("\n").as_bytes())?,
    };
    let on = input::day_or_today(options.on);
    let born = zone.birth().map(|date| date.birth(on)).transpose()?;
    let expires = zone.expiry().map(|date| date.expiry(on)).transpose()?;
    let cie = zone.cie_serial().is_ok();
    let born = born.map_or_else(String::new, |date| date.to_string());
    let expires = expires.map(|date| date.to_string());
    report.record(&json!({
        "document_code": zone.document_code(),
        "issuer": zone.issuer(),
        "document_number": zone.document_number(),
        "is_cie": cie,
        "born": born,
        "sex": zone.sex(),
        "expires": expires.as_deref().unwrap_or("unlimited"),
        "nationality": zone.nationality(),
        "surname": zone.surname(),
        "name": zone.given_names(),
        "names_maybe_truncated": zone.maybe_truncated(),
    }));
    show(&zone, born, expires, report);
    Ok(Status::Ok)
}

fn show(zone: &Td1, born: String, expires: Option<String>, report: &mut Report) {
    let lang = report.lang();
    let never = || text!(lang, "mai (illimitata)" / "never (unlimited)");
    let number = zone.document_number();
    let document = match zone.cie_serial() {
        Ok(_) => format!("{number} (CIE)"),
        Err(_) => {
            let (code, issuer) = (zone.document_code(), zone.issuer());
            text!(
                lang,
                "{number} ({code}, {issuer}: non è una CIE)"
                    / "{number} ({code}, {issuer}: not a CIE)"
            )
        }
    };
    let mut facts = vec![
        (text!(lang, "documento" / "document"), document),
        (text!(lang, "cognome" / "surname"), zone.surname()),
        (text!(lang, "nome" / "name"), zone.given_names()),
        (text!(lang, "nascita" / "born"), born),
        (text!(lang, "sesso" / "sex"), zone.sex().letter().to_owned()),
        (
            text!(lang, "cittadinanza" / "nationality"),
            zone.nationality().to_owned(),
        ),
        (
            text!(lang, "scade" / "expires"),
            expires.unwrap_or_else(never),
        ),
    ];
    if zone.maybe_truncated() {
        facts.push((
            text!(lang, "nota" / "note"),
            text!(
                lang,
                "cognome o nome possono essere abbreviati" / "the names may have been shortened"
            ),
        ));
    }
    table::facts(report, &facts);
}
