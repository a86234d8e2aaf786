//! The kinds of registry that `[registry]` may name.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cie_core::exchange::{Registry, RegistryError};
use cie_sad::hosting::config::{AprConfig, Section};
use cie_store::{CardPolicy, ImportOptions, RegistryConfig, Store};

/// The registry that the configuration names.
///
/// - `sqlite`: the tables of the comune's own store, filled by an import.
/// - `csv`: the same, filled from `file` when the file changed since the last import.
///
/// Both take `expired_cards = true`, to show an expired card where there is no valid one.
pub(super) fn open(config: &AprConfig, store: &Store) -> Result<Arc<dyn Registry>, RegistryError> {
    let section = &config.registry;
    let mut options = RegistryConfig::new(config.comune.istat.as_str())?;
    if section.flag("expired_cards")? == Some(true) {
        options = options.with_card_policy(CardPolicy::ValidOrLastExpired);
    }
    let registry = store.registry(options);
    if section.kind() == "csv" {
        let file = csv_file(section)?;
        let stamp = super::open::store_file(config)?.with_extension("imported");
        let now = fingerprint(&file)?;
        if fs::read_to_string(&stamp).ok().as_deref() != Some(now.as_str()) {
            registry.import_csv(File::open(&file)?, &ImportOptions::default(), |_| ())?;
            // Without it the next start imports again, which changes nothing but takes time.
            let _ = fs::write(&stamp, now);
        }
    }
    Ok(Arc::new(registry))
}

/// Whether the section names a registry that can be opened.
pub(super) fn check(config: &AprConfig) -> Result<(), cie_sad::Error> {
    let section = &config.registry;
    section.flag("expired_cards")?;
    match section.kind() {
        "sqlite" => section.only(&["expired_cards"]),
        "csv" => {
            section.only(&["file", "expired_cards"])?;
            csv_file(section).map(|_| ())
        }
        _ => Err(section.error("kind is sqlite or csv")),
    }
}

/// The files that the registry reads; when one changes the comune is opened anew.
pub(super) fn files(config: &AprConfig) -> Result<Vec<PathBuf>, cie_sad::Error> {
    let section = &config.registry;
    match section.kind() {
        "csv" => Ok(section.path("file")?.into_iter().collect()),
        _ => Ok(Vec::new()),
    }
}

fn csv_file(section: &Section) -> Result<PathBuf, cie_sad::Error> {
    let file = section.path("file")?;
    file.ok_or_else(|| section.error("file is missing"))
}

/// Changes when the file does.
fn fingerprint(file: &Path) -> std::io::Result<String> {
    let about = fs::metadata(file)?;
    let changed = about.modified()?.duration_since(std::time::UNIX_EPOCH);
    let nanos = changed.map_or(0, |since| since.as_nanos());
    Ok(format!("{} {nanos}\n", about.len()))
}
