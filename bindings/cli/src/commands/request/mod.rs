//! `cie request`: a request for a card.

mod check;
mod print;

use std::path::Path;

use cie_core::request::CardRequest;
use clap::Subcommand;

use super::{input, json};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Photo, fingerprints and signature in base64 stay far below.
const MAX_LEN: u64 = 16 << 20;

/// The commands of `cie request`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find everything that is wrong with a request, at once.
    Check(check::Options),
    /// Print the summary of a request, for the citizen to check and sign. It is no ministerial form.
    Print(print::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Check(options) => check::run(options, report),
        Command::Print(options) => print::run(options, report),
    }
}

/// A request from a file; `-` is standard input.
fn read(file: &Path) -> Result<CardRequest, Failure> {
    let bytes = input::read(file, MAX_LEN)?;
    json::parse(file, &bytes, "una richiesta", "a request")
}
