//! Whom to trust: certificates, master lists and revocation lists of files and folders.

use std::fs;
use std::path::{Path, PathBuf};

use cie_devices::emrtd::passive::{RevocationList, TrustSource, TrustStore};

use crate::commands::input;
use crate::exit::{Failure, Status, io_failure};
use crate::report::Report;

/// Most files of a folder, and the longest of them.
const MAX_FILES: usize = 4096;
const MAX_FILE: u64 = 16 << 20;

/// The authorities and the revocation lists that were found.
#[derive(Default)]
pub(super) struct Trust {
    pub(super) store: TrustStore,
    pub(super) lists: Vec<RevocationList>,
}

/// Reads files and folders. A file of a folder that is nothing of the kind is passed over with a
/// word; a file that was named must be one.
pub(super) fn read(sources: &[PathBuf], report: &mut Report) -> Result<Trust, Failure> {
    let mut trust = Trust::default();
    for source in sources {
        if source.is_dir() {
            for file in files(source)? {
                if let Err(failure) = add(&file, &mut trust) {
                    report.warn(failure.text(report.lang()));
                }
            }
        } else {
            add(source, &mut trust)?;
        }
    }
    if !sources.is_empty() && trust.store.anchors().is_empty() {
        return Err(Failure::new(
            Status::Findings,
            "nessun certificato CSCA in quanto indicato con --csca",
            "no CSCA certificate in what --csca names",
        ));
    }
    Ok(trust)
}

fn add(file: &Path, trust: &mut Trust) -> Result<(), Failure> {
    let bytes = input::read(file, MAX_FILE)?;
    let named = |error| Failure::from(error).in_file(file);
    let source = TrustSource::read(&bytes).map_err(named)?;
    source
        .add_to(&mut trust.store, &mut trust.lists)
        .map_err(named)?;
    Ok(())
}

/// The files of a folder, by name, so that every run sees them in the same order.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error| io_failure(folder, &error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_file() {
            files.push(path);
        }
        if files.len() > MAX_FILES {
            let folder = folder.display();
            return Err(Failure::new(
                Status::Findings,
                format!("{folder}: oltre {MAX_FILES} file"),
                format!("{folder}: beyond {MAX_FILES} files"),
            ));
        }
    }
    files.sort();
    Ok(files)
}
