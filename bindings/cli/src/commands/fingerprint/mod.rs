//! `cie fingerprint`: prints in files, and prints from a scanner.

mod capture;
mod check;
mod convert;
mod desk;
mod scanner;
mod shown;
mod store;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie fingerprint`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what a file with a fingerprint holds, and how good the print is.
    Check(check::Options),
    /// Convert a fingerprint between PNG, PGM, WSQ and ISO/IEC 19794-4.
    Convert(convert::Options),
    /// Take the two prints of a card from a scanner, as the rule asks for them.
    Capture(capture::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Check(options) => check::run(options, report),
        Command::Convert(options) => convert::run(options, report),
        Command::Capture(options) => capture::run(options, report),
    }
}
