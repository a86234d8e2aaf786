//! `cie profile`: the wires that a connector can speak.

mod check;
mod explain;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie profile`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check a profile; what is wrong is told with its line.
    Check(check::Options),
    /// Show every message of a profile: a sample, and each field with path, kind and whether it is
    /// required.
    Explain(explain::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Check(options) => check::run(options, report),
        Command::Explain(options) => explain::run(options, report),
    }
}
