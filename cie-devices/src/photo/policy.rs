//! Our own thresholds, where the rules are silent.

/// A colour that a background may have, as bounds in CIE LCh (D65): lightness 0 to 100, chroma, hue
/// in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    /// Its name in the rule `biometrics.photo.background`.
    pub name: &'static str,
    /// Lightness, from and to.
    pub lightness: (f32, f32),
    /// Chroma, from and to.
    pub chroma: (f32, f32),
    /// Hue, from and to, in degrees; all of them where the colour is grey.
    pub hue: (f32, f32),
}

/// What the rules leave open, with defaults that are ours.
///
/// The rules ask for a sharp, well exposed photograph on a uniform background and give no figures
/// for it. These are ours, chosen on drawn faces and on a group photograph blurred, darkened and
/// bleached step by step; see `docs/photo.md`. They are for an operator who can say no: set them
/// looser or tighter by experience.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Least sharpness, from 0 (even) to 1 (a step in every edge), at the size of print.
    pub least_sharpness: f32,
    /// Brightness, 0 to 255, from which a pixel of the face counts as blown.
    pub blown_from: u8,
    /// Largest share of blown pixels in the face, 0 to 1.
    pub most_blown: f32,
    /// Least mean brightness of the face, 0 to 255. Low enough for every skin.
    pub least_brightness: u8,
    /// Least difference between the 2nd and the 98th percentile of brightness, 0 to 255.
    pub least_contrast: u8,
    /// How far a pixel of the background may be from its median colour (CIE 1976 colour difference).
    pub background_spread: f32,
    /// Least share of the background within that distance, 0 to 1: hair may reach into it.
    pub least_uniform: f32,
    /// What the admitted colours are; only those whose name the rule has count.
    pub tones: Vec<Tone>,
    /// Largest tilt of the head that is straightened, in degrees.
    pub most_tilt: f32,
    /// How far the face may be beside the middle, in hundredths of the width.
    pub most_aside: u32,
    /// Highest resolution written, in dots an inch; lower where the file has less.
    pub most_dpi: u32,
    /// JPEG qualities tried, from the worst to the best, 1 to 100.
    pub quality: (u8, u8),
}

impl Default for Policy {
    fn default() -> Self {
        let tone = |name, lightness, chroma, hue| Tone {
            name,
            lightness,
            chroma,
            hue,
        };
        Self {
            least_sharpness: 0.25,
            blown_from: 250,
            most_blown: 0.05,
            least_brightness: 40,
            least_contrast: 60,
            background_spread: 12.0,
            least_uniform: 0.85,
            tones: vec![
                tone("white", (90.0, 100.0), (0.0, 8.0), (0.0, 360.0)),
                tone("light_grey", (65.0, 92.0), (0.0, 6.0), (0.0, 360.0)),
                tone("light_blue", (65.0, 100.0), (4.0, 40.0), (190.0, 290.0)),
                tone("beige", (75.0, 100.0), (5.0, 35.0), (50.0, 110.0)),
                tone("light_brown", (55.0, 80.0), (8.0, 45.0), (40.0, 95.0)),
            ],
            most_tilt: 10.0,
            most_aside: 5,
            most_dpi: 600,
            quality: (60, 95),
        }
    }
}
