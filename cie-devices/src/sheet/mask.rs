//! What of a page is not paper.

use image::imageops::{FilterType, resize};
use image::{Rgb, RgbImage};

use crate::photo::Picture;
use crate::pixel::{length, whole};

/// Resolution at which a page is searched, in dots an inch: a pixel is a sixth of a millimetre.
const SEARCHED: f32 = 150.0;

/// A page made small, and which of its pixels are not paper.
pub(super) struct Mask {
    pub(super) width: usize,
    pub(super) set: Vec<bool>,
    /// Pixels of this mask a pixel of the page.
    pub(super) factor: f32,
    /// Pixels of this mask a millimetre.
    pub(super) per_mm: f32,
}

impl Mask {
    /// Pixels that differ from the paper by more than so many levels in a channel. The colour of the
    /// paper is the median of the page.
    pub(super) fn of(page: &Picture, dpi: u32, difference: u8) -> Self {
        let factor = (SEARCHED / length(dpi.max(1))).min(1.0);
        let page = page.rgb();
        let side = |pixels: u32| whole(length(pixels) * factor).max(1);
        let (width, height) = (side(page.width()), side(page.height()));
        let small = if factor < 1.0 {
            resize(&page, width, height, FilterType::Triangle)
        } else {
            page
        };
        let paper = median(&small);
        let far = |Rgb(pixel): &Rgb<u8>| {
            let mut channels = pixel.iter().zip(paper);
            channels.any(|(channel, paper)| channel.abs_diff(paper) > difference)
        };
        Self {
            width: small.width() as usize,
            set: small.pixels().map(far).collect(),
            factor,
            per_mm: length(dpi) * factor / 25.4,
        }
    }

    /// The same with gaps closed up to so many millimetres across and down.
    pub(super) fn closed(&self, across_mm: f32, down_mm: f32) -> Vec<bool> {
        let reach = |mm: f32| whole(mm * self.per_mm / 2.0) as usize;
        let (across, down) = (reach(across_mm), reach(down_mm));
        let wide = along_rows(&self.set, self.width, across, true);
        let grown = along_columns(&wide, self.width, down, true);
        let thin = along_rows(&grown, self.width, across, false);
        along_columns(&thin, self.width, down, false)
    }
}

/// For each pixel whether some (`any`) or all pixels within reach in its row are set. Beyond the edge
/// counts as its opposite, so that closing neither grows nor eats at the edge.
fn along_rows(set: &[bool], width: usize, reach: usize, any: bool) -> Vec<bool> {
    let rows = set.chunks(width.max(1));
    rows.flat_map(|row| line(row, reach, any)).collect()
}

fn along_columns(set: &[bool], width: usize, reach: usize, any: bool) -> Vec<bool> {
    let height = set.len() / width.max(1);
    let turned: Vec<bool> = (0..width)
        .flat_map(|x| (0..height).map(move |y| y * width + x))
        .map(|at| set.get(at).copied().unwrap_or(false))
        .collect();
    let done = along_rows(&turned, height, reach, any);
    (0..height)
        .flat_map(|y| (0..width).map(move |x| x * height + y))
        .map(|at| done.get(at).copied().unwrap_or(false))
        .collect()
}

fn line(row: &[bool], reach: usize, any: bool) -> Vec<bool> {
    // The last and the next pixel of the kind looked for, within reach?
    let near = |order: &mut dyn Iterator<Item = &bool>| -> Vec<bool> {
        let mut since = reach + 1;
        order
            .map(|value| {
                since = if *value == any {
                    0
                } else {
                    since.saturating_add(1)
                };
                since <= reach
            })
            .collect()
    };
    let before = near(&mut row.iter());
    let mut after = near(&mut row.iter().rev());
    after.reverse();
    let found = before.iter().zip(&after).map(|(b, a)| *b || *a);
    found.map(|found| found == any).collect()
}

fn median(image: &RgbImage) -> [u8; 3] {
    let mut levels = [[0_usize; 256]; 3];
    for Rgb(pixel) in image.pixels() {
        for (level, channel) in levels.iter_mut().zip(pixel) {
            if let Some(count) = level.get_mut(usize::from(*channel)) {
                *count += 1;
            }
        }
    }
    let half = image.as_raw().len() / 6;
    levels.map(|level| {
        let mut seen = 0;
        let mut all = (0..=u8::MAX).zip(level);
        let middle = all.find(|(_, count)| {
            seen += count;
            seen > half
        });
        middle.map_or(u8::MAX, |(level, _)| level)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Vec<bool> {
        text.chars().map(|c| c == '#').collect()
    }

    #[test]
    fn gaps_within_reach_close_and_edges_stay() {
        let mask = Mask {
            width: 12,
            set: row("#..#....#..."),
            factor: 1.0,
            per_mm: 1.0,
        };
        // Two millimetres are a pixel to either side: gaps of two close.
        assert_eq!(mask.closed(2.0, 0.0), row("####....#..."));
        assert_eq!(mask.closed(4.0, 0.0), row("#########..."));
        assert_eq!(mask.closed(0.0, 8.0), row("#..#....#..."));
    }
}
