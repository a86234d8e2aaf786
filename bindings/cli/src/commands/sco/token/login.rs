//! `cie sco token login`: whether the PIN opens the card.

use cie_devices::operator::{OperatorCard, log_in};
use clap::Args;
use serde_json::json;

use super::card::PinnedOptions;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie sco token login`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    card: PinnedOptions,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let lang = report.lang();
    let (mut card, mut source) = options.card.open(report)?;
    log_in(&mut card, &mut source)?;
    let certificate = card.chosen().fingerprint();
    report.record(&json!({
        "certificate": certificate,
        "open": card.is_open(),
        "asks_each_time": card.asks_each_time(),
    }));
    report.show(&text!(
        lang,
        "PIN verificato: la carta {} è utilizzabile" / "PIN verified: the card {} can be used",
        card.label()
    ));
    card.logout();
    Ok(Status::Ok)
}
