//! Colours: to sRGB, and to the space in which differences are judged.

use image::RgbImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Largest ICC profile looked at, in bytes: those of cameras and scanners have a few thousand.
const MAX_PROFILE: usize = 1 << 20;

/// The picture with its colours in sRGB. One without a profile, or with a profile that cannot be
/// used, is taken for sRGB, as everybody else does.
pub(super) fn to_srgb(image: RgbImage, profile: Option<&[u8]>) -> RgbImage {
    profile
        .filter(|bytes| bytes.len() <= MAX_PROFILE)
        .and_then(|bytes| converted(&image, bytes))
        .unwrap_or(image)
}

fn converted(image: &RgbImage, profile: &[u8]) -> Option<RgbImage> {
    let source = ColorProfile::new_from_slice(profile).ok()?;
    if source.color_space != DataColorSpace::Rgb {
        return None;
    }
    let target = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let transform = source
        .create_transform_8bit(Layout::Rgb, &target, Layout::Rgb, options)
        .ok()?;
    let mut pixels = vec![0; image.as_raw().len()];
    transform.transform(image.as_raw(), &mut pixels).ok()?;
    RgbImage::from_raw(image.width(), image.height(), pixels)
}

/// A colour in CIE L*a*b*, white being that of sRGB (D65).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lab {
    pub(super) l: f32,
    pub(super) a: f32,
    pub(super) b: f32,
}

impl Lab {
    /// From sRGB (IEC 61966-2-1), 8 bits a channel.
    pub(super) fn of([r, g, b]: [u8; 3]) -> Self {
        let linear = |channel: u8| {
            let value = f32::from(channel) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                libm::powf((value + 0.055) / 1.055, 2.4)
            }
        };
        let (r, g, b) = (linear(r), linear(g), linear(b));
        let x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505;
        let y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        let z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089;
        let bent = |t: f32| {
            if t > 216.0 / 24_389.0 {
                libm::cbrtf(t)
            } else {
                (24_389.0 / 27.0 * t + 16.0) / 116.0
            }
        };
        let (x, y, z) = (bent(x), bent(y), bent(z));
        Self {
            l: 116.0 * y - 16.0,
            a: 500.0 * (x - y),
            b: 200.0 * (y - z),
        }
    }

    /// CIE 1976 colour difference.
    pub(super) fn distance(self, other: Self) -> f32 {
        let (l, a, b) = (self.l - other.l, self.a - other.a, self.b - other.b);
        libm::sqrtf(l * l + a * a + b * b)
    }

    pub(super) fn chroma(self) -> f32 {
        libm::hypotf(self.a, self.b)
    }

    /// In degrees, from 0 up to 360.
    pub(super) fn hue(self) -> f32 {
        libm::atan2f(self.b, self.a).to_degrees().rem_euclid(360.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_colours() {
        // Values of the primaries as Bruce Lindbloom's calculator gives them for sRGB and D65.
        let near = |rgb, (l, a, b)| {
            let distance = Lab::of(rgb).distance(Lab { l, a, b });
            assert!(distance < 0.3, "{rgb:?}: {:?}", Lab::of(rgb));
        };
        near([255, 255, 255], (100.0, 0.0, 0.0));
        near([0, 0, 0], (0.0, 0.0, 0.0));
        near([255, 0, 0], (53.24, 80.09, 67.20));
        near([0, 255, 0], (87.73, -86.18, 83.18));
        near([0, 0, 255], (32.30, 79.19, -107.86));
    }
}
