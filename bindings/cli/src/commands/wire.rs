//! The wire profile that a command speaks.

use std::path::Path;
use std::sync::Arc;

use cie_sad::profile::{Profile, TravelConstants};

use super::input;
use crate::exit::Failure;

/// Longest profile file.
const MAX: u64 = 1024 * 1024;

/// A profile by its name, or by the path of its file; `,travel=SI/NO` after either chooses the
/// constants of its travel flag.
pub(super) fn profile(name: &str) -> Result<Arc<Profile>, Failure> {
    let (name, travel) = match name.rsplit_once(",travel=") {
        Some((name, travel)) => (name, Some(travel.parse::<TravelConstants>()?)),
        None => (name, None),
    };
    let profile = match name {
        "anpr" => Profile::anpr()?,
        "anpr-soap" => Profile::anpr_soap()?,
        "piatto" => Profile::piatto()?,
        path => from_file(Path::new(path))?,
    };
    Ok(Arc::new(match travel {
        Some(travel) => profile.with_travel_constants(travel),
        None => profile,
    }))
}

/// A profile from its file; what is wrong is told with the path and the line.
pub(super) fn from_file(path: &Path) -> Result<Profile, Failure> {
    let text = input::read_text(path, MAX)?;
    Profile::parse(&text).map_err(|error| Failure::from(error).in_file(path))
}
