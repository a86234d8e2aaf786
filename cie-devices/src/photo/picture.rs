//! A picture of a face: decoded, written as PNG, compared with another.

use std::fmt;
use std::io::Cursor;

use image::imageops::{FilterType, resize};
use image::{DynamicImage, GrayImage, ImageFormat as Written, RgbImage, Rgba};

use super::{colour, jpeg2000};
use crate::emrtd::lds::{FaceImage, ImageFormat};
use crate::media::{self, ImageBounds, Upright};
use crate::{Code, Error, Result};

/// Bounds of a face in a chip: files have up to 256 KiB, pictures some hundred pixels a side.
pub const FACE_BOUNDS: ImageBounds = ImageBounds {
    max_bytes: 1 << 20,
    max_side: 4096,
    max_pixels: 4_000_000,
};

/// Pictures are compared at this size, in pixels: enough for the features of a face, too coarse for
/// the traces of compression.
const COMPARED: (u32, u32) = (70, 90);

/// How alike two pictures are: 1 for the same, 0 for unrelated ones, -1 for the negative.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Likeness(pub f32);

impl Likeness {
    /// From here on two files are taken for the same picture, compressed or scaled anew. The figure
    /// is ours: a drawn face stays above 0.99 when it is halved and compressed to 3,000 bytes, and two
    /// faces drawn alike stay below 0.96.
    pub const SAME: Self = Self(0.98);

    /// Whether they are the same picture.
    #[must_use]
    pub fn is_same(self) -> bool {
        self >= Self::SAME
    }
}

/// A decoded picture of a face, 8 bits a sample, gray or RGB.
#[derive(Clone, PartialEq)]
pub struct Picture(DynamicImage);

impl Picture {
    /// Decodes a JPEG, PNG or JPEG 2000 file within bounds.
    ///
    /// # Errors
    /// `CIE-DEV-001` and `CIE-DEV-002` beyond the bounds, `CIE-DEV-640` when it cannot be read.
    pub fn decode(bytes: &[u8], bounds: &ImageBounds) -> Result<Self> {
        if bytes.len() > bounds.max_bytes {
            return Err(Error::new(Code::MediaTooLarge).detail(format!("{} bytes", bytes.len())));
        }
        if ImageFormat::sniff(bytes) == Some(ImageFormat::Jpeg2000) {
            return jpeg2000::decode(bytes, bounds).map(Self);
        }
        let (_, image) = media::decode(bytes, bounds).map_err(|error| match error.code() {
            Code::MediaUnreadable => Error::new(Code::FaceUnreadable).caused_by(error),
            _ => error,
        })?;
        Ok(Self(if image.color().has_color() {
            DynamicImage::ImageRgb8(image.into_rgb8())
        } else {
            DynamicImage::ImageLuma8(image.into_luma8())
        }))
    }

    /// Decodes a JPEG or PNG file as it is to be looked at: turned as its EXIF data say, its colours
    /// brought to sRGB, what is transparent in front of white.
    ///
    /// # Errors
    /// `CIE-DEV-001` and `CIE-DEV-002` beyond the bounds, `CIE-DEV-003` when it cannot be read.
    pub fn upright(bytes: &[u8], bounds: &ImageBounds) -> Result<Self> {
        media::decode_upright(bytes, bounds).map(Self::seen)
    }

    pub(super) fn seen(file: Upright) -> Self {
        if file.image.color().has_color() {
            Self(colour::to_srgb(on_white(file.image).into_rgb8(), file.profile.as_deref()).into())
        } else {
            Self(on_white(file.image).into_luma8().into())
        }
    }

    /// A picture of what is 8 bits a sample, gray or RGB.
    pub(crate) fn from_image(image: DynamicImage) -> Self {
        Self(image)
    }

    pub(crate) fn image(&self) -> &DynamicImage {
        &self.0
    }

    /// The part of it from a place on, as far as it reaches.
    pub(crate) fn cut(&self, left: u32, top: u32, width: u32, height: u32) -> Self {
        Self(self.0.crop_imm(left, top, width, height))
    }

    /// The brightness of each pixel.
    pub(crate) fn gray(&self) -> GrayImage {
        self.0.to_luma8()
    }

    /// The picture in colours.
    pub(crate) fn rgb(&self) -> RgbImage {
        self.0.to_rgb8()
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        (self.0.width(), self.0.height())
    }

    /// Samples of a pixel: 1 for gray, 3 for colours.
    #[must_use]
    pub fn channels(&self) -> u8 {
        self.0.color().channel_count()
    }

    /// The samples, row by row, each pixel's together.
    #[must_use]
    pub fn samples(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The picture as a PNG file.
    ///
    /// # Errors
    /// `CIE-DEV-014` when the encoder fails.
    pub fn to_png(&self) -> Result<Vec<u8>> {
        let mut file = Cursor::new(Vec::new());
        self.0
            .write_to(&mut file, Written::Png)
            .map_err(|e| Error::new(Code::ImageNotWritten).caused_by(e))?;
        Ok(file.into_inner())
    }

    /// How alike this picture and another are: the correlation of their samples, both brought to
    /// one size; of their brightness, if one of them is gray. It tells whether they are the same photograph. It does not tell whether two
    /// photographs show the same person: that is for the operator.
    ///
    /// ```
    /// use cie_devices::photo::{FACE_BOUNDS, Picture};
    /// use cie_devices::sim::portrait;
    /// let one = Picture::decode(portrait(1)?.bytes(), &FACE_BOUNDS)?;
    /// let other = Picture::decode(portrait(2)?.bytes(), &FACE_BOUNDS)?;
    /// assert!(one.likeness(&one).is_same());
    /// assert!(!one.likeness(&other).is_same());
    /// # Ok::<(), cie_devices::Error>(())
    /// ```
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Likeness {
        let gray = self.channels() == 1 || other.channels() == 1;
        let (ours, theirs) = (self.compared(gray), other.compared(gray));
        Likeness(correlation(&ours, &theirs))
    }

    fn compared(&self, gray: bool) -> Vec<u8> {
        let (width, height) = COMPARED;
        if gray {
            resize(&self.0.to_luma8(), width, height, FilterType::Triangle).into_raw()
        } else {
            resize(&self.0.to_rgb8(), width, height, FilterType::Triangle).into_raw()
        }
    }
}

/// Puts what is transparent in front of white paper.
fn on_white(image: DynamicImage) -> DynamicImage {
    if !image.color().has_alpha() {
        return image;
    }
    let mut paper = image.into_rgba8();
    for Rgba([r, g, b, a]) in paper.pixels_mut() {
        let over = |colour: u8| {
            let mixed = u32::from(colour) * u32::from(*a) + 255 * (255 - u32::from(*a)) + 127;
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        (*r, *g, *b) = (over(*r), over(*g), over(*b));
        *a = 255;
    }
    paper.into()
}

impl FaceImage {
    /// The image, decoded.
    ///
    /// # Errors
    /// As [`Picture::decode`].
    pub fn picture(&self, bounds: &ImageBounds) -> Result<Picture> {
        Picture::decode(self.image.expose(), bounds)
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size();
        write!(f, "Picture({width} x {height}, [personal])")
    }
}

/// Pearson's correlation; 0 where one of the two does not vary, 1 where neither does.
#[allow(clippy::cast_possible_truncation)] // A correlation fits an f32.
fn correlation(ours: &[u8], theirs: &[u8]) -> f32 {
    let mean = |values: &[u8]| {
        let sum: f64 = values.iter().copied().map(f64::from).sum();
        sum / f64::from(u32::try_from(values.len().max(1)).unwrap_or(u32::MAX))
    };
    let (our_mean, their_mean) = (mean(ours), mean(theirs));
    let (mut both, mut one, mut other) = (0.0, 0.0, 0.0);
    for (a, b) in ours.iter().zip(theirs) {
        let (a, b) = (f64::from(*a) - our_mean, f64::from(*b) - their_mean);
        both += a * b;
        one += a * a;
        other += b * b;
    }
    match (one > 0.0, other > 0.0) {
        (true, true) => (both / (one.sqrt() * other.sqrt())) as f32,
        (false, false) => 1.0,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlation_of_plain_cases() {
        assert!((correlation(&[1, 2, 3], &[10, 20, 30]) - 1.0).abs() < 1e-6);
        assert!((correlation(&[1, 2, 3], &[3, 2, 1]) + 1.0).abs() < 1e-6);
        assert_eq!(correlation(&[5, 5], &[1, 9]), 0.0);
    }
}
