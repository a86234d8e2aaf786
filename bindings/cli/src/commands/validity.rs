//! `cie validity`: for how long a card holds.

use chrono::NaiveDate;
use cie_core::date::{PartialDate, parse_date};
use cie_core::document::{Applicant, Circumstances, Expiry, Fingerprints, Validity, validity};
use cie_core::rule::Rule;
use clap::Args;
use serde_json::json;

use super::policy::{Setting, choose};
use super::{input, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie validity`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Date of birth, YYYY-MM-DD; YYYY-MM or YYYY if incomplete.
    #[arg(long, value_name = "DATE")]
    born: PartialDate,
    /// Day of the request, YYYY-MM-DD [default: today].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    requested: Option<NaiveDate>,
    /// What became of the fingerprints: regular, temporarily_impossible, permanently_impossible.
    #[arg(long, value_name = "CASE", default_value = "regular", hide_default_value = true,
        value_parser = input::named::<Fingerprints>)]
    fingerprints: Fingerprints,
    /// Who asks: ordinary, asylum_seeker.
    #[arg(long, value_name = "WHO", default_value = "ordinary", hide_default_value = true,
        value_parser = input::named::<Applicant>)]
    applicant: Applicant,
    /// Where the law is silent: on_birthday, leap_day, asylum_term, incomplete_birth; the choices
    /// are explained by `cie rules list --policies`. May be repeated.
    #[arg(long, value_name = "KEY=VALUE")]
    policy: Vec<Setting>,
}

pub(crate) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let requested = input::day_or_today(options.requested);
    let circumstances = Circumstances {
        fingerprints: options.fingerprints,
        applicant: options.applicant,
    };
    let policy = choose(&options.policy)?;
    let found = validity(options.born, requested, circumstances, &policy)?;
    let ids: Vec<&str> = found.rules.iter().map(|rule| rule.id).collect();
    report.record(&json!({
        "expires": expires_text(found.expires, "unlimited"),
        "renewable_from": found.renewable_from,
        "rule": deciding(&found).map(|rule| rule.id),
        "rules": ids,
    }));
    show(&found, report);
    Ok(Status::Ok)
}

/// The rule that sets the date: the first one that is more than an age band.
fn deciding(found: &Validity) -> Option<&'static Rule> {
    let mut rules = found.rules.iter().copied();
    rules.find(|rule| !rule.id.starts_with("validity.band."))
}

fn expires_text(expires: Expiry, unlimited: &str) -> String {
    expires
        .date()
        .map_or_else(|| unlimited.to_owned(), |date| date.to_string())
}

fn show(found: &Validity, report: &mut Report) {
    let lang = report.lang();
    let unlimited = text!(lang, "mai (illimitata)" / "never (unlimited)");
    let mut facts = vec![
        (
            text!(lang, "scade" / "expires"),
            expires_text(found.expires, &unlimited),
        ),
        (
            text!(lang, "rinnovabile dal" / "renewable from"),
            found.renewable_from.to_string(),
        ),
    ];
    let mut label = text!(lang, "regole" / "rules");
    for rule in &found.rules {
        let line = format!("{} — {}", rule.id, rule.title.get(lang));
        facts.push((std::mem::take(&mut label), line));
    }
    table::facts(report, &facts);
}
