//! `cie office letter`: asking for a later installation.

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::office::{Period, Postponement};
use cie_core::redact::Personal;
use clap::Args;

use super::paper;
use super::site::Site;
use crate::commands::input;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie office letter`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    site: Site,
    /// Why the installation cannot be made in the period assigned.
    #[arg(long, value_name = "TEXT")]
    reasons: String,
    /// First day of the period wanted instead, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    new_from: NaiveDate,
    /// Last day of the period wanted instead, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    new_to: NaiveDate,
    /// Name and surname of the mayor, who signs.
    #[arg(long, value_name = "NAME", value_parser = input::personal)]
    mayor: Personal<String>,
    /// Day on which it is sent, YYYY-MM-DD [default: today].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<NaiveDate>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let request = Postponement {
        reasons: options.reasons.clone(),
        new_period: Period::new(options.new_from, options.new_to)?,
        mayor: options.mayor.clone(),
    };
    let on = input::day_or_today(options.on);
    let plan = options.site.plan()?;
    paper::show(
        &plan.postponement_letter(&request, on, report.lang())?,
        report,
    );
    Ok(Status::Ok)
}
