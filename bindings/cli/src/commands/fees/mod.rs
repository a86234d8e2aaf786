//! `cie fees`: what a card costs, and what the comune remits.

mod bad;
mod calendar;
mod collected;
mod count;
mod due;
mod events;
mod quarterly;
mod reconcile;
mod remit;
mod rows;
mod tariff;
mod total;

use cie_core::lang::Lang;
use clap::Subcommand;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie fees`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What the citizen pays, part by part.
    Total(total::Options),
    /// What the comune remits to the State for a half-month.
    Remit(remit::Options),
    /// The half-months of a year and the days by which they are remitted.
    Calendar(calendar::Options),
    /// The summary of a quarter: what was due, what was paid, where it goes.
    Quarterly(quarterly::Options),
    /// Cards sent into production against payments, every mismatch by name.
    Reconcile(reconcile::Options),
}

/// What of the VAT comes back to the comune, and on which condition.
fn vat_back(back: &str, lang: Lang) -> (String, String) {
    (
        text!(lang, "IVA che torna al comune" / "VAT back to the comune"),
        text!(
            lang,
            "{back}, se i riepiloghi trimestrali sono corretti"
                / "{back}, if the quarterly summaries are correct"
        ),
    )
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Total(options) => total::run(options, report),
        Command::Remit(options) => remit::run(options, report),
        Command::Calendar(options) => calendar::run(options, report),
        Command::Quarterly(options) => quarterly::run(options, report),
        Command::Reconcile(options) => reconcile::run(options, report),
    }
}
