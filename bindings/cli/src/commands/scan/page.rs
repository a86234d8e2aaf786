//! `cie scan page`: a page to a file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use cie_core::error::Coded;
use cie_devices::scanner::{Area, Colour, NobodyWatching, ScanSettings, Source};
use clap::{Args, ValueEnum};
use serde_json::json;

use super::scanner::Choice;
use crate::exit::{Failure, Status, io_failure};
use crate::report::Report;

/// Options of `cie scan page`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    choice: Choice,
    /// PNG file to write; from the second page on, with the number in its name.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Dots an inch.
    #[arg(long, default_value_t = 400, value_name = "DPI", value_parser = clap::value_parser!(u32).range(1..=2400))]
    dpi: u32,
    /// Colours.
    #[arg(long, value_enum, default_value_t = Mode::Colour)]
    mode: Mode,
    /// Where the paper is.
    #[arg(long, value_enum, default_value_t = Place::Flatbed)]
    source: Place,
    /// Part of the page in mm: LEFT,TOP,WIDTH,HEIGHT [default: the whole page].
    #[arg(long, value_name = "MM", value_parser = area)]
    area: Option<Area>,
    /// Most pages to take from the feeder.
    #[arg(long, default_value_t = 50, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=500))]
    pages: u32,
    /// Time for all of it, in seconds.
    #[arg(long, default_value_t = 120, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
}

/// Colours of a scan.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Mode {
    /// Black and white.
    Bilevel,
    /// Gray.
    Gray,
    /// Colour.
    Colour,
}

/// Where the paper is.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Place {
    /// On the glass.
    Flatbed,
    /// In the feeder, one side.
    Feeder,
    /// In the feeder, both sides.
    FeederDuplex,
}

fn area(text: &str) -> Result<Area, &'static str> {
    let numbers: Result<Vec<f64>, _> = text.split(',').map(str::parse).collect();
    match numbers.as_deref() {
        Ok([left, top, width, height]) => Ok(Area::new(*left, *top, *width, *height)),
        _ => Err("LEFT,TOP,WIDTH,HEIGHT"),
    }
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let name = options.choice.scanner.as_deref().ok_or_else(|| {
        Failure::new(
            Status::Usage,
            "indicare lo scanner con --scanner; 'cie scan list' elenca quelli trovati",
            "name the scanner with --scanner; 'cie scan list' lists those found",
        )
    })?;
    let settings = ScanSettings {
        source: match options.source {
            Place::Flatbed => Source::Flatbed,
            Place::Feeder => Source::Feeder,
            Place::FeederDuplex => Source::FeederDuplex,
        },
        dpi: options.dpi,
        colour: match options.mode {
            Mode::Bilevel => Colour::Bilevel,
            Mode::Gray => Colour::Gray,
            Mode::Colour => Colour::Rgb,
        },
        area: options.area,
        max_pages: options.pages,
        limit: Duration::from_secs(options.timeout),
    };
    let mut scanner = options.choice.open(name)?;
    let scanned = scanner.scan(settings, Arc::new(NobodyWatching))?;
    for (page, number) in scanned.pages.iter().zip(1_u32..) {
        let path = numbered(&options.out, number);
        fs::write(&path, page.to_png()?).map_err(|error| io_failure(&path, &error))?;
        let shown = path.display().to_string();
        report.record(&json!({
            "page": number,
            "file": shown,
            "width": page.width(),
            "height": page.height(),
            "dpi": page.dpi(),
        }));
        let (width, height, dpi) = (page.width(), page.height(), page.dpi());
        report.show(&format!("{shown}: {width} x {height}, {dpi} dpi"));
    }
    match scanned.stopped_by {
        None => Ok(Status::Ok),
        Some(error) => {
            let code = error.info().id;
            report.line(&format!("{code} {}", error.message(report.lang())));
            Err(error.into())
        }
    }
}

/// `sheet.png`, `sheet-2.png`, `sheet-3.png`.
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or("png".as_ref()).to_string_lossy();
    path.with_file_name(format!("{stem}-{number}.{ending}"))
}
