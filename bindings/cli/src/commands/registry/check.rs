//! `cie registry check`: a mapping of a vendor's own tables against the real database.

use std::path::PathBuf;

use chrono::Local;
use cie_core::error::Coded;
use cie_core::exchange::{Header, Mode, Query, QueryKey, Registry, Requester, Search};
use cie_core::lang::Lang;
use cie_core::redact::Personal;
use cie_store::{Dialect, Mapping, RegistryConfig};
use clap::Args;
use serde_json::json;

use crate::commands::input;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Longest mapping file.
const MAX: u64 = 1024 * 1024;

/// Options of `cie registry check`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The mapping file (TOML); see docs/registry.md.
    #[arg(value_name = "FILE")]
    mapping: PathBuf,
    /// The database: the path of a SQLite file, or postgresql://user@host:port/database.
    #[arg(long, value_name = "DATABASE")]
    database: Personal<String>,
    /// ISTAT code of the comune, 6 digits.
    #[arg(long, value_name = "ISTAT")]
    comune: String,
    /// Look this codice fiscale up, too.
    #[arg(long, value_name = "CODE")]
    find: Option<Personal<String>>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let bytes = input::read(&options.mapping, MAX)?;
    let text = String::from_utf8_lossy(&bytes);
    let config = RegistryConfig::new(options.comune.clone())?;
    let mapping = Mapping::parse(&text).map_err(|error| in_file(options, error))?;
    let database = options.database.expose();
    let registry = match mapping.dialect() {
        Dialect::PostgreSql => mapping.open_postgres(database, config),
        _ => mapping.open_sqlite(database, config),
    };
    let registry = registry.map_err(|error| in_file(options, error))?;
    let lang = report.lang();
    report.show(&text!(
        lang,
        "{}: la mappatura corrisponde alla base dati" / "{}: the mapping fits the database",
        mapping.name()
    ));
    if !mapping.writes_cards() {
        report.show(&text!(
            lang,
            "le comunicazioni sulle carte non sono registrate"
                / "notices about cards are not recorded"
        ));
    }
    let found = match &options.find {
        None => None,
        Some(code) => Some(find(&registry, options, code)?),
    };
    let said = found.as_ref().map(said);
    if let Some((it, en, _)) = &said {
        report.show(if lang == Lang::En { en } else { it });
    }
    report.record(&json!({
        "mapping": mapping.name(),
        "database": mapping.dialect().name(),
        "records_cards": mapping.writes_cards(),
        "found": said.map(|(_, _, count)| count),
    }));
    Ok(Status::Ok)
}

fn find(
    registry: &dyn Registry,
    options: &Options,
    code: &Personal<String>,
) -> Result<Search, Failure> {
    let query = Query {
        header: Header {
            operation_id: "CHECK".parse()?,
            sender: options.comune.clone(),
            recipient: options.comune.clone(),
            sent_at: Local::now().naive_local(),
            mode: Mode::Test,
            application: None,
            application_version: None,
            application_vendor: None,
        },
        requester: Requester {
            comune_istat: options.comune.clone(),
            workstation_id: "CIE-CLI".to_owned(),
            operator: Personal::from("-"),
        },
        key: QueryKey::CodiceFiscale(code.clone()),
        residence_istat: None,
    };
    registry
        .find(&query)
        .map_err(|error| match error.downcast::<cie_store::Error>() {
            Ok(error) => in_file(options, *error),
            Err(error) => Failure::new(Status::Environment, error.to_string(), error.to_string()),
        })
}

/// What was found, without naming anybody; the number only when people were found.
fn said(search: &Search) -> (String, String, Option<usize>) {
    match search {
        Search::Found(subjects) => {
            let gone = subjects
                .iter()
                .filter(|one| one.cancellation.is_some())
                .count();
            let count = subjects.len();
            (
                format!("soggetti trovati: {count}, di cui cancellati: {gone}"),
                format!("subjects found: {count}, of which cancelled: {gone}"),
                Some(count),
            )
        }
        _ => (
            "il soggetto risiede in un altro comune".to_owned(),
            "the subject lives in another comune".to_owned(),
            None,
        ),
    }
}

/// An error about a mapping, with the path of its file where it has a line in it.
fn in_file(options: &Options, error: cie_store::Error) -> Failure {
    let placed = error.position().is_some();
    let failure = Failure::from(error);
    if placed {
        failure.in_file(&options.mapping)
    } else {
        failure
    }
}
