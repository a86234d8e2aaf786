//! `cie sco apply`: one event, checked and recorded.

use std::path::{Path, PathBuf};

use cie_core::sco::{Event, Inventory};
use clap::Args;
use serde_json::json;

use super::{file, shown};
use crate::commands::{input, json};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// An event is a few hundred bytes.
const MAX_LEN: u64 = 64 << 10;

/// Options of `cie sco apply`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The inventory, as JSON; `-` reads it from standard input, which cannot be written back.
    file: PathBuf,
    /// File of the event, such as {"on":"2026-11-23","what":{"type":"shipped","card":"SCO-1"}};
    /// `-` reads it from standard input.
    event: PathBuf,
    /// Record the event: the file is replaced whole. Without it nothing is changed.
    #[arg(long)]
    write: bool,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let stdin = Path::new("-");
    if options.file == stdin && (options.write || options.event == stdin) {
        return Err(Failure::new(
            Status::Usage,
            "`-` per FILE: indicare un file con --write, o se anche l'evento è `-`",
            "`-` for FILE: name a file with --write, or when the event is `-` as well",
        ));
    }
    let opened = file::open(&options.file)?;
    let bytes = input::read(&options.event, MAX_LEN)?;
    let event: Event = json::parse(&options.event, &bytes, "un evento", "an event")?;
    let mut next = opened.inventory.clone();
    next.apply(event.clone())?;
    if options.write {
        opened.replace(&options.file, &next)?;
    }
    show(&event, &next, options.write, report);
    Ok(Status::Ok)
}

fn show(event: &Event, next: &Inventory, written: bool, report: &mut Report) {
    let lang = report.lang();
    let (name, count) = (event.what.name(), next.events().len());
    let card = event.what.card();
    let state = card.and_then(|id| next.card(id)).map(|card| card.state());
    report.record(&json!({
        "applied": name,
        "on": event.on,
        "card": card,
        "state": state,
        "events": count,
        "written": written,
    }));
    let about = match (card, state) {
        (Some(card), Some(state)) => format!(" {card} → {}", shown::state(state, lang)),
        _ => String::new(),
    };
    let end = if written {
        text!(lang, "registrato" / "recorded")
    } else {
        text!(
            lang,
            "ammesso, non registrato: aggiungere --write" / "allowed, not recorded: add --write"
        )
    };
    report.show(&text!(
        lang,
        "{} {name}{about}; {end}; eventi: {count}" / "{} {name}{about}; {end}; events: {count}",
        event.on
    ));
}
