//! Barcode readers: on a serial port, or typing as a keyboard does.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::bounded::bounded;
use super::{Device, DeviceKind, DeviceState, Probed};
use crate::{Code, Error, Result};

/// A barcode reader on a serial port.
#[derive(Clone, Debug)]
pub struct SerialBarcodeReader {
    pub(super) name: String,
    pub(super) port: PathBuf,
}

impl Device for SerialBarcodeReader {
    fn name(&self) -> &str {
        &self.name
    }

    fn kind(&self) -> DeviceKind {
        DeviceKind::BarcodeReader
    }

    fn driver(&self) -> &str {
        "serial"
    }

    /// Opens the port and closes it. The reader itself says nothing until somebody scans.
    fn probe(&self, limit: Duration) -> Result<Probed> {
        let port = system_name(&self.port);
        // The opening of a port may wait for its other end.
        match bounded(limit, move || {
            OpenOptions::new().read(true).write(true).open(port)
        })? {
            Ok(_) => Ok(Probed::new(
                DeviceState::Ready,
                said!("la porta si apre" / "the port opens"),
            )),
            Err(error) => match error.kind() {
                std::io::ErrorKind::NotFound => Err(absent(&self.port)),
                std::io::ErrorKind::ResourceBusy => Ok(busy()),
                // Windows says so of a port that another program has open.
                std::io::ErrorKind::PermissionDenied if cfg!(windows) => Ok(busy()),
                kind => {
                    let error = Error::new(Code::DeviceFailed).caused_by(error);
                    Err(error.detail(kind.to_string()))
                }
            },
        }
    }

    fn node(&self) -> Option<PathBuf> {
        // Windows shows its ports only to whoever opens them.
        (!cfg!(windows)).then(|| self.port.clone())
    }
}

fn absent(port: &Path) -> Error {
    Error::new(Code::DeviceAbsent).detail(port.display().to_string())
}

fn busy() -> Probed {
    let said =
        said!("la porta è usata da un altro programma" / "the port is used by another program");
    Probed::new(DeviceState::Busy, said)
}

/// `COM10` and higher open on Windows only by their full name.
fn system_name(port: &Path) -> PathBuf {
    match port.to_str() {
        Some(name) if cfg!(windows) && name.to_ascii_uppercase().starts_with("COM") => {
            PathBuf::from(format!(r"\\.\{name}"))
        }
        _ => port.to_path_buf(),
    }
}

/// A barcode reader that types what it reads.
#[derive(Clone, Debug)]
pub struct WedgeBarcodeReader {
    pub(super) name: String,
}

impl Device for WedgeBarcodeReader {
    fn name(&self) -> &str {
        &self.name
    }

    fn kind(&self) -> DeviceKind {
        DeviceKind::BarcodeReader
    }

    fn driver(&self) -> &str {
        "keyboard"
    }

    /// To the system it is one more keyboard: nothing can be asked of it.
    fn probe(&self, _limit: Duration) -> Result<Probed> {
        Ok(Probed::new(
            DeviceState::Untestable,
            said!(
                "scrive come una tastiera: provarlo leggendo una tessera sanitaria in un editor di testo"
                    / "it types as a keyboard does: try it by scanning a tessera sanitaria into a text editor"
            ),
        ))
    }
}
