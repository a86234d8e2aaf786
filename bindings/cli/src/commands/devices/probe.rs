//! `cie devices test`: a real exchange with each device.

use std::sync::Arc;
use std::time::Duration;

use cie_devices::devices::{Device, Devices};
use clap::Args;

use super::{FileOption, shown};
use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie devices test`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Names of devices [default: all of the file].
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    #[command(flatten)]
    file: FileOption,
    /// Longest time for a device, in seconds.
    #[arg(long, default_value_t = 10, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    limit: u64,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let devices = options.file.load()?;
    let chosen: Vec<Arc<dyn Device>> = match options.names.as_slice() {
        [] => devices.all().to_vec(),
        names => names
            .iter()
            .map(|name| devices.named(name).cloned())
            .collect::<Result<_, _>>()?,
    };
    let lang = report.lang();
    let outcomes = Devices::probe(&chosen, Duration::from_secs(options.limit));
    let (mut rows, mut status) = (Vec::new(), Status::Ok);
    for (device, outcome) in chosen.iter().zip(&outcomes) {
        if outcome.is_err() {
            status = Status::Findings;
        }
        let (state, said, record) = shown::outcome(device.as_ref(), outcome, lang);
        report.record(&record);
        rows.push([device.name().to_owned(), state, said]);
    }
    table::rows(report, &rows);
    if rows.is_empty() {
        report.warn(&text!(
            lang,
            "il file non nomina dispositivi" / "the file names no devices"
        ));
    }
    Ok(status)
}
