//! `cie barcode`: the codice fiscale by barcode.

mod read;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie barcode`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read the codice fiscale from an image, from a reader, or from recorded keys.
    Read(read::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Read(options) => read::run(options, report),
    }
}
