//! Images from outside, decoded within bounds.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::{Code, Error, Result};

/// How large an image may be before it is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageBounds {
    /// Largest file, in bytes.
    pub max_bytes: usize,
    /// Longest side, in pixels.
    pub max_side: u32,
    /// Most pixels, width times height.
    pub max_pixels: u64,
}

impl Default for ImageBounds {
    /// 16 MiB, 8000 pixels a side, 24 million pixels: an A4 page at 600 dpi does not fit, an A4
    /// page at 300 dpi and a card at 1200 dpi do.
    fn default() -> Self {
        Self {
            max_bytes: 16 << 20,
            max_side: 8000,
            max_pixels: 24_000_000,
        }
    }
}

/// Format of an image file that this crate reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MediaFormat {
    /// JPEG, `image/jpeg`.
    Jpeg,
    /// PNG, `image/png`.
    Png,
}

impl MediaFormat {
    /// The media type, such as `image/png`.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// Tells the format by the first bytes of the file.
    #[must_use]
    pub fn guess(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else {
            None
        }
    }
}

/// Decodes a PNG or JPEG file to gray, 8 bits a pixel.
///
/// # Errors
/// `CIE-DEV-001` and `CIE-DEV-002` beyond the bounds, `CIE-DEV-003` when it is not a readable PNG
/// or JPEG.
pub fn decode_gray(bytes: &[u8], bounds: &ImageBounds) -> Result<GrayImage> {
    decode(bytes, bounds).map(|(_, image)| image.into_luma8())
}

/// Decodes within bounds; the size is read from the header and judged before any pixel is.
pub(crate) fn decode(bytes: &[u8], bounds: &ImageBounds) -> Result<(MediaFormat, DynamicImage)> {
    let (format, decoder) = decoder(bytes, bounds)?;
    let image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    Ok((format, image))
}

/// An image as its file says that it is to be looked at.
pub(crate) struct Upright {
    pub(crate) format: MediaFormat,
    /// Turned as the EXIF data say.
    pub(crate) image: DynamicImage,
    /// Whether the EXIF data ask for a turn.
    pub(crate) turned: bool,
    /// The ICC profile of its colours.
    pub(crate) profile: Option<Vec<u8>>,
}

/// Decodes within bounds, and turns the image as its EXIF data say.
pub(crate) fn decode_upright(bytes: &[u8], bounds: &ImageBounds) -> Result<Upright> {
    let (format, mut decoder) = decoder(bytes, bounds)?;
    // Damaged EXIF data and profiles are no reason to refuse the pixels.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    image.apply_orientation(orientation);
    Ok(Upright {
        format,
        image,
        turned: orientation != Orientation::NoTransforms,
        profile,
    })
}

fn decoder<'a>(
    bytes: &'a [u8],
    bounds: &ImageBounds,
) -> Result<(MediaFormat, impl ImageDecoder + use<'a>)> {
    if bytes.len() > bounds.max_bytes {
        return Err(Error::new(Code::MediaTooLarge).detail(format!(
            "{} bytes, at most {}",
            bytes.len(),
            bounds.max_bytes
        )));
    }
    let format = MediaFormat::guess(bytes).ok_or(Code::MediaUnreadable)?;
    let mut reader = ImageReader::with_format(
        Cursor::new(bytes),
        match format {
            MediaFormat::Jpeg => ImageFormat::Jpeg,
            MediaFormat::Png => ImageFormat::Png,
        },
    );
    let mut limits = Limits::default();
    limits.max_image_width = Some(bounds.max_side);
    limits.max_image_height = Some(bounds.max_side);
    // Eight bytes a pixel cover 16-bit RGBA, the widest form either format has.
    limits.max_alloc = Some(bounds.max_pixels.saturating_mul(8));
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > bounds.max_pixels {
        return Err(Error::new(Code::TooManyPixels).detail(format!(
            "{width} x {height}, at most {} pixels",
            bounds.max_pixels
        )));
    }
    Ok((format, decoder))
}

fn unreadable(error: image::ImageError) -> Error {
    match error {
        image::ImageError::Limits(_) => Error::new(Code::TooManyPixels).caused_by(error),
        other => Error::new(Code::MediaUnreadable).caused_by(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn white(width: u32, height: u32) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        GrayImage::from_pixel(width, height, image::Luma([255]))
            .write_to(&mut file, ImageFormat::Png)
            .unwrap();
        file.into_inner()
    }

    #[test]
    fn bounds_are_inclusive() {
        let bounds = ImageBounds {
            max_bytes: 10_000,
            max_side: 40,
            max_pixels: 1200,
        };
        let code = |image: &[u8]| decode_gray(image, &bounds).err().map(|e| e.code());
        assert_eq!(code(&white(40, 30)), None);
        assert_eq!(code(&white(41, 2)), Some(Code::TooManyPixels));
        assert_eq!(code(&white(40, 31)), Some(Code::TooManyPixels));
        assert_eq!(code(&[0; 10_001]), Some(Code::MediaTooLarge));
        assert_eq!(code(b"GIF89a"), Some(Code::MediaUnreadable));
    }

    proptest! {
        #[test]
        fn damaged_files_are_decoded_or_refused(at in 0usize..60, value: u8, cut in 8usize..90) {
            let mut file = white(20, 10);
            if let Some(byte) = file.get_mut(at) { *byte = value; }
            file.truncate(cut);
            let _ = decode_gray(&file, &ImageBounds::default());
        }
    }
}
