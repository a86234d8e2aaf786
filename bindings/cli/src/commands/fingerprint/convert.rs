//! `cie fingerprint convert`: one format to another.

use std::fs;
use std::path::PathBuf;

use cie_core::request::{Finger, Hand};
use cie_devices::fingerprint::wsq::BitRate;
use cie_devices::fingerprint::{FingerPosition, MAX_PRINT_FILE, PrintFile, PrintFormat};
use clap::Args;
use serde_json::json;

use crate::commands::input;
use crate::exit::{Failure, Status, io_failure};
use crate::report::Report;

/// Options of `cie fingerprint convert`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// PNG, PGM, WSQ or ISO/IEC 19794-4 file; - for standard input.
    from: PathBuf,
    /// File to write, by its ending: .png, .pgm, .wsq, or .fir for ISO/IEC 19794-4.
    to: PathBuf,
    /// Resolution in pixels per inch, where the file states none.
    #[arg(long, default_value_t = 500, value_name = "PPI", value_parser = clap::value_parser!(u16).range(100..=2000))]
    ppi: u16,
    /// Bits a pixel of WSQ, 0.1 to 5 [default: 0.75, about 15 to 1].
    #[arg(long, value_name = "BITS")]
    rate: Option<f64>,
    /// Hand, for ISO/IEC 19794-4: right, left.
    #[arg(long, value_name = "HAND", requires = "finger", value_parser = input::named::<Hand>)]
    hand: Option<Hand>,
    /// Finger, for ISO/IEC 19794-4: index, middle, ring, thumb.
    #[arg(long, value_name = "FINGER", requires = "hand", value_parser = input::named::<Finger>)]
    finger: Option<Finger>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let ending = options.to.extension().and_then(|ending| ending.to_str());
    let format = ending.and_then(PrintFormat::from_ending).ok_or_else(|| {
        Failure::new(
            Status::Usage,
            "il nome del file da scrivere deve finire con .png, .pgm, .wsq o .fir",
            "the name of the file to write must end with .png, .pgm, .wsq or .fir",
        )
    })?;
    let rate = options.rate.map_or(Ok(BitRate::USUAL), BitRate::new)?;
    let bytes = input::read(&options.from, MAX_PRINT_FILE as u64)?;
    let mut file = PrintFile::read(&bytes, options.ppi)
        .map_err(|error| Failure::from(error).in_file(&options.from))?;
    if let (Some(hand), Some(finger)) = (options.hand, options.finger) {
        file.position = FingerPosition::of(hand, finger);
    }
    let written = file.write(format, rate)?;
    fs::write(&options.to, &written).map_err(|error| io_failure(&options.to, &error))?;
    report.record(&json!({
        "from": file.format.name(),
        "to": format.name(),
        "width": file.print.width(),
        "height": file.print.height(),
        "ppi": file.print.ppi(),
        "position": file.position.code(),
        "bytes": written.len(),
    }));
    let (from, to, bytes) = (file.format.name(), format.name(), written.len());
    let lang = report.lang();
    report.show(&text!(
        lang,
        "  {from} → {to}, {bytes} byte" / "  {from} → {to}, {bytes} bytes"
    ));
    Ok(Status::Ok)
}
