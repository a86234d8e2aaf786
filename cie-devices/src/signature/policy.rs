//! What the image of a signature must be like.

use cie_core::rule::{Rule, Value, biometrics};

use crate::media::ImageBounds;

/// Limits of the file that goes into a request, from the rule `biometrics.signature.image`, which is
/// a policy: the format that the workstation asks for is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirements {
    /// Widest image, in pixels.
    pub max_width: u32,
    /// Highest image, in pixels.
    pub max_height: u32,
    /// Resolution written in the file, in dots an inch.
    pub dpi: u32,
    /// Largest file, in bytes.
    pub max_bytes: usize,
    /// What is decoded at most.
    pub bounds: ImageBounds,
}

impl Requirements {
    /// Reads the figures `most_columns`, `most_rows`, `resolution` and `largest` of a rule. `None`
    /// when one is missing or has another unit.
    #[must_use]
    pub fn from_rule(rule: &Rule) -> Option<Self> {
        let count = |name| match rule.value(name)? {
            Value::Count(pixels) => Some(pixels),
            _ => None,
        };
        Some(Self {
            max_width: count("most_columns")?,
            max_height: count("most_rows")?,
            dpi: match rule.value("resolution")? {
                Value::DotsPerInch(dpi) => dpi,
                _ => return None,
            },
            max_bytes: match rule.value("largest")? {
                Value::Bytes(bytes) => usize::try_from(bytes).ok()?,
                _ => return None,
            },
            bounds: ImageBounds::default(),
        })
    }
}

impl Default for Requirements {
    fn default() -> Self {
        // Should the rule lose a figure, no signature passes until this is noticed.
        Self::from_rule(&biometrics::SIGNATURE_IMAGE).unwrap_or(Self {
            max_width: 0,
            max_height: 0,
            dpi: 0,
            max_bytes: 0,
            bounds: ImageBounds::default(),
        })
    }
}

/// Thresholds of ours for telling ink from paper; no rule has any.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Least darkness that can be ink, 0 (as light as the paper around) to 255 (black).
    pub least_ink: u8,
    /// Share of the darkness of the strokes from which a pixel is part of one, 0 to 1.
    pub edge: f32,
    /// Mean darkness of the strokes below which they are too faint, 0 to 255.
    pub faint: u8,
    /// Spots of fewer pixels are dropped.
    pub speck: usize,
    /// Paper left around the ink, in pixels.
    pub margin: u32,
    /// Least pixels of ink.
    pub least_pixels: usize,
    /// Least width of the ink, in pixels as captured.
    pub least_width: u32,
    /// Largest share of ink in its rectangle, 0 to 1: more is a blot, a shadow or a photograph.
    pub most_ink: f32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            least_ink: 30,
            edge: 0.45,
            faint: 60,
            speck: 12,
            margin: 6,
            least_pixels: 100,
            least_width: 120,
            most_ink: 0.4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_the_rule_and_other_rules_are_not_taken() {
        let default = Requirements::default();
        assert!(default.max_bytes > 0 && default.max_width > default.max_height);
        assert_eq!(Requirements::from_rule(&biometrics::PHOTO), None);
    }
}
