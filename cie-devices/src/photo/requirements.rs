//! What the law asks of the photograph, as data.

use cie_core::rule::{Rule, Value, biometrics};

use crate::media::ImageBounds;

/// What a photograph file must be like. Lengths are in micrometres.
///
/// The default reads the figures of the rule `biometrics.photo`. One value is policy, because the
/// rule is silent: a width passes within half a millimetre, because 35 mm is not a whole number
/// of pixels at 400 dpi.
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
    /// Lowest place of the eyes above the lower edge.
    pub eyes_lowest_um: u32,
    /// Highest place of the eyes above the lower edge.
    pub eyes_highest_um: u32,
    /// Least height of the face, in hundredths of the height of the photograph.
    pub face_least_percent: u32,
    /// Largest height of the face, in hundredths of the height of the photograph.
    pub face_most_percent: u32,
    /// Names of the admitted colours of the background, from the rule `biometrics.photo.background`.
    pub backgrounds: &'static [&'static str],
    /// What is decoded at most; a file beyond it is not looked into.
    pub bounds: ImageBounds,
}

impl Requirements {
    /// Reads the figures of a rule such as `biometrics.photo`, and the colours of the rule about the
    /// background; the tolerance and the bounds keep their defaults. `None` when a figure is missing
    /// or has another unit.
    #[must_use]
    pub fn from_rule(rule: &Rule) -> Option<Self> {
        let micrometres = |name| match rule.value(name)? {
            Value::Millimetres(mm) => mm.checked_mul(1000),
            _ => None,
        };
        let percent = |name| match rule.value(name)? {
            Value::Percent(hundredths) => Some(hundredths),
            _ => None,
        };
        Some(Self {
            min_dpi: match rule.value("least_resolution")? {
                Value::DotsPerInch(dpi) => dpi,
                _ => return None,
            },
            max_bytes: match rule.value("largest")? {
                Value::Bytes(bytes) => usize::try_from(bytes).ok()?,
                _ => return None,
            },
            width_um: micrometres("width")?,
            width_tolerance_um: 500,
            min_height_um: micrometres("least_height")?,
            eyes_lowest_um: micrometres("eyes_lowest")?,
            eyes_highest_um: micrometres("eyes_highest")?,
            face_least_percent: percent("face_least")?,
            face_most_percent: percent("face_most")?,
            backgrounds: match biometrics::PHOTO_BACKGROUND.value("colours")? {
                Value::Texts(names) => names,
                _ => return None,
            },
            bounds: ImageBounds::default(),
        })
    }
}

impl Default for Requirements {
    fn default() -> Self {
        // Should the rule lose a figure, no photograph passes until this is noticed.
        Self::from_rule(&biometrics::PHOTO).unwrap_or(Self {
            min_dpi: u32::MAX,
            max_bytes: 0,
            width_um: 0,
            width_tolerance_um: 0,
            min_height_um: u32::MAX,
            eyes_lowest_um: u32::MAX,
            eyes_highest_um: 0,
            face_least_percent: u32::MAX,
            face_most_percent: 0,
            backgrounds: &[],
            bounds: ImageBounds::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_the_published_rule() {
        let default = Requirements::default();
        assert_eq!((default.width_um, default.min_height_um), (35_000, 45_000));
        assert_eq!((default.min_dpi, default.max_bytes), (400, 500_000));
        let eyes = (default.eyes_lowest_um, default.eyes_highest_um);
        assert_eq!(eyes, (23_000, 31_000));
        let face = (default.face_least_percent, default.face_most_percent);
        assert_eq!(face, (70, 80));
        assert_eq!(default.backgrounds.len(), 5);
        assert_eq!(Requirements::from_rule(&biometrics::SIGNATURE), None);
    }
}
