//! From a text to a Code 39 symbol, for documents, tests and demonstrations.

use rxing::oned::{Code39Writer, OneDimensionalCodeWriter};

use crate::png_file::{Pixels, write_png};
use crate::{Code, Error, Result};

/// Longest text drawn, in characters.
const MAX_TEXT: usize = 40;
/// The alphabet of Code 39 without the start and stop character (ISO/IEC 16388, table 1).
const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

/// How a symbol is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// Width of a narrow element, in pixels (1 to 10).
    pub module: u32,
    /// Height of the bars, in pixels (1 to 1000).
    pub height: u32,
    /// Quiet zone on each side, in narrow elements: at least 10 (ISO/IEC 16388, 4.4).
    pub quiet_zone: u32,
    /// Resolution written into the file, in dots an inch (1 to 2400).
    pub dpi: u32,
}

impl Default for Rendering {
    /// 3 pixels a module, 120 pixels high, 10 modules of quiet zone, 300 dpi: modules of 0.254 mm.
    fn default() -> Self {
        Self {
            module: 3,
            height: 120,
            quiet_zone: 10,
            dpi: 300,
        }
    }
}

/// Draws a text as a Code 39 symbol with wide elements twice the narrow ones, black on white,
/// quiet zones included, and returns a PNG file.
///
/// Start and stop characters are added by the symbology and must not be in the text. No check
/// character is added: the codice fiscale has its own.
///
/// # Errors
/// `CIE-DEV-013` for a text or a measure that is not allowed.
pub fn render(text: &str, rendering: &Rendering) -> Result<Vec<u8>> {
    let allowed = (1..=MAX_TEXT).contains(&text.len())
        && text.chars().all(|c| ALPHABET.contains(c))
        && (1..=10).contains(&rendering.module)
        && (1..=1000).contains(&rendering.height)
        && (10..=100).contains(&rendering.quiet_zone)
        && (1..=2400).contains(&rendering.dpi);
    if !allowed {
        return Err(Error::new(Code::NotRenderable)
            .detail("alphabet 0-9 A-Z - . space $ / + %, quiet zone of 10 or more"));
    }
    let modules = Code39Writer
        .encode_oned(text)
        .map_err(|e| Error::new(Code::NotRenderable).caused_by(e))?;
    let quiet = std::iter::repeat_n(false, rendering.quiet_zone as usize);
    let row: Vec<bool> = quiet
        .clone()
        .chain(modules)
        .chain(quiet)
        .flat_map(|dark| std::iter::repeat_n(dark, rendering.module as usize))
        .collect();
    let width = u32::try_from(row.len()).map_err(|_| Code::NotRenderable)?;
    let dark: Vec<bool> = row.repeat(rendering.height as usize);
    write_png(
        width,
        rendering.height,
        rendering.dpi,
        &Pixels::Bilevel(&dark),
        &[],
    )
}
