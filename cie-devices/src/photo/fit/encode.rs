//! JPEG within a largest size.

use image::DynamicImage;
use image::codecs::jpeg::{JpegEncoder, PixelDensity};

use crate::photo::{Policy, Requirements};
use crate::{Code, Error, Result};

/// A JPEG file and what it is like.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::photo) struct Encoded {
    pub(in crate::photo) bytes: Vec<u8>,
    pub(in crate::photo) size: (u32, u32),
    pub(in crate::photo) dpi: u16,
    pub(in crate::photo) quality: u8,
}

/// Width and height at a resolution: the width to the nearest pixel, the height not less than it
/// must be.
pub(super) fn size_at(dpi: u16, requirements: &Requirements) -> (u32, u32) {
    let pixels = |um: u32, rounding: u64| {
        let exact = u64::from(um) * u64::from(dpi) + rounding;
        u32::try_from(exact / 25_400).unwrap_or(u32::MAX)
    };
    (
        pixels(requirements.width_um, 12_700),
        pixels(requirements.min_height_um, 25_399),
    )
}

/// The best quality of those allowed whose file is not too large.
pub(super) fn within(
    image: &DynamicImage,
    dpi: u16,
    requirements: &Requirements,
    policy: &Policy,
) -> Result<Encoded> {
    let (worst, best) = policy.quality;
    let (mut low, mut high) = (worst.clamp(1, 100), best.clamp(1, 100));
    let mut found = None;
    // Files grow with quality, so halving finds the best that fits; the best is tried first.
    let mut quality = high;
    while low <= high {
        let bytes = jpeg(image, dpi, quality)?;
        if bytes.len() <= requirements.max_bytes {
            found = Some((bytes, quality));
            low = quality + 1;
        } else {
            high = quality - 1;
        }
        quality = u8::midpoint(low, high);
    }
    let (bytes, quality) = found.ok_or_else(|| {
        let text = format!("max {} bytes, quality {worst}", requirements.max_bytes);
        Error::new(Code::NotCompressible).detail(text)
    })?;
    Ok(Encoded {
        bytes,
        size: (image.width(), image.height()),
        dpi,
        quality,
    })
}

fn jpeg(image: &DynamicImage, dpi: u16, quality: u8) -> Result<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, quality);
    encoder.set_pixel_density(PixelDensity::dpi(dpi));
    // Of a `DynamicImage` the encoder makes colours even where it has none.
    let written = match image {
        DynamicImage::ImageLuma8(gray) => encoder.encode_image(gray),
        other => encoder.encode_image(&other.to_rgb8()),
    };
    written.map_err(|e| Error::new(Code::ImageNotWritten).caused_by(e))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_on_paper() {
        let requirements = Requirements::default();
        // 35 mm are 551.18 pixels at 400 dpi and 826.77 at 600; 45 mm are 708.66 and 1062.99.
        assert_eq!(size_at(400, &requirements), (551, 709));
        assert_eq!(size_at(600, &requirements), (827, 1063));
    }

    #[test]
    fn the_best_quality_that_fits_is_taken() {
        let noise = image::RgbImage::from_fn(200, 200, |x, y| {
            let n = (x * 7919 + y * 104_729) ^ (x * y);
            image::Rgb([n, n >> 3, n >> 5].map(|v| u8::try_from(v % 256).unwrap()))
        });
        let noise = DynamicImage::ImageRgb8(noise);
        let all: Vec<usize> = (1..=100)
            .map(|q| jpeg(&noise, 400, q).unwrap().len())
            .collect();
        for limit in [all[20], all[60] + 1, all[99]] {
            let requirements = Requirements {
                max_bytes: limit,
                ..Requirements::default()
            };
            let policy = Policy {
                quality: (10, 95),
                ..Policy::default()
            };
            let encoded = within(&noise, 400, &requirements, &policy).unwrap();
            let best = (10..=95_u8)
                .rev()
                .find(|q| all[usize::from(*q) - 1] <= limit);
            assert_eq!(Some(encoded.quality), best);
            assert!(encoded.bytes.len() <= limit);
        }
        let requirements = Requirements {
            max_bytes: 100,
            ..Requirements::default()
        };
        let code = within(&noise, 400, &requirements, &Policy::default()).err();
        assert_eq!(code.map(|e| e.code()), Some(Code::NotCompressible));
    }
}
