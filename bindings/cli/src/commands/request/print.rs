//! `cie request print`: the summary that the citizen checks and signs.

use std::path::PathBuf;

use cie_core::request::CardRequest;
use cie_devices::print::{Frame, RequestForm};
use clap::Args;
use serde_json::json;

use crate::commands::paper;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie request print`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The request, as JSON; `-` reads it from standard input.
    file: PathBuf,
    /// File of the summary (PDF/A); replaced if it is there.
    #[arg(long, value_name = "FILE")]
    pdf: PathBuf,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let request = super::read(&options.file)?;
    let number = request.number.clone();
    let simulated = is_simulated(&request);
    let form = RequestForm {
        frame: Frame {
            office: request.office.name.clone(),
            simulated,
            ..paper::frame(report.lang())
        },
        request,
    };
    paper::write(&options.pdf, &form.to_pdf()?, report)?;
    let pdf = options.pdf.display().to_string();
    report.record(&json!({ "request": number, "pdf": pdf, "simulated": simulated }));
    Ok(Status::Ok)
}

/// Whether anything in it was made by a simulator: the paper says so then.
fn is_simulated(request: &CardRequest) -> bool {
    let taken = &request.biometrics;
    let prints = taken.fingerprints.iter().map(|print| &print.image);
    let all = prints.chain(&taken.photo).chain(&taken.signature);
    all.into_iter().any(|media| media.about.simulated)
}
