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
    /// both eyes and chin, as X,Y,X,Y,X,Y, and the crown if known, X,Y more.
    #[arg(long, value_name = "FACE", default_value = "auto", value_parser = parse, allow_hyphen_values = true)]
    face: FaceOption,
    /// The model with which `auto` looks: seeta_fd_frontal_v1.0.bin (docs/photo.md). Without it the
    /// face is left to the eye.
    #[arg(long, value_name = "FILE")]
    face_model: Option<PathBuf>,
    /// Also draw what is wrong over the photograph, as PNG.
    #[arg(long, value_name = "OUT.png")]
    overlay: Option<PathBuf>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let file = input::read(&options.file, MAX_PHOTO)?;
    let mut locator = options.face.locator(options.face_model.as_deref())?;
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
