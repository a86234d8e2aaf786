//! `cie card verify`: whether a card is genuine, and the one that was requested.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::look::LookOptions;
use super::{request, shown};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie card verify`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    look: LookOptions,
    /// The request that the card answers: as JSON, or in the canonical form that was signed.
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let request = options.against.as_deref().map(request::read).transpose()?;
    let looked = options.look.look(request.as_ref(), report)?;
    let verdicts = &looked.found.report;
    let mut object = shown::object(verdicts);
    object.insert("simulated".to_owned(), json!(looked.simulated));
    object.insert("compared".to_owned(), json!(request.is_some()));
    report.record(&Value::Object(object));
    shown::verdicts(verdicts, report);
    Ok(shown::status(verdicts.summary(), true))
}
