//! The request that a card answers, from a file.

use std::path::Path;

use cie_core::request::{CANONICAL_SCHEMA, CardRequest};
use cie_devices::emrtd::Requested;
use serde::Deserialize;

use crate::commands::{input, json};
use crate::exit::Failure;

/// Photo, fingerprints and signature in base64 stay far below.
const MAX_LEN: u64 = 16 << 20;

/// What tells the canonical form from a request.
#[derive(Deserialize)]
struct Schema {
    schema: Option<String>,
}

/// Reads a request, or the canonical form that was signed.
pub(super) fn read(path: &Path) -> Result<Requested, Failure> {
    let bytes = input::read(path, MAX_LEN)?;
    let (it, en) = ("una richiesta", "a request");
    let form: Schema = json::parse(path, &bytes, it, en)?;
    if form.schema.as_deref() == Some(CANONICAL_SCHEMA) {
        return json::parse(path, &bytes, it, en);
    }
    let request: CardRequest = json::parse(path, &bytes, it, en)?;
    Ok(Requested::from(&request))
}
