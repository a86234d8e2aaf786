//! The folder that a reading leaves.

use std::fs;
use std::path::Path;

use cie_devices::emrtd::Files;
use cie_devices::emrtd::lds::{DataGroup, Dg2, File, ImageFormat};
use cie_devices::photo::FACE_BOUNDS;
use serde_json::Value;

use super::shown::unwritable;
use crate::exit::{Failure, io_failure};

/// Files outside of the groups.
const OTHERS: [(File, &str); 3] = [
    (File::CardAccess, "EF.CardAccess.bin"),
    (File::Com, "EF.COM.bin"),
    (File::Sod, "EF.SOD.bin"),
];

/// Writes the files as the chip gave them, the photograph as it is and as PNG, and the verdicts.
/// Gives the names. A picture that cannot be decoded is written as it is.
pub(super) fn write(folder: &Path, files: &Files, report: &Value) -> Result<Vec<String>, Failure> {
    fs::create_dir_all(folder).map_err(|error| io_failure(folder, &error))?;
    let mut names = Vec::new();
    let mut put = |name: String, bytes: &[u8]| {
        let path = folder.join(&name);
        names.push(name);
        fs::write(&path, bytes).map_err(|error| io_failure(&path, &error))
    };
    for (file, name) in OTHERS {
        if let Some(bytes) = files.get(file) {
            put(name.to_owned(), bytes)?;
        }
    }
    for (group, bytes) in files.groups() {
        put(format!("{group}.bin"), &bytes)?;
    }
    let face = files
        .get(File::Group(DataGroup::DG2))
        .and_then(|bytes| Dg2::parse(bytes).ok())
        .and_then(|group| group.faces.into_iter().next());
    if let Some(face) = face {
        let ending = match face.format {
            ImageFormat::Jpeg => "jpg",
            _ => jpeg2000_ending(face.image.expose()),
        };
        put(format!("photo.{ending}"), face.image.expose())?;
        if let Ok(png) = face.picture(&FACE_BOUNDS).and_then(|p| p.to_png()) {
            put("photo.png".to_owned(), &png)?;
        }
    }
    let text = serde_json::to_string_pretty(report).map_err(|e| unwritable(&e))?;
    put("report.json".to_owned(), format!("{text}\n").as_bytes())?;
    Ok(names)
}

/// A JPEG 2000 file, or a codestream without one around it.
fn jpeg2000_ending(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0xFF, 0x4F]) {
        "j2k"
    } else {
        "jp2"
    }
}
