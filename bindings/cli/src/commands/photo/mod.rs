//! `cie photo`: the holder's photograph.

mod check;
mod face;
mod fit;
mod from_sheet;
mod shown;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

pub(super) use shown::{verdicts, write};

/// Longest photograph file that is read, in bytes.
const MAX_PHOTO: u64 = 16 << 20;

/// The commands of `cie photo`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check a photograph: file, exposure, focus, background, face.
    Check(check::Options),
    /// Crop a photograph around the face to the required measures and size.
    Fit(fit::Options),
    /// Cut a printed photograph out of a scanned page.
    FromSheet(from_sheet::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Check(options) => check::run(options, report),
        Command::Fit(options) => fit::run(options, report),
        Command::FromSheet(options) => from_sheet::run(options, report),
    }
}
