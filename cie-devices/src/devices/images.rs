//! Devices that are files: for trials and courses, never for a citizen.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::bounded::bounded;
use super::{Device, DeviceKind, DeviceState, Probed};
use crate::media::{self, ImageBounds};
use crate::{Code, Error, Result, fingerprint};

/// Largest image file, in bytes.
const MAX_FILE: u64 = 16 << 20;
/// Most files of a folder that are looked at.
const MAX_FILES: usize = 1000;

/// A camera or fingerprint scanner that gives the images of a folder, or one image. SIMULATED.
#[derive(Clone, Debug)]
pub struct VirtualDevice {
    pub(super) name: String,
    pub(super) kind: DeviceKind,
    pub(super) images: PathBuf,
}

impl Device for VirtualDevice {
    fn name(&self) -> &str {
        &self.name
    }

    fn kind(&self) -> DeviceKind {
        self.kind
    }

    fn driver(&self) -> &str {
        "virtual"
    }

    /// Takes the first image as a real device would take one, and decodes it.
    fn probe(&self, limit: Duration) -> Result<Probed> {
        let images = self.images.clone();
        let (width, height) = bounded(limit, move || capture(&images))??;
        let said = said!(
            "SIMULATO: immagine di {width} × {height} pixel"
                / "SIMULATED: image of {width} × {height} pixels"
        );
        Ok(Probed::new(DeviceState::Ready, said)
            .fact("width", width)
            .fact("height", height)
            .fact("simulated", true))
    }

    fn node(&self) -> Option<PathBuf> {
        Some(self.images.clone())
    }
}

fn capture(images: &Path) -> Result<(u32, u32)> {
    let absent = |error: std::io::Error| Error::new(Code::DeviceAbsent).caused_by(error);
    let file = if images.is_dir() {
        let entries = std::fs::read_dir(images).map_err(absent)?;
        let mut files: Vec<PathBuf> = entries
            .take(MAX_FILES)
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| is_image(path))
            .collect();
        files.sort();
        let none = || Error::new(Code::DeviceAbsent).detail("no image in the folder");
        files.into_iter().next().ok_or_else(none)?
    } else {
        images.to_path_buf()
    };
    let bytes = super::read(&file, MAX_FILE).map_err(absent)?;
    let senseless = |error: Error| Error::new(Code::DeviceAnswer).caused_by(error);
    if bytes.starts_with(&[0xFF, 0xA0]) {
        let print = fingerprint::wsq::decode(&bytes).map_err(senseless)?;
        return Ok((print.width(), print.height()));
    }
    let image = media::decode_gray(&bytes, &ImageBounds::default()).map_err(senseless)?;
    Ok(image.dimensions())
}

fn is_image(path: &Path) -> bool {
    let end = path.extension().and_then(|end| end.to_str());
    let images = ["jpg", "jpeg", "png", "wsq"];
    end.is_some_and(|end| images.iter().any(|known| end.eq_ignore_ascii_case(known)))
}
