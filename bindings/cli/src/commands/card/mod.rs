//! `cie card`: an issued card, in a reader or simulated.

mod insert;
mod key;
mod list;
mod look;
mod output;
mod pin;
mod read;
mod request;
mod shown;
mod simulate;
mod source;
mod trust;
mod verify;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie card`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the readers and what they hold.
    List,
    /// Read a card and say what it holds and what of it is genuine.
    Read(read::Options),
    /// Verify a card, and compare it with the request it answers.
    Verify(verify::Options),
    /// Make a SIMULATED card from a request, as a file that the other commands read.
    Simulate(simulate::Options),
    /// Put a SIMULATED card into a virtual reader of this workstation, until Ctrl-C: any program
    /// can read it then.
    Insert(insert::Options),
    /// PIN and PUK of a card.
    #[command(subcommand)]
    Pin(pin::Command),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::List => list::run(report),
        Command::Read(options) => read::run(options, report),
        Command::Verify(options) => verify::run(options, report),
        Command::Simulate(options) => simulate::run(options, report),
        Command::Insert(options) => insert::run(options, report),
        Command::Pin(command) => pin::run(command, report),
    }
}
