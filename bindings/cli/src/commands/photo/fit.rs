//! `cie photo fit`: a photograph cropped and encoded to the requirements.

use std::path::PathBuf;

use cie_devices::photo::{MarkedFace, Policy, Requirements, examine, fit};
use clap::Args;
use serde_json::json;

use super::face::{FaceOption, needed, parse};
use super::{MAX_PHOTO, verdicts, write};
use crate::commands::input;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie photo fit`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The photograph, JPEG or PNG; `-` reads it from standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The JPEG to write.
    #[arg(value_name = "OUT.jpg")]
    out: PathBuf,
    /// Where the face is: `auto` looks for it; or the marks in pixels, both eyes and chin, as
    /// X,Y,X,Y,X,Y, and the crown if known, X,Y more.
    #[arg(long, value_name = "FACE", default_value = "auto", value_parser = parse, allow_hyphen_values = true)]
    face: FaceOption,
    /// The model with which `auto` looks: seeta_fd_frontal_v1.0.bin (docs/photo.md). Without it the
    /// face is left to the eye.
    #[arg(long, value_name = "FILE")]
    face_model: Option<PathBuf>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let file = input::read(&options.file, MAX_PHOTO)?;
    let (requirements, policy) = (Requirements::default(), Policy::default());
    let mut locator = options
        .face
        .locator(options.face_model.as_deref())?
        .ok_or_else(needed)?;
    let fitted = fit(&file, &mut *locator, &requirements, &policy)?;
    write(&options.out, fitted.bytes())?;
    let mut face = fitted.face().copied().map(MarkedFace);
    let face = face.as_mut().map(|marks| marks as _);
    let seen = examine(fitted.bytes(), &requirements, &policy, face);
    let (width, height) = fitted.size();
    let more = json!({
        "width": width,
        "height": height,
        "dpi": fitted.dpi(),
        "quality": fitted.quality(),
        "bytes": fitted.bytes().len(),
        "faces": seen.faces(),
    });
    Ok(verdicts(seen.report(), more, report))
}
