//! Files of certificates and keys.

use std::fs;
use std::path::Path;

use crate::{Code, Error, Result};

/// Larger files are a mistake.
const MAX_PEM: u64 = 1 << 20;

/// The bytes of a PEM file; the error names it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    let bad = || Error::new(Code::BadTls);
    let unreadable = |error| bad().detail(path.display().to_string()).caused_by(error);
    if fs::metadata(path).map_err(unreadable)?.len() > MAX_PEM {
        return Err(bad().detail(format!("{}: larger than 1 MiB", path.display())));
    }
    fs::read(path).map_err(unreadable)
}
