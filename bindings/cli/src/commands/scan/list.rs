//! `cie scan list`: the scanners, or what one of them offers.

use std::time::Duration;

use clap::Args;
use serde_json::json;

use super::scanner::Choice;
use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie scan list`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    choice: Choice,
    /// Time to look for scanners, in seconds.
    #[arg(long, default_value_t = 30, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    match &options.choice.scanner {
        Some(name) => offers(options, name, report),
        None => all(Duration::from_secs(options.timeout), report),
    }
}

fn offers(options: &Options, name: &str, report: &mut Report) -> Result<Status, Failure> {
    let offers = options.choice.open(name)?.capabilities()?;
    let mut rows = Vec::new();
    for source in &offers.sources {
        let colours: Vec<&str> = source.colours.iter().map(|c| c.name()).collect();
        report.record(&json!({
            "scanner": name,
            "model": offers.model,
            "source": source.source.name(),
            "colours": colours,
            "dpi": source.resolutions.to_string(),
            "width_mm": source.width,
            "height_mm": source.height,
        }));
        rows.push([
            source.source.name().to_owned(),
            format!("{:.0} x {:.0} mm", source.width, source.height),
            colours.join(", "),
            format!("{} dpi", source.resolutions),
        ]);
    }
    report.line(&offers.model);
    table::rows(report, &rows);
    Ok(Status::Ok)
}

#[cfg(feature = "sane")]
fn all(limit: Duration, report: &mut Report) -> Result<Status, Failure> {
    use cie_devices::scanner::sane::SaneDevice;

    let devices = SaneDevice::list(limit)?;
    let mut rows = Vec::new();
    for device in &devices {
        report.record(&json!({
            "scanner": device.name,
            "vendor": device.vendor,
            "model": device.model,
            "kind": device.kind,
        }));
        rows.push([
            device.name.clone(),
            format!("{} {}", device.vendor, device.model),
            device.kind.clone(),
        ]);
    }
    table::rows(report, &rows);
    if devices.is_empty() {
        return Err(Failure::new(
            Status::Environment,
            "nessuno scanner trovato; uno scanner di rete si indica con --scanner http://INDIRIZZO/eSCL",
            "no scanner found; name a network scanner with --scanner http://ADDRESS/eSCL",
        ));
    }
    Ok(Status::Ok)
}

#[cfg(not(feature = "sane"))]
fn all(_: Duration, _: &mut Report) -> Result<Status, Failure> {
    Err(super::scanner::without("sane"))
}
