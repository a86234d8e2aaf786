//! `cie mrz`: the machine readable zone.

mod make;
mod parse;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie mrz`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read the three lines and check their digits.
    Parse(parse::Options),
    /// Write the three lines of a card.
    Make(make::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Parse(options) => parse::run(options, report),
        Command::Make(options) => make::run(options, report),
    }
}
