//! The wire profile that a command speaks.

use std::path::Path;
use std::sync::Arc;

use cie_sad::profile::Profile;

use super::input;
use crate::exit::{Failure, Status};

/// Longest profile file.
const MAX: u64 = 1024 * 1024;

/// A profile by its name, or by the path of its file.
pub(super) fn profile(name: &str) -> Result<Arc<Profile>, Failure> {
    let profile = match name {
        "anpr" => Profile::anpr()?,
        "piatto" => Profile::piatto()?,
        path => {
            let bytes = input::read(Path::new(path), MAX)?;
            let text = String::from_utf8(bytes).map_err(|_| {
                Failure::new(
                    Status::Findings,
                    format!("{path}: non è testo UTF-8"),
                    format!("{path}: not UTF-8 text"),
                )
            })?;
            Profile::parse(&text)?
        }
    };
    Ok(Arc::new(profile))
}
