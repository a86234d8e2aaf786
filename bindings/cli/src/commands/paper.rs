//! Documents and tables on disk.

use std::path::Path;

use chrono::Local;
use cie_core::lang::Lang;
use cie_devices::print::Frame;

use crate::exit::{Failure, Status};
use crate::report::Report;

/// What surrounds the content of a document printed now.
pub(crate) fn frame(lang: Lang) -> Frame {
    Frame {
        office: String::new(),
        printed_at: Local::now().fixed_offset(),
        simulated: false,
        lang,
    }
}

/// Writes a file and says so beside the answer.
pub(crate) fn write(path: &Path, bytes: &[u8], report: &mut Report) -> Result<(), Failure> {
    let shown = path.display();
    std::fs::write(path, bytes).map_err(|error| {
        Failure::new(
            Status::Environment,
            format!("{shown}: scrittura non riuscita: {error}"),
            format!("{shown}: cannot be written: {error}"),
        )
    })?;
    report.warn(&text!(report.lang(), "scritto {shown}" / "wrote {shown}"));
    Ok(())
}
