//! `cie signature`: the holder's handwritten signature.

mod clean;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie signature`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Turn a photograph or scan of a signature into a small black and white PNG.
    Clean(clean::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Clean(options) => clean::run(options, report),
    }
}
