//! `cie card read`: what a card holds, and what of it is genuine.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::look::LookOptions;
use super::{output, shown};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie card read`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    look: LookOptions,
    /// Folder for the files of the chip, the photograph (as it is, and as PNG) and the verdicts.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let looked = options.look.look(None, report)?;
    let found = &looked.found;
    let mut object = shown::object(&found.report);
    object.insert("simulated".to_owned(), json!(looked.simulated));
    object.insert("access".to_owned(), json!(found.access.method));
    let traffic = json!({
        "exchanges": found.traffic.exchanges,
        "sent": found.traffic.sent,
        "received": found.traffic.received,
    });
    object.insert("traffic".to_owned(), traffic);
    if let Some(folder) = &options.out {
        let verdicts = Value::Object(object.clone());
        let names = output::write(folder, &found.files, &verdicts)?;
        object.insert("written".to_owned(), json!(names));
    }
    object.insert("data".to_owned(), shown::members(&found.files));
    report.record(&Value::Object(object));
    shown::facts(&found.files, report);
    shown::verdicts(&found.report, report);
    Ok(shown::status(found.report.summary(), false))
}
