//! `cie office`: the roll-out of an office that issues cards.

mod agenda;
mod endpoints;
mod letter;
mod paper;
mod plan;
mod site;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie office`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The days by which everything is due, role by role, and what is late.
    Plan(plan::Options),
    /// The letter that asks the Ministry for a later installation.
    Letter(letter::Options),
    /// The e-mail that asks for the credentials of Agenda CIE.
    Agenda(agenda::Options),
    /// What the workstations must reach on the network; no connection is tried.
    Endpoints,
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Plan(options) => plan::run(options, report),
        Command::Letter(options) => letter::run(options, report),
        Command::Agenda(options) => agenda::run(options, report),
        Command::Endpoints => endpoints::run(report),
    }
}
