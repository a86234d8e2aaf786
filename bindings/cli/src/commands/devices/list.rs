//! `cie devices list`: what the file names, and what is plugged in.

use std::time::Duration;

use cie_devices::devices::{Devices, find};
use clap::Args;
use serde_json::json;

use super::{FileOption, shown};
use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie devices list`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    file: FileOption,
    /// Longest time for a device, in seconds.
    #[arg(long, default_value_t = 5, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    limit: u64,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let devices = options.file.load_if_there()?;
    let limit = Duration::from_secs(options.limit);
    let lang = report.lang();
    let outcomes = Devices::probe(devices.all(), limit);
    let mut rows = Vec::new();
    for (device, outcome) in devices.all().iter().zip(&outcomes) {
        let (state, said, record) = shown::outcome(device.as_ref(), outcome, lang);
        report.record(&record);
        let kind = device.kind().title().get(lang).to_owned();
        rows.push([device.name().to_owned(), kind, state, said]);
    }
    for found in find(limit) {
        let mut same = devices.all().iter();
        let named = same.any(|device| {
            device.answers_to(&found.name)
                || device
                    .node()
                    .is_some_and(|node| node.as_os_str() == found.name.as_str())
        });
        if named {
            continue;
        }
        let kind = found.kind();
        report.record(&json!({
            "device": null,
            "kind": kind,
            "driver": found.driver,
            "configured": false,
            "state": "found",
            "name": found.name,
        }));
        rows.push([
            "–".to_owned(),
            kind.title().get(lang).to_owned(),
            text!(
                lang,
                "collegato, non nel file" / "plugged in, not in the file"
            ),
            found.name,
        ]);
    }
    if rows.is_empty() {
        report.warn(&text!(
            lang,
            "nessun dispositivo nel file, nessuno collegato"
                / "no device in the file, none plugged in"
        ));
    }
    table::rows(report, &rows);
    Ok(Status::Ok)
}
