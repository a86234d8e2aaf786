//! `cie office agenda`: asking for the credentials of Agenda CIE.

use cie_core::office::agenda_request;
use clap::Args;

use super::paper;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie office agenda`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Name of the comune, without "Comune di".
    #[arg(long, value_name = "NAME")]
    comune: String,
    /// How many offices join; one set of credentials each.
    #[arg(long, value_name = "N")]
    offices: u32,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let request = agenda_request(&options.comune, options.offices, report.lang())?;
    paper::show(&request, report);
    Ok(Status::Ok)
}
