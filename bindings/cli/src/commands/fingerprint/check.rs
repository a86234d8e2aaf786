//! `cie fingerprint check`: what a file holds, and how good the print is.

use std::path::PathBuf;

use cie_devices::fingerprint::quality::{ClarityMeter, QualityMeter};
use cie_devices::fingerprint::session::SessionSettings;
use cie_devices::fingerprint::{MAX_PRINT_FILE, PrintFile};
use clap::Args;
use serde_json::json;

use super::shown;
use crate::commands::{input, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie fingerprint check`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// PNG, PGM, WSQ or ISO/IEC 19794-4 file; - for standard input.
    file: PathBuf,
    /// Resolution in pixels per inch, where the file states none.
    #[arg(long, default_value_t = 500, value_name = "PPI", value_parser = clap::value_parser!(u16).range(100..=2000))]
    ppi: u16,
    /// Least quality, from 0 to 100; below it the command ends with 1.
    #[arg(long, default_value_t = SessionSettings::default().least_quality, value_name = "QUALITY", value_parser = clap::value_parser!(u8).range(0..=100))]
    least: u8,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let bytes = input::read(&options.file, MAX_PRINT_FILE as u64)?;
    let read = PrintFile::read(&bytes, options.ppi)
        .map_err(|error| Failure::from(error).in_file(&options.file))?;
    let quality = ClarityMeter.measure(&read.print)?;
    let good = quality.score >= options.least;
    let finger = read.position.finger();
    report.record(&json!({
        "format": read.format.name(),
        "bytes": bytes.len(),
        "width": read.print.width(),
        "height": read.print.height(),
        "ppi": read.print.ppi(),
        "position": read.position.code(),
        "measure": ClarityMeter.name(),
        "quality": quality,
        "least": options.least,
        "good": good,
    }));
    let lang = report.lang();
    let print = &read.print;
    let mut facts = vec![
        (
            text!(lang, "formato" / "format"),
            text!(
                lang,
                "{}, {} byte" / "{}, {} bytes",
                read.format.name(),
                bytes.len()
            ),
        ),
        (
            text!(lang, "immagine" / "image"),
            format!(
                "{} x {} px, {} ppi",
                print.width(),
                print.height(),
                print.ppi()
            ),
        ),
        (
            text!(lang, "qualità" / "quality"),
            text!(
                lang,
                "{} su 100, minimo {}" / "{} of 100, at least {}",
                quality.score,
                options.least
            ),
        ),
        (
            text!(lang, "area" / "area"),
            format!("{:.0} mm²", quality.area),
        ),
        (
            text!(lang, "direzione, contrasto" / "direction, contrast"),
            format!("{:.2}, {:.2}", quality.certainty, quality.contrast),
        ),
    ];
    if let Some((hand, finger)) = finger {
        let name = text!(lang, "dito" / "finger");
        facts.push((name, shown::finger(hand, finger, lang)));
    }
    for advice in &quality.advice {
        let name = text!(lang, "consiglio" / "advice");
        facts.push((name, shown::advice(*advice).get(lang).to_owned()));
    }
    table::facts(report, &facts);
    Ok(if good { Status::Ok } else { Status::Findings })
}
