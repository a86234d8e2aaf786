//! A sheet of paper for a scanner: a photograph and a signature at known places.

use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};

use super::{MARKER, portrait, signature};
use crate::media::{ImageBounds, decode};
use crate::png_file::{Pixels, write_png};
use crate::scanner::{Area, Colour};
use crate::{Code, Error, Result};

/// Photograph and signature, in dots an inch.
const PHOTO_DPI: f64 = 400.0;
const SIGNATURE_DPI: f64 = 300.0;
const INCH: f64 = 25.4;
const MOST_PIXELS: f64 = 40e6;

/// A SIMULATED sheet, 210 x 297 mm: the drawn [`portrait`] with its corner 20 mm from the left and
/// 20 mm from the top, the drawn [`signature`] 20 mm from the left and 90 mm from the top, on white.
#[derive(Clone, Debug)]
pub struct SimulatedSheet {
    portrait: RgbImage,
    signature: GrayImage,
}

impl SimulatedSheet {
    /// Width and height, in mm.
    pub const SIZE: (f64, f64) = (210.0, 297.0);

    /// Where the photograph is.
    #[must_use]
    pub fn photo() -> Area {
        Area::new(
            20.0,
            20.0,
            552.0 / PHOTO_DPI * INCH,
            709.0 / PHOTO_DPI * INCH,
        )
    }

    /// Where the signature is.
    #[must_use]
    pub fn signature() -> Area {
        Area::new(
            20.0,
            90.0,
            709.0 / SIGNATURE_DPI * INCH,
            177.0 / SIGNATURE_DPI * INCH,
        )
    }

    /// The sheet of a seed.
    ///
    /// # Errors
    /// `CIE-DEV-014` when its pictures cannot be drawn.
    pub fn new(seed: u64) -> Result<Self> {
        let bounds = ImageBounds::default();
        let picture = |file: &[u8]| decode(file, &bounds).map(|(_, image)| image);
        Ok(Self {
            portrait: picture(portrait(seed)?.bytes())?.into_rgb8(),
            signature: picture(signature(seed)?.bytes())?.into_luma8(),
        })
    }

    /// The colour at a point, in mm from the top left corner; white beside the sheet.
    #[must_use]
    pub fn at(&self, x: f64, y: f64) -> [u8; 3] {
        let (photo, signature) = (Self::photo(), Self::signature());
        let (column, row) = (
            dots(x - photo.left, PHOTO_DPI),
            dots(y - photo.top, PHOTO_DPI),
        );
        if let (Some(column), Some(row)) = (column, row)
            && let Some(pixel) = self.portrait.get_pixel_checked(column, row)
        {
            return pixel.0;
        }
        let (column, row) = (
            dots(x - signature.left, SIGNATURE_DPI),
            dots(y - signature.top, SIGNATURE_DPI),
        );
        match (column, row) {
            (Some(column), Some(row)) => self
                .signature
                .get_pixel_checked(column, row)
                .map_or([255; 3], |pixel| [pixel.0[0]; 3]),
            _ => [255; 3],
        }
    }

    /// What a scanner without lens, noise or skew sees of it.
    ///
    /// # Errors
    /// `CIE-DEV-653` for more than 40 million pixels.
    pub fn scan(&self, area: &Area, dpi: u32, colour: Colour) -> Result<DynamicImage> {
        let dpi = f64::from(dpi);
        let size = |mm: f64| (mm / INCH * dpi).round().max(1.0);
        let (width, height) = (size(area.width), size(area.height));
        let finite = area.width.is_finite() && area.height.is_finite();
        if !finite || width * height > MOST_PIXELS {
            return Err(Error::new(Code::ScanTooLarge).detail("simulated sheet"));
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let (width, height) = (width as u32, height as u32);
        let at = |x: u32, y: u32| {
            // The middle of each dot.
            let mm = |dot: u32| (f64::from(dot) + 0.5) / dpi * INCH;
            self.at(area.left + mm(x), area.top + mm(y))
        };
        let gray = |[r, g, b]: [u8; 3]| {
            let sum = u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114;
            u8::try_from(sum / 1000).unwrap_or(u8::MAX)
        };
        Ok(match colour {
            Colour::Rgb => RgbImage::from_fn(width, height, |x, y| Rgb(at(x, y))).into(),
            Colour::Gray => GrayImage::from_fn(width, height, |x, y| Luma([gray(at(x, y))])).into(),
            Colour::Bilevel => GrayImage::from_fn(width, height, |x, y| {
                Luma([if gray(at(x, y)) < 128 { 0 } else { 255 }])
            })
            .into(),
        })
    }

    /// What [`scan`](Self::scan) sees, as a PNG file with its resolution and `SIMULATED` in its comment.
    ///
    /// # Errors
    /// `CIE-DEV-653` for more than 40 million pixels, `CIE-DEV-014` when the encoder fails.
    pub fn png(&self, area: &Area, dpi: u32, colour: Colour) -> Result<Vec<u8>> {
        let image = self.scan(area, dpi, colour)?;
        let bytes = image.as_bytes();
        let dark: Vec<bool>;
        let pixels = match colour {
            Colour::Bilevel => {
                dark = bytes.iter().map(|byte| *byte == 0).collect();
                Pixels::Bilevel(&dark)
            }
            Colour::Gray => Pixels::Gray(bytes),
            Colour::Rgb => Pixels::Rgb(bytes),
        };
        let note = [("Comment", MARKER)];
        write_png(image.width(), image.height(), dpi, &pixels, &note)
    }
}

/// Whole dots in a length, if it is not negative.
fn dots(mm: f64, dpi: f64) -> Option<u32> {
    let dots = (mm / INCH * dpi).floor();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (0.0..=f64::from(u32::MAX))
        .contains(&dots)
        .then_some(dots as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_photograph_comes_out_of_its_place_at_its_own_resolution() {
        let sheet = SimulatedSheet::new(3).unwrap();
        let seen = sheet
            .scan(&SimulatedSheet::photo(), 400, Colour::Rgb)
            .unwrap();
        assert_eq!(seen.into_rgb8(), sheet.portrait);
        let seen = sheet
            .scan(&SimulatedSheet::signature(), 300, Colour::Gray)
            .unwrap();
        assert_eq!(seen.into_luma8(), sheet.signature);
        assert_eq!(sheet.at(-1.0, 5.0), [255; 3]);
        let endless = Area::new(0.0, 0.0, f64::NAN, 1.0);
        assert!(sheet.scan(&endless, 300, Colour::Gray).is_err());
    }
}
