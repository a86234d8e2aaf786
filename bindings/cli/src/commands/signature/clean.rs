//! `cie signature clean`: ink on paper to black and white.

use std::path::PathBuf;

use cie_devices::signature::{Policy, Requirements, clean};
use clap::Args;
use serde_json::json;

use crate::commands::{input, photo};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Longest image that is read, in bytes.
const MAX_IMAGE: u64 = 16 << 20;

/// Options of `cie signature clean`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The image of the signature, JPEG or PNG; `-` reads it from standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The PNG to write.
    #[arg(value_name = "OUT.png")]
    out: PathBuf,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let file = input::read(&options.file, MAX_IMAGE)?;
    let cleaned = clean(&file, &Requirements::default(), &Policy::default())?;
    photo::write(&options.out, cleaned.bytes())?;
    let (width, height) = cleaned.size();
    let more = json!({ "width": width, "height": height, "bytes": cleaned.bytes().len() });
    Ok(photo::verdicts(cleaned.report(), more, report))
}
