//! From an image of ink on paper to a small black and white PNG, with verdicts.

use std::fmt;

use image::imageops::{FilterType, crop_imm, resize};
use image::{GrayImage, Luma};

use super::ink::Ink;
use super::{Policy, Report, Requirements, verdicts};
use crate::component::Part;
use crate::photo::Picture;
use crate::pixel::{length, whole};
use crate::png_file::{Pixels, write_png};
use crate::{Code, Result};

/// Longest side at which ink is looked for, in pixels; larger images are made smaller first.
const LONGEST_SIDE: u32 = 2400;
/// Covered share of a pixel from which it stays ink when a signature is made smaller, in 255ths: less
/// than half, so that thin strokes do not break.
const COVERED: u8 = 90;

/// A signature in black and white.
#[derive(Clone, PartialEq, Eq)]
pub struct Cleaned {
    bytes: Vec<u8>,
    size: (u32, u32),
    dpi: u32,
    dark: Vec<bool>,
    report: Report,
}

impl Cleaned {
    /// The file: PNG, one bit a pixel, 0 is ink.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file, by value.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// The verdicts on the image that it was made of, and on its own size.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The same with a comment in the file, such as the one of a simulator.
    ///
    /// # Errors
    /// `CIE-DEV-014` when the encoder fails.
    pub fn noted(mut self, comment: &str) -> Result<Self> {
        let (width, height) = self.size;
        let pixels = Pixels::Bilevel(&self.dark);
        self.bytes = write_png(width, height, self.dpi, &pixels, &[("Comment", comment)])?;
        Ok(self)
    }
}

impl fmt::Debug for Cleaned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size;
        write!(f, "Cleaned({width} x {height}, [personal])")
    }
}

/// Cleans the image of a signature (PNG or JPEG): evens out the light, keeps the ink, drops specks,
/// crops to the ink with a small margin, makes it smaller if it is larger than it may be, and writes
/// it with one bit a pixel. It is never made larger, and no stroke is added or joined.
///
/// Whether the result will do is for [`Cleaned::report`] to say.
///
/// ```
/// use cie_devices::{signature, sim};
/// let drawn = sim::signature(1)?;
/// let requirements = signature::Requirements::default();
/// let cleaned = signature::clean(drawn.bytes(), &requirements, &signature::Policy::default())?;
/// assert!(cleaned.report().accepted());
/// # Ok::<(), cie_devices::Error>(())
/// ```
///
/// # Errors
/// `CIE-DEV-001` to `CIE-DEV-003` when the file cannot be read, `CIE-DEV-050` when there is no ink,
/// `CIE-DEV-014` when the encoder fails.
pub fn clean(file: &[u8], requirements: &Requirements, policy: &Policy) -> Result<Cleaned> {
    let ink = look(file, requirements, policy)?;
    let extent = ink.extent.ok_or(Code::NoInk)?;
    let (size, dark) = drawn(&ink, &extent, requirements, policy);
    let bytes = write_png(
        size.0,
        size.1,
        requirements.dpi,
        &Pixels::Bilevel(&dark),
        &[],
    )?;
    let report = verdicts::all(Some(&ink), Some(bytes.len()), policy, requirements);
    Ok(Cleaned {
        bytes,
        size,
        dpi: requirements.dpi,
        dark,
        report: Report::new(report),
    })
}

/// The verdicts on the image of a signature. Never fails: what is no image breaks the first rule,
/// what has no ink the second.
#[must_use]
pub fn check(file: &[u8], requirements: &Requirements, policy: &Policy) -> Report {
    match clean(file, requirements, policy) {
        Ok(cleaned) => cleaned.report,
        Err(_) => {
            let ink = look(file, requirements, policy).ok();
            Report::new(verdicts::all(ink.as_ref(), None, policy, requirements))
        }
    }
}

fn look(file: &[u8], requirements: &Requirements, policy: &Policy) -> Result<Ink> {
    let gray = Picture::upright(file, &requirements.bounds)?.gray();
    let longest = gray.width().max(gray.height());
    if longest <= LONGEST_SIDE {
        return Ok(Ink::find(&gray, policy));
    }
    let factor = length(LONGEST_SIDE) / length(longest);
    let side = |pixels: u32| whole(length(pixels) * factor).max(1);
    let (width, height) = (side(gray.width()), side(gray.height()));
    let small = resize(&gray, width, height, FilterType::Triangle);
    Ok(Ink::find(&small, policy))
}

/// The ink with its margin, within the largest size.
fn drawn(
    ink: &Ink,
    extent: &Part,
    requirements: &Requirements,
    policy: &Policy,
) -> ((u32, u32), Vec<bool>) {
    let pixels = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let (width, height) = (
        pixels(extent.right - extent.left),
        pixels(extent.bottom - extent.top),
    );
    // Before it is made smaller the ink is gray of two levels: 255 is ink.
    let all = ink.mask.iter().map(|set| if *set { 255 } else { 0 });
    let all = GrayImage::from_raw(pixels(ink.width), pixels(ink.height), all.collect());
    let all = all.unwrap_or_default();
    let only = crop_imm(&all, pixels(extent.left), pixels(extent.top), width, height);
    let only = only.to_image();
    let room = |most: u32| most.saturating_sub(2 * policy.margin).max(1);
    let (most_wide, most_high) = (room(requirements.max_width), room(requirements.max_height));
    let factor =
        (length(most_wide) / length(width.max(1))).min(length(most_high) / length(height.max(1)));
    let only = if factor < 1.0 {
        let side = |pixels: u32, most: u32| whole(length(pixels) * factor).clamp(1, most);
        let (wide, high) = (side(width, most_wide), side(height, most_high));
        resize(&only, wide, high, FilterType::Triangle)
    } else {
        only
    };
    let size = (
        only.width() + 2 * policy.margin,
        only.height() + 2 * policy.margin,
    );
    let mut sheet = GrayImage::new(size.0, size.1);
    let margin = i64::from(policy.margin);
    image::imageops::replace(&mut sheet, &only, margin, margin);
    let dark = sheet.pixels().map(|Luma([covered])| *covered >= COVERED);
    (size, dark.collect())
}
