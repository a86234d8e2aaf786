//! Telling ink from paper under uneven light.

use image::GrayImage;

use super::Policy;
use crate::component::{NOTHING, Part, parts};
use crate::pixel::{length, whole};

/// The paper is looked at in so many squares along the longer side.
const SQUARES: u32 = 24;
/// Smallest square: wide enough not to be filled by a stroke.
const LEAST_SQUARE: u32 = 24;
/// The paper of a square is as light as this share of its pixels are at most: its ink and its darker
/// half do not count.
const PAPER: usize = 80;

/// Light fades from a square to the next by no more than this.
const FADES: f32 = 0.8;

/// Strokes on paper.
pub(super) struct Ink {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Row by row, true where there is ink.
    pub(super) mask: Vec<bool>,
    /// Mean darkness of the strokes, 0 to 255.
    pub(super) darkness: u8,
    /// The rectangle around all ink, if there is any.
    pub(super) extent: Option<Part>,
}

impl Ink {
    /// Finds the ink: pixels darker, against the paper around them, than a share of the typical
    /// stroke, and not in specks.
    pub(super) fn find(gray: &GrayImage, policy: &Policy) -> Self {
        let (width, height) = (gray.width() as usize, gray.height() as usize);
        let dark = darkness(gray);
        let threshold = threshold(&dark, policy);
        let mut mask: Vec<bool> = dark.iter().map(|value| *value >= threshold).collect();
        let (found, labels) = parts(&mask, width);
        for (set, label) in mask.iter_mut().zip(&labels) {
            let speck = |label: u32| {
                let part = found.get(label as usize);
                part.is_none_or(|part| part.pixels < policy.speck)
            };
            *set = *set && *label != NOTHING && !speck(*label);
        }
        let kept = found.iter().filter(|part| part.pixels >= policy.speck);
        let extent = kept.copied().reduce(|a, b| Part {
            pixels: a.pixels + b.pixels,
            left: a.left.min(b.left),
            top: a.top.min(b.top),
            right: a.right.max(b.right),
            bottom: a.bottom.max(b.bottom),
        });
        let sum: usize = dark
            .iter()
            .zip(&mask)
            .filter(|(_, set)| **set)
            .map(|(value, _)| usize::from(*value))
            .sum();
        let mean = extent.and_then(|all| sum.checked_div(all.pixels));
        Self {
            width,
            height,
            mask,
            darkness: mean.and_then(|m| u8::try_from(m).ok()).unwrap_or(0),
            extent,
        }
    }
}

/// How much darker than the paper around it each pixel is: light falls on paper and ink alike, so
/// what counts is their ratio.
fn darkness(gray: &GrayImage) -> Vec<u8> {
    let (width, height) = gray.dimensions();
    let square = (width.max(height) / SQUARES).max(LEAST_SQUARE);
    let paper = Paper::seen(gray, square);
    let mut dark = Vec::with_capacity(gray.as_raw().len());
    for (y, row) in (0_u32..).zip(gray.as_raw().chunks_exact(width.max(1) as usize)) {
        for (x, value) in (0_u32..).zip(row) {
            let light = paper.at(length(x), length(y)).max(1.0);
            let ratio = (f32::from(*value) / light).min(1.0);
            dark.push(crate::pixel::byte(255.0 * (1.0 - ratio)));
        }
    }
    dark
}

/// The brightness of the paper on a coarse grid.
struct Paper {
    square: f32,
    columns: usize,
    rows: usize,
    light: Vec<f32>,
}

impl Paper {
    fn seen(gray: &GrayImage, square: u32) -> Self {
        let (columns, rows) = (
            gray.width().div_ceil(square).max(1),
            gray.height().div_ceil(square).max(1),
        );
        let mut light = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                let area = crate::photo::Area {
                    left: column * square,
                    top: row * square,
                    right: ((column + 1) * square).min(gray.width()),
                    bottom: ((row + 1) * square).min(gray.height()),
                };
                let mut values: Vec<u8> = area.pixels(gray).collect();
                values.sort_unstable();
                let at = values.len() * PAPER / 100;
                light.push(values.get(at).copied().map_or(255.0, f32::from));
            }
        }
        let mut paper = Self {
            square: length(square),
            columns: columns as usize,
            rows: rows as usize,
            light,
        };
        // What is much darker than the square beside it is no paper but a blot: the paper under it
        // is as light as its neighbours let it be. Each round carries this one square further.
        for _ in 0..paper.columns + paper.rows {
            let spread = paper.spread();
            if spread == paper.light {
                break;
            }
            paper.light = spread;
        }
        paper
    }

    fn spread(&self) -> Vec<f32> {
        let of = |column: Option<usize>, row: Option<usize>| {
            let at = column.filter(|c| *c < self.columns).zip(row);
            let light = at.and_then(|(column, row)| self.light.get(row * self.columns + column));
            light.map_or(0.0, |light| light * FADES)
        };
        let lit = self.light.iter().enumerate();
        lit.map(|(at, own)| {
            let (column, row) = (at % self.columns, at / self.columns);
            [
                of(column.checked_sub(1), Some(row)),
                of(Some(column + 1), Some(row)),
                of(Some(column), row.checked_sub(1)),
                of(Some(column), Some(row + 1)),
            ]
            .into_iter()
            .fold(*own, f32::max)
        })
        .collect()
    }

    /// Between the middles of the four squares around a place.
    fn at(&self, x: f32, y: f32) -> f32 {
        let place = |at: f32, count: usize| {
            let last = length(u32::try_from(count.saturating_sub(1)).unwrap_or(0));
            let at = ((at + 0.5) / self.square - 0.5).clamp(0.0, last);
            let first = whole(at);
            (first as usize, at - length(first))
        };
        let ((left, across), (top, down)) = (place(x, self.columns), place(y, self.rows));
        let (right, bottom) = (
            (left + 1).min(self.columns - 1),
            (top + 1).min(self.rows - 1),
        );
        let of = |column: usize, row: usize| {
            let light = self.light.get(row * self.columns + column);
            light.copied().unwrap_or(255.0)
        };
        let mix = |a: f32, b: f32, part: f32| a + (b - a) * part;
        mix(
            mix(of(left, top), of(right, top), across),
            mix(of(left, bottom), of(right, bottom), across),
            down,
        )
    }
}

/// From which darkness on a pixel is ink: a share of how dark strokes are, which is that of the
/// darker half of what may be ink at all.
fn threshold(dark: &[u8], policy: &Policy) -> u8 {
    let mut strokes: Vec<u8> = dark
        .iter()
        .copied()
        .filter(|value| *value >= policy.least_ink)
        .collect();
    strokes.sort_unstable();
    let typical = strokes.get(strokes.len() * 3 / 4).copied().unwrap_or(255);
    let share = policy.edge.clamp(0.0, 1.0) * f32::from(typical);
    crate::pixel::byte(share).max(policy.least_ink).max(1)
}
