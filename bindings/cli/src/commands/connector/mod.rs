//! `cie connector`: the APR connector of a comune, seen from the workstation.

mod ask;
mod check;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie connector`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Grade a connector, ours or anybody's: operations, errors, encodings, repeats, hostile XML.
    Check(Box<check::Options>),
    /// Ask a connector for a citizen, as the workstation does.
    Ask(ask::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Check(options) => check::run(options, report),
        Command::Ask(options) => ask::run(options, report),
    }
}
