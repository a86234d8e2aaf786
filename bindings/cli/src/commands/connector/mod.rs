//! `cie connector`: the APR connector of a comune: set it up, serve it, ask it, grade it.

mod ask;
mod check;
mod init;
mod replay;
mod serve;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie connector`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Ask the parameters of circular 8/2017 and write apr.toml.
    Init(Box<init::Options>),
    /// Serve a comune's registry, or those of a folder of comuni, as apr.toml says.
    Serve(serve::Options),
    /// Send a stored request again and compare its answer with the stored one.
    Replay(replay::Options),
    /// Grade a connector, ours or anybody's: operations, errors, encodings, repeats, hostile XML.
    Check(Box<check::Options>),
    /// Ask a connector for a citizen, as the workstation does.
    Ask(ask::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Init(options) => init::run(options, report),
        Command::Serve(options) => serve::run(options, report),
        Command::Replay(options) => replay::run(options, report),
        Command::Check(options) => check::run(options, report),
        Command::Ask(options) => ask::run(options, report),
    }
}
