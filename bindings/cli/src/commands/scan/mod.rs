//! `cie scan`: document scanners.

mod list;
mod page;
mod scanner;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie scan`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the scanners that SANE finds, or say what one scanner offers.
    List(list::Options),
    /// Scan a page, or the pages of the feeder, to PNG files.
    Page(page::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::List(options) => list::run(options, report),
        Command::Page(options) => page::run(options, report),
    }
}
