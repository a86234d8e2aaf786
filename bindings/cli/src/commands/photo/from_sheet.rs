//! `cie photo from-sheet`: the printed photograph on a scanned page.

use std::path::PathBuf;

use cie_devices::photo::{self, Picture, Requirements};
use cie_devices::sheet::{self, PAGE_BOUNDS, Placement};
use clap::Args;
use serde_json::json;

use super::{verdicts, write};
use crate::commands::input;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie photo from-sheet`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The page as scanned, JPEG or PNG; `-` reads it from standard input.
    #[arg(value_name = "PAGE")]
    page: PathBuf,
    /// The JPEG to write.
    #[arg(value_name = "OUT.jpg")]
    out: PathBuf,
    /// Resolution of the scan, in dots an inch.
    #[arg(long, value_name = "DPI", value_parser = clap::value_parser!(u32).range(50..=2400))]
    dpi: u32,
    /// The photograph's rectangle in pixels: left, top, width, height [default: it is looked for].
    #[arg(long, value_name = "X,Y,W,H", value_parser = rectangle, allow_hyphen_values = true)]
    at: Option<Placement>,
}

fn rectangle(text: &str) -> Result<Placement, &'static str> {
    let numbers: Result<Vec<f32>, _> = text.split(',').map(|n| n.trim().parse()).collect();
    match numbers.as_deref() {
        Ok([left, top, width, height]) => Ok(Placement::level(*left, *top, *width, *height)),
        _ => Err("X,Y,W,H"),
    }
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let file = input::read(&options.page, PAGE_BOUNDS.max_bytes as u64)?;
    let page = Picture::upright(&file, &PAGE_BOUNDS)?;
    let at = match options.at {
        Some(at) => at,
        None => sheet::find_photo(&page, options.dpi, &sheet::Policy::default())?,
    };
    let (requirements, policy) = (Requirements::default(), photo::Policy::default());
    let cut = sheet::photo(&page, &at, options.dpi, &requirements, &policy)?;
    write(&options.out, cut.bytes())?;
    let (width, height) = cut.size();
    let more = json!({
        "at": at,
        "width": width,
        "height": height,
        "dpi": cut.dpi(),
        "bytes": cut.bytes().len(),
    });
    Ok(verdicts(
        &photo::check(cut.bytes(), &requirements),
        more,
        report,
    ))
}
