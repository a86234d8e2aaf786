//! Step 1: the comune's registry file is imported into the embedded registry.

use std::fs::File;
use std::path::Path;

use cie_core::error::Catalogued;
use cie_core::lang::Lang;
use cie_store::{CardPolicy, ImportOptions, ImportReport, RegistryConfig, SqliteRegistry, Store};
use serde_json::{Value, json};

use super::STEPS;
use super::checkpoint::BATCH;
use super::counter::Counter;
use crate::exit::{Failure, input_failure};

/// Rejected rows shown on screen; all of them are in the files.
const SHOWN: usize = 20;

/// The comune's population registry: its tables, and the store that they and the answers are in.
pub(super) struct Apr {
    pub(super) registry: SqliteRegistry,
    pub(super) store: Store,
}

pub(super) fn step(counter: &mut Counter<'_>, file: &Path) -> Result<Apr, Failure> {
    let lang = counter.lang();
    let shown = file.display();
    let title = text!(
        lang,
        "Anagrafe (APR): importa {shown}" / "Registry (APR): import {shown}"
    );
    counter.report.step(1, STEPS, &title);

    let store = Store::open(counter.folder.path("state/registry.sqlite"))?;
    // An expired card is still the card that a renewal replaces.
    let config = RegistryConfig::new(counter.config.office().istat)?
        .with_card_policy(CardPolicy::ValidOrLastExpired);
    let registry = store.registry(config);
    let source = File::open(file).map_err(|e| input_failure(file, &e, "--residents"))?;
    // The number of rows is not known before they are read; the bar counts against the size.
    let size = source
        .metadata()
        .map(|about| about.len())
        .unwrap_or_default();
    let bar = counter
        .report
        .progress(size / AVERAGE_ROW, &text!(lang, "righe" / "rows"));
    let imported = registry.import_csv(source, &ImportOptions::default(), |progress| {
        bar.set_position(progress.imported + progress.updated + progress.unchanged);
        counter.checkpoints.after(BATCH);
    });
    bar.finish_and_clear();
    let imported = imported?;
    counter.checkpoints.before("imported");
    show(counter, &imported);
    keep(counter, &imported)?;
    counter.checkpoints.after("imported");
    Ok(Apr { registry, store })
}

/// Bytes of a row of a registry file, roughly: for the progress bar alone.
const AVERAGE_ROW: u64 = 300;

fn show(counter: &mut Counter<'_>, imported: &ImportReport) {
    let lang = counter.lang();
    let counts = [
        (
            text!(lang, "residenti nuovi" / "new residents"),
            imported.imported,
        ),
        (text!(lang, "aggiornati" / "updated"), imported.updated),
        (text!(lang, "invariati" / "unchanged"), imported.unchanged),
        (
            text!(lang, "righe scartate" / "rejected rows"),
            imported.rejected_rows.len() as u64,
        ),
    ];
    for (name, count) in counts {
        counter.report.fact(&name, &count.to_string());
    }
    for error in imported.rejected.iter().take(SHOWN) {
        let line = text!(lang, "riga {}" / "line {}", error.message(lang));
        counter.report.remark(&line);
    }
    if let Some(more) = imported
        .rejected
        .len()
        .checked_sub(SHOWN)
        .filter(|more| *more > 0)
    {
        let line = text!(
            lang,
            "… e altri {more}: vedere registry-import.json"
                / "… and {more} more: see registry-import.json"
        );
        counter.report.remark(&line);
    }
    counter.findings |= !imported.rejected_rows.is_empty();
    counter.report.object("imported", summary(imported));
}

fn summary(imported: &ImportReport) -> Value {
    let rejected: Vec<Value> = imported
        .rejected
        .iter()
        .map(|error| {
            json!({
                "line": error.line,
                "column": error.column,
                "code": error.code.info().id,
                "message_it": error.message(Lang::It),
                "message_en": error.message(Lang::En),
            })
        })
        .collect();
    json!({
        "imported": imported.imported,
        "updated": imported.updated,
        "unchanged": imported.unchanged,
        "rejected_rows": imported.rejected_rows.len(),
        "rejected": rejected,
    })
}

/// Nothing is lost: rejected rows are kept as they stood, under the file's own header.
fn keep(counter: &Counter<'_>, imported: &ImportReport) -> Result<(), Failure> {
    let summary = format!("{:#}\n", summary(imported));
    counter
        .folder
        .write("registry-import.json", summary.as_bytes())?;
    if !imported.rejected_rows.is_empty() {
        let mut rows = Vec::new();
        imported.write_rejected(&mut rows)?;
        counter.folder.write("rejected.csv", &rows)?;
    }
    Ok(())
}
