//! From a record to bytes.

use std::collections::BTreeSet;

use super::{
    Compression, FingerRecord, HEAD, MAGIC, MAX_RECORD, MAX_VIEWS, NO_QUALITY, ScaleUnit, VIEW_HEAD,
};
use crate::{Code, Error, Result};

impl FingerRecord {
    /// Writes the record; its count is that of the fingers.
    ///
    /// # Errors
    /// `CIE-DEV-520` beyond [`MAX_RECORD`] or [`MAX_VIEWS`]; `CIE-DEV-521` for what a reader would
    /// refuse: a view that is none of its finger's, an uncompressed image of another length than its
    /// sides ask for, a depth out of 1 to 16.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let lengths = self
            .views
            .iter()
            .map(|v| VIEW_HEAD + v.image.expose().len());
        let length = HEAD + lengths.sum::<usize>();
        if length > MAX_RECORD || self.views.len() > MAX_VIEWS {
            return Err(Error::new(Code::FirTooLarge));
        }
        self.judge()?;
        let fingers: BTreeSet<_> = self.views.iter().map(|view| view.position).collect();
        let mut bytes = Vec::with_capacity(length);
        bytes.extend(MAGIC);
        bytes.extend(number::<6>(length as u64));
        bytes.extend(self.device.to_be_bytes());
        bytes.extend(self.level.to_be_bytes());
        bytes.extend(number::<1>(fingers.len() as u64));
        bytes.push(match self.resolutions.unit {
            ScaleUnit::Inch => 1,
            ScaleUnit::Centimetre => 2,
        });
        for (across, down) in [self.resolutions.scan, self.resolutions.image] {
            bytes.extend(across.to_be_bytes());
            bytes.extend(down.to_be_bytes());
        }
        bytes.extend([self.depth, self.compression.code(), 0, 0]);
        for view in &self.views {
            let image = view.image.expose();
            bytes.extend(number::<4>((VIEW_HEAD + image.len()) as u64));
            bytes.extend([view.position.code(), view.views, view.number]);
            bytes.push(view.quality.unwrap_or(NO_QUALITY));
            bytes.push(view.impression.code());
            bytes.extend(view.width.to_be_bytes());
            bytes.extend(view.height.to_be_bytes());
            bytes.push(0);
            bytes.extend(image);
        }
        Ok(bytes)
    }

    fn judge(&self) -> Result<()> {
        let bad = |what: &'static str| Err(Error::new(Code::FirMalformed).detail(what));
        if !(1..=16).contains(&self.depth) {
            return bad("bits a pixel");
        }
        for view in &self.views {
            let pixels = usize::from(view.width) * usize::from(view.height);
            let raw = self.compression == Compression::Raw && self.depth == 8;
            if raw && pixels != view.image.expose().len() {
                return bad("length of an uncompressed image");
            }
            if view.number == 0 || view.number > view.views {
                return bad("number of the view");
            }
            if view.quality.is_some_and(|quality| quality > 100) {
                return bad("quality");
            }
        }
        Ok(())
    }
}

/// The last bytes of a number that fits them.
fn number<const BYTES: usize>(value: u64) -> impl Iterator<Item = u8> {
    value.to_be_bytes().into_iter().skip(8 - BYTES)
}
