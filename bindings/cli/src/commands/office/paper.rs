//! A document that leaves the office, as the command shows it.

use cie_core::office::Document;
use serde_json::json;

use crate::report::Report;

/// Shows where it goes and what it says.
pub(super) fn show(document: &Document, report: &mut Report) {
    report.record(&json!(document));
    report.show(document.text().trim_end());
}
