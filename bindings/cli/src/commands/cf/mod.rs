//! `cie cf`: the codice fiscale.

mod check;
mod encode;

use cie_core::citizen::Sex;
use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie cf`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge codes: form, check character, calendar, place, names.
    Check(check::Options),
    /// Write the code that personal data call for.
    Encode(encode::Options),
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Check(options) => check::run(options, report),
        Command::Encode(options) => encode::run(options, report),
    }
}

/// The sex in words.
fn sex_text(sex: Sex, report: &Report) -> String {
    match sex {
        Sex::M => text!(report.lang(), "maschio" / "male"),
        Sex::F => text!(report.lang(), "femmina" / "female"),
        _ => text!(report.lang(), "sesso non indicato" / "sex not stated"),
    }
}
