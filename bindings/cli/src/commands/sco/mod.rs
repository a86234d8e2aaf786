//! `cie sco`: the operator cards of an office.

mod apply;
mod file;
mod handover;
mod new;
mod report;
mod shown;
#[cfg(feature = "pkcs11")]
pub(crate) mod token;

use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie sco`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start the inventory of an office that has nothing yet.
    New(new::Options),
    /// Check an event against the inventory and, with --write, record it.
    Apply(apply::Options),
    /// What the office has, what it lacks, what is about to expire.
    Report(report::Options),
    /// The record of a handover (verbale di consegna), to be signed.
    Handover(handover::Options),
    /// The card in the reader: certificates, PIN, signature (PKCS#11).
    #[cfg(feature = "pkcs11")]
    #[command(subcommand)]
    Token(token::Command),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::New(options) => new::run(options, report),
        Command::Apply(options) => apply::run(options, report),
        Command::Report(options) => report::run(options, report),
        Command::Handover(options) => handover::run(options, report),
        #[cfg(feature = "pkcs11")]
        Command::Token(command) => token::run(command, report),
    }
}
