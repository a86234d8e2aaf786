//! Finding what lies on a page by its size on paper.

use serde::{Deserialize, Serialize};

use super::mask::Mask;
use super::rectangle::{Rectangle, around};
use crate::component::{Part, parts};
use crate::media::ImageBounds;
use crate::photo::{Picture, Point};
use crate::pixel::{extent, share, whole};
use crate::{Code, Error, Result};

/// Bounds of a scanned page: A4 at 600 dpi has 34.8 million pixels.
pub const PAGE_BOUNDS: ImageBounds = ImageBounds {
    max_bytes: 64 << 20,
    max_side: 10_000,
    max_pixels: 40_000_000,
};

/// Where something lies on a page, in pixels of the page.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placement {
    /// Its middle.
    pub centre: Point,
    /// Along its upper edge.
    pub width: f32,
    /// Along its side.
    pub height: f32,
    /// How far its upper edge is from level, in degrees; positive when its right end is lower.
    pub tilt: f32,
}

impl Placement {
    /// A level rectangle as an operator draws it: left, top, width, height.
    #[must_use]
    pub fn level(left: f32, top: f32, width: f32, height: f32) -> Self {
        Self {
            centre: Point::new(left + width / 2.0, top + height / 2.0),
            width,
            height,
            tilt: 0.0,
        }
    }
}

/// How things on a page are told apart; sizes on paper in millimetres, from and to. The figures are
/// ours, around the 35 x 45 mm of the rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// How much a pixel must differ from the paper in a channel, 0 to 255.
    pub difference: u8,
    /// Width of a printed photograph.
    pub photo_width_mm: (f32, f32),
    /// Height of a printed photograph.
    pub photo_height_mm: (f32, f32),
    /// Width of a signature.
    pub signature_width_mm: (f32, f32),
    /// Height of a signature.
    pub signature_height_mm: (f32, f32),
    /// Largest gap between strokes of one signature.
    pub signature_gap_mm: f32,
    /// Largest share of ink in the rectangle of a signature, 0 to 1.
    pub most_ink: f32,
    /// Paper left around a signature.
    pub signature_margin_mm: f32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            difference: 14,
            photo_width_mm: (32.0, 42.0),
            photo_height_mm: (42.0, 55.0),
            signature_width_mm: (15.0, 120.0),
            signature_height_mm: (4.0, 45.0),
            signature_gap_mm: 4.0,
            most_ink: 0.4,
            signature_margin_mm: 2.0,
        }
    }
}

/// How much of its rectangle a photograph fills, row by row from its first to its last pixel.
const FILLED: f32 = 0.95;
/// Gaps within a photograph that are closed, in millimetres.
const PHOTO_GAP: f32 = 1.0;

/// Finds the one printed photograph on a page, upright but for up to 12 degrees.
///
/// It is a full rectangle of the size of a photograph that differs from the paper all along its edge.
/// A photograph with a white background on white paper has no edge: give its rectangle by hand, or lay
/// it on coloured paper.
///
/// # Errors
/// `CIE-DEV-040` when there is none, `CIE-DEV-041` when there are several.
pub fn find_photo(page: &Picture, dpi: u32, policy: &Policy) -> Result<Placement> {
    let mask = Mask::of(page, dpi, policy.difference);
    let found = shapes(&mask, &mask.closed(PHOTO_GAP, PHOTO_GAP))
        .into_iter()
        .filter(|shape| shape.is_photo(&mask, policy));
    one(found.map(|shape| shape.rectangle), &mask, 0.0)
}

/// Finds the one signature on a page that has nothing else written on it, save a photograph.
///
/// Strokes that are near each other and together have the size of a signature. On a form with print,
/// give the rectangle of its field by hand.
///
/// # Errors
/// `CIE-DEV-040` when there is none, `CIE-DEV-041` when there are several.
pub fn find_signature(page: &Picture, dpi: u32, policy: &Policy) -> Result<Placement> {
    let mask = Mask::of(page, dpi, policy.difference);
    let joined = mask.closed(policy.signature_gap_mm, policy.signature_gap_mm);
    let found = shapes(&mask, &joined).into_iter().filter(|shape| {
        let part = &shape.part;
        let size = |pixels: usize| extent(pixels) / mask.per_mm;
        let (width, height) = (size(part.right - part.left), size(part.bottom - part.top));
        let area = (part.right - part.left) * (part.bottom - part.top);
        within(policy.signature_width_mm, width)
            && within(policy.signature_height_mm, height)
            && share(shape.ink, area) <= policy.most_ink
    });
    let level = found.map(|shape| {
        let of = |pixels: usize| extent(pixels);
        let (left, top) = (of(shape.part.left), of(shape.part.top));
        let (right, bottom) = (of(shape.part.right), of(shape.part.bottom));
        Rectangle {
            centre: Point::new(f32::midpoint(left, right), f32::midpoint(top, bottom)),
            width: right - left,
            height: bottom - top,
            tilt: 0.0,
        }
    });
    one(level, &mask, policy.signature_margin_mm)
}

/// A connected part of the page.
struct Shape {
    part: Part,
    rectangle: Rectangle,
    /// Pixels from the first to the last of each row.
    filled: usize,
    /// Pixels that are not paper, gaps left out.
    ink: usize,
}

impl Shape {
    fn is_photo(&self, mask: &Mask, policy: &Policy) -> bool {
        let Rectangle { width, height, .. } = self.rectangle;
        let filled = extent(self.filled) / (width * height).max(1.0);
        // What reaches from edge to edge is the page.
        let page = self.part.left == 0 && self.part.right == mask.width;
        !page
            && within(policy.photo_width_mm, width / mask.per_mm)
            && within(policy.photo_height_mm, height / mask.per_mm)
            && filled >= FILLED
    }
}

fn within((from, to): (f32, f32), value: f32) -> bool {
    (from..=to).contains(&value)
}

/// The connected parts that are at least three millimetres high and wide.
fn shapes(mask: &Mask, joined: &[bool]) -> Vec<Shape> {
    let (found, labels) = parts(joined, mask.width);
    let least = whole(3.0 * mask.per_mm) as usize;
    let large = found
        .iter()
        .zip(0_u32..)
        .filter(|(part, _)| part.right - part.left >= least && part.bottom - part.top >= least);
    large
        .filter_map(|(part, number)| {
            let (mut spans, mut ink) = (Vec::new(), 0);
            let rows = labels
                .chunks_exact(mask.width)
                .zip(mask.set.chunks_exact(mask.width))
                .enumerate();
            for (y, (row, set)) in rows.skip(part.top).take(part.bottom - part.top) {
                let own = || {
                    row.iter()
                        .enumerate()
                        .filter(|(_, label)| **label == number)
                };
                let first = own().next().map(|(x, _)| x)?;
                let last = own().next_back().map(|(x, _)| x)?;
                spans.push((y, first, last + 1));
                ink += own()
                    .filter(|(x, _)| set.get(*x).copied().unwrap_or(false))
                    .count();
            }
            let filled = spans.iter().map(|(_, from, to)| to - from).sum();
            Some(Shape {
                part: *part,
                rectangle: around(&spans)?,
                filled,
                ink,
            })
        })
        .collect()
}

/// The only one, in pixels of the page, with a margin around it.
fn one(
    mut found: impl Iterator<Item = Rectangle>,
    mask: &Mask,
    margin_mm: f32,
) -> Result<Placement> {
    let first = found.next().ok_or(Code::SheetNothing)?;
    let more = found.count();
    if more > 0 {
        return Err(Error::new(Code::SheetSeveral).detail((more + 1).to_string()));
    }
    let margin = 2.0 * margin_mm * mask.per_mm;
    let factor = 1.0 / mask.factor;
    Ok(Placement {
        centre: Point::new(first.centre.x * factor, first.centre.y * factor),
        width: (first.width + margin) * factor,
        height: (first.height + margin) * factor,
        tilt: first.tilt,
    })
}
