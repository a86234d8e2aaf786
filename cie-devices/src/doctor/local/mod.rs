//! What is on the workstation itself.

mod certificates;
mod device;
mod disk;
mod hosts;
mod pcsc;
mod pkcs11;

pub(super) use certificates::certificates;
pub use certificates::{CertificateStore, CertificatesCheck};
pub use device::DeviceCheck;
pub use disk::{DiskCheck, DiskTolerance};
pub use hosts::{HostsCheck, HostsLine, lines_naming};
pub use pcsc::ReadersCheck;
pub use pkcs11::ModuleCheck;

use std::io;
use std::path::Path;

use super::Said;
use crate::devices::read;

/// What is said of a file or folder that cannot be read.
fn unreadable(path: &Path, error: &io::Error) -> Said {
    let (path, kind) = (path.display(), error.kind());
    said!("{path}: lettura non riuscita ({kind})" / "{path}: cannot be read ({kind})")
}

/// The SHA-256 of some bytes, in lower case.
pub(super) fn sha256(bytes: &[u8]) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
    digest.as_ref().iter().map(|b| format!("{b:02x}")).collect()
}
