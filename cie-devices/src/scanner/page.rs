//! A scanned page: bounded pixels and their resolution.

use std::fmt;

use image::{DynamicImage, GrayImage, RgbImage};

use super::Colour;
use crate::media::{ImageBounds, MediaFormat, decode};
use crate::png_file::{Pixels, write_png};
use crate::{Code, Error, Result};

/// How large a page may be: 64 MiB, 12 000 pixels a side, 40 million pixels. An A4 page at 600 dpi
/// fits.
pub const PAGE_BOUNDS: ImageBounds = ImageBounds {
    max_bytes: 64 << 20,
    max_side: 12_000,
    max_pixels: 40_000_000,
};

/// A scanned page. `Debug` shows its size, never its content.
#[derive(Clone, PartialEq)]
pub struct Page {
    image: DynamicImage,
    dpi: u32,
}

impl Page {
    /// Reads a PNG or JPEG file as it came from a scanner, within [`PAGE_BOUNDS`].
    ///
    /// # Errors
    /// `CIE-DEV-653` beyond the bounds, `CIE-DEV-655` when it is something else, damaged or cut.
    pub fn from_file(file: &[u8], dpi: u32) -> Result<Self> {
        if !ends(file) {
            return Err(Error::new(Code::PageDamaged).detail("no end of image"));
        }
        let (_, image) = decode(file, &PAGE_BOUNDS).map_err(|error| {
            let code = match error.code() {
                Code::MediaTooLarge | Code::TooManyPixels => Code::ScanTooLarge,
                _ => Code::PageDamaged,
            };
            Error::new(code).caused_by(error)
        })?;
        let image = match image {
            gray @ DynamicImage::ImageLuma8(_) => gray,
            deep @ (DynamicImage::ImageLuma16(_)
            | DynamicImage::ImageLumaA8(_)
            | DynamicImage::ImageLumaA16(_)) => DynamicImage::ImageLuma8(deep.into_luma8()),
            colour => DynamicImage::ImageRgb8(colour.into_rgb8()),
        };
        Ok(Self { image, dpi })
    }

    /// Width, in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.image.width()
    }

    /// Height, in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.image.height()
    }

    /// Dots an inch, both ways.
    #[must_use]
    pub fn dpi(&self) -> u32 {
        self.dpi
    }

    /// [`Colour::Gray`] with one byte a pixel, or [`Colour::Rgb`] with three. A page scanned in
    /// black and white is gray here, with the values 0 and 255.
    #[must_use]
    pub fn colour(&self) -> Colour {
        match self.image {
            DynamicImage::ImageLuma8(_) => Colour::Gray,
            _ => Colour::Rgb,
        }
    }

    /// The pixels row by row, without padding; 0 is black.
    #[must_use]
    pub fn samples(&self) -> &[u8] {
        self.image.as_bytes()
    }

    /// The page in gray.
    #[must_use]
    pub fn to_gray(&self) -> GrayImage {
        self.image.to_luma8()
    }

    /// The page in colour.
    #[must_use]
    pub fn to_rgb(&self) -> RgbImage {
        self.image.to_rgb8()
    }

    /// The page as a PNG file with its resolution.
    ///
    /// # Errors
    /// `CIE-DEV-014` when it cannot be written.
    pub fn to_png(&self) -> Result<Vec<u8>> {
        let pixels = match self.colour() {
            Colour::Gray => Pixels::Gray(self.samples()),
            _ => Pixels::Rgb(self.samples()),
        };
        write_png(self.width(), self.height(), self.dpi, &pixels, &[])
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("width", &self.width())
            .field("height", &self.height())
            .field("dpi", &self.dpi)
            .field("colour", &self.colour())
            .finish_non_exhaustive()
    }
}

/// Whether a file has its end: decoders fill what is missing with gray. Some scanners pad a JPEG
/// file with zeros.
fn ends(file: &[u8]) -> bool {
    /// The last chunk of a PNG file, without its length of zero.
    const IEND: &[u8] = b"IEND\xAE\x42\x60\x82";
    let last = file.iter().rposition(|byte| *byte != 0);
    let file = last.and_then(|last| file.get(..=last)).unwrap_or_default();
    match MediaFormat::guess(file) {
        Some(MediaFormat::Jpeg) => file.ends_with(&[0xFF, 0xD9]),
        Some(MediaFormat::Png) => file.ends_with(IEND),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::{portrait, signature};

    #[test]
    fn a_cut_page_is_not_a_page() {
        let files = [
            portrait(1).unwrap().into_bytes(),
            signature(1).unwrap().into_bytes(),
        ];
        for file in files {
            let page = Page::from_file(&file, 400).unwrap();
            assert_eq!(page.dpi(), 400);
            for length in [0, 10, file.len() / 2, file.len() - 1] {
                let cut = file.get(..length).unwrap();
                let code = Page::from_file(cut, 400).err().map(|e| e.code());
                assert_eq!(code, Some(Code::PageDamaged), "{length}");
            }
            let padded = [file.as_slice(), &[0; 7]].concat();
            assert_eq!(Page::from_file(&padded, 400).unwrap(), page);
        }
    }

    #[test]
    fn a_page_survives_as_png() {
        for file in [
            portrait(2).unwrap().into_bytes(),
            signature(2).unwrap().into_bytes(),
        ] {
            let page = Page::from_file(&file, 300).unwrap();
            assert_eq!(Page::from_file(&page.to_png().unwrap(), 300).unwrap(), page);
            assert!(!format!("{page:?}").contains('['));
        }
    }
}
