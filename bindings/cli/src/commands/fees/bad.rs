//! Rows that could not be read: every one counted, the first ones named.

use std::path::{Path, PathBuf};

use cie_core::error::Coded;
use cie_core::lang::Lang;
use serde_json::json;

use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Rows that are named; the others are counted.
const NAMED_MAX: usize = 100;

/// Why a row was not taken.
pub(super) enum Why {
    Missing,
    TooManyCells,
    NotUtf8,
    NotANumber,
    NotAKind,
    Refused(cie_core::Error),
}

impl From<cie_core::Error> for Why {
    fn from(error: cie_core::Error) -> Self {
        Self::Refused(error)
    }
}

impl Why {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Missing => text!(lang, "manca" / "missing"),
            Self::TooManyCells => {
                text!(lang, "più celle delle colonne" / "more cells than columns")
            }
            Self::NotUtf8 => text!(lang, "non è UTF-8" / "not UTF-8"),
            Self::NotANumber => text!(lang, "non è un numero intero" / "not a whole number"),
            Self::NotAKind => text!(
                lang,
                "non è remittance né correction" / "neither remittance nor correction"
            ),
            Self::Refused(error) => error.message(lang),
        }
    }

    fn code(&self) -> Option<&'static str> {
        match self {
            Self::Refused(error) => Some(error.info().id),
            _ => None,
        }
    }
}

struct BadRow {
    path: PathBuf,
    line: u64,
    column: &'static str,
    why: Why,
}

/// The bad rows of a run.
#[derive(Default)]
pub(super) struct BadRows {
    named: Vec<BadRow>,
    count: u64,
}

impl BadRows {
    pub(super) fn add(&mut self, path: &Path, line: u64, column: &'static str, why: Why) {
        self.count += 1;
        if self.named.len() < NAMED_MAX {
            let path = path.to_owned();
            self.named.push(BadRow {
                path,
                line,
                column,
                why,
            });
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// Says which rows they are.
    pub(super) fn show(&self, report: &mut Report) {
        let lang = report.lang();
        let mut rows = Vec::new();
        for BadRow {
            path,
            line,
            column,
            why,
        } in &self.named
        {
            report.record(&json!({
                "event": "bad_row",
                "file": path.display().to_string(),
                "line": line,
                "column": column,
                "code": why.code(),
                "text_it": why.text(Lang::It),
                "text_en": why.text(Lang::En),
            }));
            let code = why
                .code()
                .map(|code| format!("[{code}] "))
                .unwrap_or_default();
            rows.push([
                path.display().to_string(),
                text!(lang, "riga {line}" / "line {line}"),
                (*column).to_owned(),
                format!("{code}{}", why.text(lang)),
            ]);
        }
        table::rows(report, &rows);
        let more = self.count - self.named.len() as u64;
        if more > 0 {
            report.show(&text!(
                lang,
                "  e altre {more} righe" / "  and {more} more rows"
            ));
        }
    }

    /// Ends the command when a row was bad: figures without it would be wrong.
    pub(super) fn refuse(&self, report: &mut Report) -> Result<(), Failure> {
        if self.count == 0 {
            return Ok(());
        }
        self.show(report);
        let count = self.count;
        Err(Failure::new(
            Status::Findings,
            format!("{count} righe non valide: correggerle e ripetere il comando"),
            format!("{count} rows are not valid: correct them and repeat the command"),
        ))
    }
}
