//! The scanner that a file describes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use cie_devices::fingerprint::{ExternalScanner, ExternalSettings, FingerprintScanner};
use cie_devices::sim::{PrintFault, VirtualPrintScanner};
use serde::Deserialize;

use crate::exit::{Failure, Status};

/// The file of a scanner.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum ScannerFile {
    /// Its vendor's capture program.
    Program(ExternalSettings),
    /// Files in the place of fingers.
    Virtual(VirtualFile),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VirtualFile {
    /// Folder of prints, beside the file.
    folder: PathBuf,
    /// What goes wrong with the first captures, one each.
    #[serde(default)]
    faults: Vec<Fault>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Fault {
    Lifted,
    Smear,
    Dry,
    Unplugged,
    Slow,
    NoFinger,
}

/// Reads the file; its folder of prints is taken from where the file is.
pub(super) fn open(path: &Path) -> Result<Box<dyn FingerprintScanner>, Failure> {
    let text = crate::commands::read_config(path)?;
    let file: ScannerFile = toml::from_str(&text).map_err(|error| {
        let what = error
            .message()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        Failure::new(
            Status::Findings,
            format!("non è la descrizione di un lettore di impronte: {what}"),
            format!("not the description of a fingerprint scanner: {what}"),
        )
        .in_file(path)
    })?;
    match file {
        ScannerFile::Program(settings) => {
            let scanner = ExternalScanner::new(settings);
            Ok(Box::new(
                scanner.map_err(|e| Failure::from(e).in_file(path))?,
            ))
        }
        ScannerFile::Virtual(VirtualFile { folder, faults }) => {
            let beside = path.parent().unwrap_or(Path::new("."));
            let scanner = VirtualPrintScanner::from_folder(&beside.join(folder));
            let mut scanner = scanner.map_err(|e| Failure::from(e).in_file(path))?;
            for fault in faults {
                scanner.fail_next(match fault {
                    Fault::Lifted => PrintFault::Lifted,
                    Fault::Smear => PrintFault::Smear(20),
                    Fault::Dry => PrintFault::Dry(10),
                    Fault::Unplugged => PrintFault::Unplugged,
                    Fault::Slow => PrintFault::Slow(Duration::from_secs(2)),
                    Fault::NoFinger => PrintFault::NoFinger,
                });
            }
            Ok(Box::new(scanner))
        }
    }
}
