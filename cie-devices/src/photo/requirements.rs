//! What the law asks of the photograph, as data.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::media::ImageBounds;

/// What a photograph file must be like. Lengths are in micrometres.
///
/// The defaults are the rules published for the CIE (portrait 35 mm wide and at least 45 mm high,
/// JPG, at least 400 dpi, at most 500 kB; confidence high). Two readings are policy, because the
/// rules are silent: a kilobyte is 1000 bytes, which is the stricter reading, and a width passes
/// within half a millimetre, because 35 mm is not a whole number of pixels at 400 dpi.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirements {
    /// Least resolution in both directions, in dots an inch.
    pub min_dpi: u32,
    /// Largest file, in bytes.
    pub max_bytes: usize,
    /// Width on paper.
    pub width_um: u32,
    /// How far the width may be off, either way.
    pub width_tolerance_um: u32,
    /// Least height on paper.
    pub min_height_um: u32,
    /// What is decoded at most; a file beyond it is not looked into.
    pub bounds: ImageBounds,
    /// Where the values come from.
    pub source: Cow<'static, str>,
    /// Day on which the source was read; the act behind it gives no starting date.
    pub as_of: NaiveDate,
}

impl Default for Requirements {
    fn default() -> Self {
        Self {
            min_dpi: 400,
            max_bytes: 500_000,
            width_um: 35_000,
            width_tolerance_um: 500,
            min_height_um: 45_000,
            bounds: ImageBounds::default(),
            source: Cow::Borrowed(
                "published requirements of the CIE photograph, official page, confidence high",
            ),
            as_of: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default(),
        }
    }
}
