//! `cie sco new`: the inventory of an office that has nothing yet.

use std::path::PathBuf;

use cie_core::sco::{Inventory, OfficeId};
use clap::Args;
use serde_json::json;

use super::file;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie sco new`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Label of the office, such as centrale.
    #[arg(long, value_name = "ID")]
    office: OfficeId,
    /// The file to make; one that is there already is left alone.
    file: PathBuf,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let lang = report.lang();
    file::create(&options.file, &Inventory::new(options.office.clone()))?;
    report.record(&json!({ "office": options.office, "events": 0, "written": true }));
    let (office, path) = (&options.office, options.file.display());
    report.show(&text!(
        lang,
        "{path}: inventario vuoto della sede {office}"
            / "{path}: empty inventory of the office {office}"
    ));
    Ok(Status::Ok)
}
