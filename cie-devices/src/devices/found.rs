//! What is plugged in, whether a file names it or not.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Serialize;

use super::DeviceKind;
use super::bounded::bounded;

/// Most entries of a folder that are looked at.
const MAX: usize = 4096;

/// Something that is plugged in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Found {
    /// By what it would be driven: `pcsc` or `barcode_serial`.
    pub driver: &'static str,
    /// The reader's name, or the path of the port.
    pub name: String,
}

impl Found {
    /// What sort of device it may be.
    #[must_use]
    pub fn kind(&self) -> DeviceKind {
        match self.driver {
            "pcsc" => DeviceKind::CardReader,
            _ => DeviceKind::BarcodeReader,
        }
    }
}

/// Readers of the smart card service and USB serial ports, within this time. Where the service does
/// not run there are no readers; Windows does not list its serial ports.
#[must_use]
pub fn find(limit: Duration) -> Vec<Found> {
    let mut found = readers(limit / 2);
    let ports = bounded(limit / 2, || ports(Path::new("/dev"))).unwrap_or_default();
    found.extend(ports.into_iter().map(|port| Found {
        driver: "barcode_serial",
        name: port.display().to_string(),
    }));
    found
}

#[cfg(feature = "pcsc")]
fn readers(limit: Duration) -> Vec<Found> {
    use crate::reader::{Patience, Readers};
    let names = Readers::connect_within(Patience::of(limit / 2)).and_then(|all| all.names());
    let found = |name| Found {
        driver: "pcsc",
        name,
    };
    names.unwrap_or_default().into_iter().map(found).collect()
}

#[cfg(not(feature = "pcsc"))]
fn readers(_limit: Duration) -> Vec<Found> {
    Vec::new()
}

/// The USB serial ports of a folder of nodes, as Linux and macOS name them.
pub(super) fn ports(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let starts = ["ttyACM", "ttyUSB", "cu.usbmodem", "cu.usbserial"];
    let mut ports: Vec<PathBuf> = entries
        .take(MAX)
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| starts.iter().any(|start| name.starts_with(start)))
        })
        .collect();
    ports.sort();
    ports
}
