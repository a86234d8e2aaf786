//! `cie barcode read`: one reading, from wherever it comes.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cie_core::citizen::codice_fiscale::CodiceFiscale;
use cie_devices::barcode;
use cie_devices::barcode::reader::{
    Framing, Keyboard, Layout, SerialReader, Wedge, WedgeSettings, parse_key_events,
};
use clap::{ArgGroup, Args, ValueEnum};
use serde_json::json;

use crate::commands::input::read;
use crate::exit::{Failure, Status, input_failure};
use crate::report::Report;

/// Largest image, in bytes.
const MAX_IMAGE: u64 = 16 << 20;
/// Largest recording, in bytes.
const MAX_EVENTS: u64 = 65_536 * 24;

/// Options of `cie barcode read`.
#[derive(Args, Debug)]
#[command(group = ArgGroup::new("from").required(true).args(["image", "serial", "wedge", "events"]))]
pub(crate) struct Options {
    /// PNG or JPEG image of the card.
    #[arg(value_name = "IMAGE")]
    image: Option<PathBuf>,
    /// Reader on a serial line, such as /dev/ttyACM0.
    #[arg(long, value_name = "DEVICE")]
    serial: Option<PathBuf>,
    /// Reader that types like a keyboard: one line of standard input.
    #[arg(long)]
    wedge: bool,
    /// Key events of such a reader, recorded from /dev/input.
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    /// Layout of the keyboard in recorded events.
    #[arg(long, value_enum, default_value_t = Keys::It, requires = "events")]
    layout: Keys,
    /// Characters that the reader is set to send before each symbol.
    #[arg(
        long,
        default_value = "",
        value_name = "TEXT",
        hide_default_value = true
    )]
    prefix: String,
    /// Time for the reading of a serial line, in seconds.
    #[arg(long, default_value_t = 30, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
}

/// Layout of a keyboard.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Keys {
    /// Italian.
    It,
    /// United States.
    Us,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let framing = Framing {
        prefix: options.prefix.clone(),
        ..Framing::default()
    };
    let (source, code) = if let Some(image) = &options.image {
        (
            "image",
            barcode::decode(&read(image, MAX_IMAGE)?)?.verified()?,
        )
    } else if let Some(device) = &options.serial {
        (
            "serial",
            serial(device, framing, Duration::from_secs(options.timeout))?,
        )
    } else if let Some(file) = &options.events {
        ("events", events(file, framing, options.layout)?)
    } else {
        ("wedge", line(&framing)?)
    };
    report.record(&json!({
        "codice_fiscale": code.expose(),
        "omocode": code.is_omocode(),
        "source": source,
    }));
    report.show(code.expose());
    Ok(Status::Ok)
}

#[cfg(target_os = "linux")]
fn serial(device: &Path, framing: Framing, limit: Duration) -> Result<CodiceFiscale, Failure> {
    Ok(SerialReader::open(device, framing)?.read(limit)?)
}

#[cfg(not(target_os = "linux"))]
fn serial(device: &Path, framing: Framing, limit: Duration) -> Result<CodiceFiscale, Failure> {
    let line = std::fs::File::open(device).map_err(|e| input_failure(device, &e, "--serial"))?;
    Ok(SerialReader::new(line, framing)?.read(limit)?)
}

fn events(file: &Path, framing: Framing, layout: Keys) -> Result<CodiceFiscale, Failure> {
    let mut keyboard = Keyboard::new(match layout {
        Keys::It => Layout::Italian,
        Keys::Us => Layout::UnitedStates,
    });
    let mut wedge = Wedge::new(WedgeSettings {
        framing,
        ..WedgeSettings::default()
    });
    for event in parse_key_events(&read(file, MAX_EVENTS)?)? {
        let key = keyboard.event(&event);
        if let Some(reading) = key.and_then(|(key, at)| wedge.key(key, at)) {
            return Ok(reading?);
        }
    }
    Err(Failure::new(
        Status::Findings,
        "nessuna lettura completa negli eventi",
        "no complete reading in the events",
    ))
}

/// The first line of standard input. A terminal does not tell when its keys came, so this cannot
/// tell a reader from a person.
fn line(framing: &Framing) -> Result<CodiceFiscale, Failure> {
    let stdin = || Path::new("-");
    let mut line = Vec::new();
    for byte in std::io::stdin().lock().bytes().take(4096) {
        match byte.map_err(|e| input_failure(stdin(), &e, "--wedge"))? {
            b'\r' | b'\n' if line.is_empty() => {}
            b'\r' | b'\n' => break,
            byte => line.push(byte),
        }
    }
    Ok(framing.codice_fiscale(&String::from_utf8_lossy(&line))?)
}
