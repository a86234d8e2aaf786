//! `cie registry import`: the comune's file into a store.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use cie_core::error::Catalogued;
use cie_core::lang::Lang;
use cie_core::redact::Personal;
use cie_store::{ImportOptions, ImportReport, Resumed, check_csv};
use clap::Args;
use serde_json::json;

use super::meter::{Counted, Meter};
use crate::commands::store::{Access, Keys, keeping};
use crate::commands::{input, table};
use crate::connector::Databases;
use crate::exit::{Failure, Status, io_failure};
use crate::report::Report;

/// Bad rows shown to people; programs get all of them.
const SHOWN: usize = 20;

/// Options of `cie registry import`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The registry file: CSV, UTF-8, separated by semicolons.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The store that receives it: a SQLite file, which is made when there is none,
    /// postgresql://user@host:port/database, or the apr.toml of a comune.
    #[arg(long, value_name = "DB", required_unless_present = "dry_run")]
    store: Option<Personal<String>>,
    #[command(flatten)]
    access: Access,
    #[command(flatten)]
    keys: Keys,
    /// Only check the rows; nothing is written.
    #[arg(long, conflicts_with = "store")]
    dry_run: bool,
    /// Write the rejected rows here, under the file's own header, to be corrected and imported.
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,
    /// Rows written in one transaction.
    #[arg(long, default_value_t = 2000, value_name = "ROWS", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    batch: u32,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let file = File::open(&options.file).map_err(|e| input::unreadable(&options.file, &e))?;
    let total = file.metadata().map_or(0, |about| about.len());
    let bytes = Arc::new(AtomicU64::new(0));
    let mut meter = Meter::new(report.lang(), Arc::clone(&bytes), total);
    let reader = Counted { inner: file, bytes };
    let limits = ImportOptions {
        batch_rows: options.batch as usize,
        ..ImportOptions::default()
    };
    let imported = match &options.store {
        Some(store) => {
            let keeping = keeping(store, &options.access, &options.keys)?;
            let store = keeping.open(&Databases::default(), false)?;
            store.import(reader, &limits, |progress| {
                meter.tell(progress, &mut |line| report.warn(line));
            })
        }
        None => check_csv(reader, &limits),
    };
    meter.finish();
    let imported = imported.map_err(|error| interrupted(error, options))?;
    if let Some(path) = &options.rejected {
        keep(&imported, path)?;
    }
    let before = match imported.resumed {
        Resumed::Continued(rows) => rows,
        Resumed::Changed => {
            report.warn(&text!(
                report.lang(),
                "il file è cambiato dall'importazione interrotta: importato per intero"
                    / "the file changed since the interrupted import: imported as a whole"
            ));
            0
        }
        Resumed::Fresh => 0,
    };
    let rate = meter.rate(imported.rows().saturating_sub(before));
    tell(&imported, rate, report);
    Ok(if imported.rejected_rows.is_empty() {
        Status::Ok
    } else {
        Status::Findings
    })
}

fn interrupted(error: cie_store::Error, options: &Options) -> Failure {
    let mut failure = Failure::from(error);
    if failure.status == Status::Environment && options.store.is_some() {
        failure
            .it
            .push_str("; ripetere il comando: l'importazione riprende");
        failure
            .en
            .push_str("; repeat the command: the import continues");
    }
    failure
}

fn keep(imported: &ImportReport, path: &Path) -> Result<(), Failure> {
    let file = File::create(path).map_err(|error| io_failure(path, &error))?;
    imported.write_rejected(std::io::BufWriter::new(file))?;
    Ok(())
}

fn tell(imported: &ImportReport, rate: u64, report: &mut Report) {
    let lang = report.lang();
    for (error, warning) in imported
        .rejected
        .iter()
        .map(|error| (error, false))
        .chain(imported.warnings.iter().map(|error| (error, true)))
    {
        report.record(&json!({
            "line": error.line,
            "column": error.column,
            "code": error.code.info().id,
            "warning": warning,
            "message_it": error.message(Lang::It),
            "message_en": error.message(Lang::En),
        }));
    }
    let rejected = imported.rejected_rows.len();
    report.record(&json!({
        "imported": imported.imported,
        "updated": imported.updated,
        "unchanged": imported.unchanged,
        "rejected": rejected,
        "warnings": imported.warnings.len(),
        "rows_per_second": rate,
        "continued": match imported.resumed {
            Resumed::Continued(rows) => json!(rows),
            Resumed::Changed => json!("changed"),
            Resumed::Fresh => json!(0),
        },
    }));
    if let Resumed::Continued(rows) = imported.resumed {
        report.show(&text!(
            lang,
            "ripresa: {rows} righe erano già importate"
                / "continued: {rows} rows were imported already"
        ));
    }
    for error in imported.rejected.iter().take(SHOWN) {
        report.show(&text!(lang, "riga {}" / "line {}", error.message(lang)));
    }
    if let Some(more) = imported.rejected.len().checked_sub(SHOWN + 1) {
        let more = more + 1;
        report.show(&text!(
            lang,
            "… e altri {more}: usare --json" / "… and {more} more: use --json"
        ));
    }
    let facts = [
        (
            text!(lang, "schede nuove" / "new sheets"),
            imported.imported,
        ),
        (text!(lang, "aggiornate" / "updated"), imported.updated),
        (text!(lang, "invariate" / "unchanged"), imported.unchanged),
        (
            text!(lang, "righe scartate" / "rejected rows"),
            rejected as u64,
        ),
        (
            text!(lang, "valori ignorati" / "values left out"),
            imported.warnings.len() as u64,
        ),
        (text!(lang, "righe al secondo" / "rows a second"), rate),
    ]
    .map(|(name, count)| (name, count.to_string()));
    table::facts(report, &facts);
}
