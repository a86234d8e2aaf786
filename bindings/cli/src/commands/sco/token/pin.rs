//! `cie sco token pin`: state, change, unlock.

use cie_devices::operator::OperatorCard;
use clap::{Args, Subcommand};
use serde_json::json;

use super::card::{CardOptions, PinnedOptions};
use super::list;
use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// The commands of `cie sco token pin`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// How the PIN stands; none is asked for.
    Status(StatusOptions),
    /// Change the PIN: asks for the old and the new one (in a file: two lines).
    Change(ChangeOptions),
    /// Set a new PIN with the PUK: asks for the PUK and the new PIN (in a file: two lines).
    Unblock(ChangeOptions),
}

/// Options of `cie sco token pin status`.
#[derive(Args, Debug)]
pub(crate) struct StatusOptions {
    #[command(flatten)]
    card: CardOptions,
}

/// Options of `cie sco token pin change` and `unblock`.
#[derive(Args, Debug)]
pub(crate) struct ChangeOptions {
    #[command(flatten)]
    card: PinnedOptions,
}

pub(super) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Status(options) => {
            let card = options.card.open()?;
            status(&card, report);
        }
        Command::Change(options) => {
            let (mut card, mut source) = options.card.open(report)?;
            let old = source.required("PIN")?;
            let new = source.new_pin()?;
            card.change_pin(&old, &new)?;
            done(&card, report);
        }
        Command::Unblock(options) => {
            let (mut card, mut source) = options.card.open(report)?;
            let puk = source.required("PUK")?;
            let new = source.new_pin()?;
            card.unblock(&puk, &new)?;
            done(&card, report);
        }
    }
    Ok(Status::Ok)
}

fn done(card: &dyn OperatorCard, report: &mut Report) {
    let lang = report.lang();
    report.show(&text!(lang, "PIN impostato" / "PIN set"));
    status(card, report);
}

fn status(card: &dyn OperatorCard, report: &mut Report) {
    let state = card.pin_state();
    report.record(&json!({
        "card": card.label(),
        "pin": state.level.name(),
        "tries_left": state.tries_left,
        "on_pad": state.on_pad,
    }));
    let facts = [
        (card.label().to_owned(), String::new()),
        ("PIN".to_owned(), list::level(state.level, report)),
    ];
    table::facts(report, &facts);
}
