//! `cie sco handover`: the record of a handover, on paper.

use std::path::PathBuf;

use cie_core::redact::Personal;
use cie_core::sco::{CardId, Parties};
use cie_devices::print::HandoverSheet;
use clap::Args;
use serde_json::{Value, json};

use super::file;
use crate::commands::{input, paper};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie sco handover`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The inventory, as JSON; `-` reads it from standard input.
    file: PathBuf,
    /// Label of the card.
    card: CardId,
    /// Name of the comune, without "Comune di".
    #[arg(long, value_name = "NAME")]
    comune: String,
    /// Surname and name of the Security Officer who handed the card over.
    #[arg(long, value_name = "NAME", value_parser = input::personal)]
    security_officer: Personal<String>,
    /// Surname and name of the officer who took it.
    #[arg(long, value_name = "NAME", value_parser = input::personal)]
    officer: Personal<String>,
    /// Also print it, to be signed, into this file (PDF/A); replaced if it is there.
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let inventory = file::open(&options.file)?.inventory;
    let parties = Parties {
        comune: options.comune.clone(),
        security_officer: options.security_officer.clone(),
        officer: options.officer.clone(),
    };
    let handover = inventory.handover(&options.card, parties)?;
    if let Some(path) = &options.pdf {
        let sheet = HandoverSheet {
            frame: paper::frame(report.lang()),
            handover: handover.clone(),
        };
        paper::write(path, &sheet.to_pdf()?, report)?;
    }
    let text = handover.text(report.lang());
    let mut object = json!(handover);
    if let Value::Object(members) = &mut object {
        members.insert("text".to_owned(), json!(text));
    }
    report.record(&object);
    report.show(text.trim_end());
    Ok(Status::Ok)
}
