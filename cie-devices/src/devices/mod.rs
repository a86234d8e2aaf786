//! The devices of a workstation: which there are, whether they work, what comes and goes (feature
//! `devices`).
//!
//! A file names them ([`Devices::parse`], `docs/devices.md`). Each is a [`Device`], which can be
//! tried within a limit of time; a [`DeviceWatch`] tells what is plugged in and unplugged. What
//! takes photographs and prints with them are the traits of their own modules.

mod barcode;
mod bounded;
mod card;
mod config;
mod device;
mod found;
mod images;
mod list;
mod program;
mod scanner;
mod watch;

pub use crate::said::Said;
pub use barcode::{SerialBarcodeReader, WedgeBarcodeReader};
pub use card::{CardReader, OperatorCard};
pub use device::{Device, DeviceKind, DeviceState, Probed};
pub use found::{Found, find};
pub use images::VirtualDevice;
pub use list::Devices;
pub use program::ProgramDevice;
pub use scanner::EsclScanner;
pub use watch::{Change, DeviceEvent, DeviceWatch, DeviceWatcher};

/// A file of at most so many bytes.
pub(crate) fn read(path: &std::path::Path, most: u64) -> std::io::Result<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(most + 1)
        .read_to_end(&mut bytes)?;
    match u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        true => Err(std::io::ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}
