//! `cie registry`: the population registry of a comune.

mod check;
mod import;
mod meter;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie registry`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Import the comune's CSV file into a store. An import that was interrupted goes on where it
    /// stopped when it is run again.
    Import(Box<import::Options>),
    /// Check a mapping of a vendor's own tables against the real database.
    Check(check::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Import(options) => import::run(options, report),
        Command::Check(options) => check::run(options, report),
    }
}
