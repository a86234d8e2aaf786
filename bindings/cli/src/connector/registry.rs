//! The kinds of registry that `[registry]` may name.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cie_core::exchange::{Registry, RegistryError};
use cie_sad::hosting::config::{AprConfig, SecretSource, Section};
use cie_store::{CardPolicy, CsvRegistry, Dialect, ImportOptions, Mapping, RegistryConfig};

use super::keeping::{Keeping, PgAt};
use super::kept::Kept;
use crate::exit::Failure;

/// The registry that the configuration names.
///
/// - `store` (or `sqlite`, for a store that is one): the tables of the comune's own store, filled by
///   an import.
/// - `csv`: the same, filled from `file` when the file changed since the last import.
/// - `csv-file`: the file itself; notices about cards go to another one beside it.
/// - `mapping`: a vendor's own tables, as the mapping in `file` says, in `database`.
///
/// All take `expired_cards = true`, to show an expired card where there is no valid one.
pub(super) fn open(
    config: &AprConfig,
    keeping: &Keeping,
    store: &Kept,
) -> Result<Arc<dyn Registry>, RegistryError> {
    let section = &config.registry;
    let mut options = RegistryConfig::new(config.comune.istat.as_str())?;
    if section.flag("expired_cards")? == Some(true) {
        options = options.with_card_policy(CardPolicy::ValidOrLastExpired);
    }
    match section.kind() {
        "csv-file" => {
            let file = csv_file(section)?;
            let limits = ImportOptions::default();
            let notices = notices(section, &file)?;
            Ok(Arc::new(CsvRegistry::open(file, notices, options, limits)?))
        }
        "mapping" => {
            let mapped = Mapped::of(section)?;
            let mapping = mapped.mapping()?;
            let failed = |error: cie_store::Error| mapped.failed(error);
            let registry = match &mapped.database {
                Database::File(path) => mapping.open_sqlite(path, options).map_err(failed)?,
                Database::Server(at) => {
                    let server = at.server()?;
                    let opened = mapping.open_postgres_at(&server, options);
                    opened.map_err(failed)?
                }
            };
            Ok(Arc::new(registry))
        }
        "csv" => {
            fill(&csv_file(section)?, keeping, store)?;
            Ok(store.registry(options))
        }
        _ => Ok(store.registry(options)),
    }
}

/// Imports a file that is not the one imported last.
fn fill(file: &Path, keeping: &Keeping, store: &Kept) -> Result<(), RegistryError> {
    let limits = ImportOptions::default();
    let Some(beside) = keeping.file() else {
        // Several machines share the store, and their clocks and copies of the file differ: its
        // content decides.
        if !store.has_imported(File::open(file)?)? {
            store.import(File::open(file)?, &limits, |_| ())?;
        }
        return Ok(());
    };
    let stamp = beside.with_extension("imported");
    let now = fingerprint(file)?;
    if fs::read_to_string(&stamp).ok().as_deref() != Some(now.as_str()) {
        store.import(File::open(file)?, &limits, |_| ())?;
        // Without it the next start imports again, which changes nothing but takes time.
        let _ = fs::write(&stamp, now);
    }
    Ok(())
}

/// Whether the section names a registry that can be opened.
pub(super) fn check(config: &AprConfig) -> Result<(), Failure> {
    check_section(config)?;
    if config.registry.kind() == "mapping" {
        Mapped::of(&config.registry)?.mapping()?;
    }
    Ok(())
}

/// The same without reading the files that it names, which may not be there yet.
pub(super) fn check_section(config: &AprConfig) -> Result<(), Failure> {
    let section = &config.registry;
    section.flag("expired_cards")?;
    match section.kind() {
        "sqlite" if Keeping::of(config)?.file().is_none() => {
            return Err(section
                .error("the store is not SQLite: kind is store")
                .into());
        }
        "sqlite" | "store" => section.only(&["expired_cards"])?,
        "csv" => {
            section.only(&["file", "expired_cards"])?;
            csv_file(section)?;
        }
        "csv-file" => {
            section.only(&["file", "notices", "expired_cards"])?;
            notices(section, &csv_file(section)?)?;
        }
        "mapping" => {
            section.only(&[
                "file",
                "database",
                "password_file",
                "password_env",
                "authorities",
                "expired_cards",
            ])?;
            Mapped::of(section)?;
        }
        _ => {
            let what = "kind is store, csv, csv-file or mapping";
            return Err(section.error(what).into());
        }
    }
    Ok(())
}

/// The files that the registry reads; when one changes the comune is opened anew.
pub(super) fn files(config: &AprConfig) -> Result<Vec<PathBuf>, Failure> {
    let section = &config.registry;
    Ok(match section.kind() {
        "csv" => section.path("file")?.into_iter().collect(),
        // `csv-file` is not here: that registry notices by itself.
        "mapping" => {
            let mut files: Vec<PathBuf> = section.path("file")?.into_iter().collect();
            if let Database::Server(at) = Mapped::of(section)?.database {
                files.extend(at.files().cloned());
            }
            files
        }
        _ => Vec::new(),
    })
}

/// Where its password is, when it has one.
pub(super) fn password(config: &AprConfig) -> Result<Option<SecretSource>, Failure> {
    Ok(config.registry.secret("password")?)
}

fn csv_file(section: &Section) -> Result<PathBuf, cie_sad::Error> {
    let file = section.path("file")?;
    file.ok_or_else(|| section.error("file is missing"))
}

/// The file of notices beside a CSV file.
fn notices(section: &Section, csv: &Path) -> Result<PathBuf, cie_sad::Error> {
    let named = section.path("notices")?;
    Ok(named.unwrap_or_else(|| csv.with_extension("carte.csv")))
}

/// A vendor's tables, and the file that says how to read them.
struct Mapped {
    file: PathBuf,
    database: Database,
}

enum Database {
    File(PathBuf),
    Server(PgAt),
}

impl Mapped {
    fn of(section: &Section) -> Result<Self, Failure> {
        let file = section.path("file")?;
        let file = file.ok_or_else(|| section.error("file, the mapping, is missing"))?;
        let text = section.text("database")?.unwrap_or_default();
        let url = ["postgresql://", "postgres://"];
        let database = if url.iter().any(|start| text.starts_with(start)) {
            Database::Server(PgAt::of(section, "database")?)
        } else {
            let path = section.path("database")?;
            Database::File(path.ok_or_else(|| section.error("database is missing"))?)
        };
        Ok(Self { file, database })
    }

    fn mapping(&self) -> Result<Mapping, Failure> {
        let text = crate::commands::read_config(&self.file)?;
        let mapping = Mapping::parse(&text).map_err(|error| self.failed(error))?;
        let fits = match &self.database {
            Database::File(_) => mapping.dialect() == Dialect::Sqlite,
            Database::Server(_) => mapping.dialect() == Dialect::PostgreSql,
        };
        if fits {
            return Ok(mapping);
        }
        let name = mapping.dialect().name();
        Err(super::keeping::config_failure(
            &format!("la mappatura è di {name}, database indica altro"),
            &format!("the mapping is of {name}, database names another"),
        )
        .in_file(&self.file))
    }

    fn failed(&self, error: cie_store::Error) -> Failure {
        Failure::from(error).in_file(&self.file)
    }
}

/// Changes when the file does.
fn fingerprint(file: &Path) -> std::io::Result<String> {
    let about = fs::metadata(file)?;
    let changed = about.modified()?.duration_since(std::time::UNIX_EPOCH);
    let nanos = changed.map_or(0, |since| since.as_nanos());
    Ok(format!("{} {nanos}\n", about.len()))
}
