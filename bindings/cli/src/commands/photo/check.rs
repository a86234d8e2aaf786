//! `cie photo check`: verdicts on a photograph, and a picture of what is wrong.

use std::path::PathBuf;

use cie_devices::photo::{FaceLocator, Policy, Requirements, examine};
use clap::Args;
use serde_json::json;

use super::face::{FaceOption, parse};
use super::{MAX_PHOTO, verdicts, write};
use crate::commands::input;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie photo check`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The photograph; `-` reads it from standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where the face is: `auto` looks for it, `none` leaves it to the eye; or the marks in pixels,
    /// both eyes, chin and, if known, crown: X,Y,X,Y,X,Y[,X,Y].
    #[arg(long, value_name = "FACE", default_value = "auto", value_parser = parse, allow_hyphen_values = true)]
    face: FaceOption,
    /// Also draw what is wrong over the photograph, as PNG.
    #[arg(long, value_name = "OUT.png")]
    overlay: Option<PathBuf>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let file = input::read(&options.file, MAX_PHOTO)?;
    let mut locator = options.face.locator()?;
    let locator = locator
        .as_mut()
        .map(|found| &mut **found as &mut dyn FaceLocator);
    let seen = examine(&file, &Requirements::default(), &Policy::default(), locator);
    if let Some(path) = &options.overlay {
        write(path, &seen.overlay()?)?;
    }
    let more = json!({ "faces": seen.faces(), "uneven": seen.faulty() });
    Ok(verdicts(seen.report(), more, report))
}
