//! What a small square of a print shows.

use super::super::gray::GrayPrint;

/// The print as numbers, with sums over rectangles in constant time.
pub(super) struct Field {
    width: usize,
    height: usize,
    gray: Vec<f32>,
    /// Sum of everything above and to the left; one row and one column more than the print.
    sums: Vec<f64>,
}

/// A square of the print.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Direction of the ridges: 0 none, 1 one only.
    pub(super) certainty: f64,
    /// Mean difference from the neighbourhood, in levels of gray.
    pub(super) relief: f64,
    /// Share of pixels that are darker than their neighbourhood by more than noise.
    pub(super) ink: f64,
    /// Mean level of gray.
    pub(super) level: f64,
}

impl Field {
    pub(super) fn new(print: &GrayPrint) -> Self {
        let (width, height) = (print.width() as usize, print.height() as usize);
        let gray: Vec<f32> = print.pixels().iter().map(|p| f32::from(*p)).collect();
        let stride = width + 1;
        let mut sums = vec![0.0; stride * (height + 1)];
        for (y, row) in gray.chunks(width.max(1)).enumerate() {
            let mut line = 0.0;
            for (x, value) in row.iter().enumerate() {
                line += f64::from(*value);
                let above = sums.get(y * stride + x + 1).copied().unwrap_or_default();
                if let Some(sum) = sums.get_mut((y + 1) * stride + x + 1) {
                    *sum = above + line;
                }
            }
        }
        Self {
            width,
            height,
            gray,
            sums,
        }
    }

    fn at(&self, x: usize, y: usize) -> f64 {
        let (x, y) = (x.min(self.width - 1), y.min(self.height - 1));
        f64::from(
            self.gray
                .get(y * self.width + x)
                .copied()
                .unwrap_or_default(),
        )
    }

    /// Mean over the square of this reach about a pixel, cut at the edges.
    fn mean(&self, x: usize, y: usize, reach: usize) -> f64 {
        let (left, top) = (x.saturating_sub(reach), y.saturating_sub(reach));
        let (right, bottom) = (
            (x + reach + 1).min(self.width),
            (y + reach + 1).min(self.height),
        );
        let sum = |x: usize, y: usize| {
            let at = y * (self.width + 1) + x;
            self.sums.get(at).copied().unwrap_or_default()
        };
        let whole = sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top);
        whole / ((right - left) * (bottom - top)).max(1) as f64
    }

    /// The squares of this side that lie in the print as a whole, row by row; `ridge` is the distance
    /// of ridges in pixels.
    pub(super) fn blocks(&self, side: usize, ridge: usize) -> impl Iterator<Item = Block> {
        let (across, down) = (self.width / side, self.height / side);
        (0..down).flat_map(move |row| {
            (0..across).map(move |column| self.block(column * side, row * side, side, ridge))
        })
    }

    fn block(&self, left: usize, top: usize, side: usize, ridge: usize) -> Block {
        // Half a ridge is smoothed away, two ridges are the neighbourhood.
        let (fine, wide) = (ridge / 8, ridge);
        let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
        let (mut squares, mut dark, mut total) = (0.0, 0.0, 0.0);
        for y in top..top + side {
            for x in left..left + side {
                let dx = self.at(x + 1, y) - self.at(x.saturating_sub(1), y);
                let dy = self.at(x, y + 1) - self.at(x, y.saturating_sub(1));
                xx += dx * dx;
                yy += dy * dy;
                xy += dx * dy;
                let relief = self.mean(x, y, fine) - self.mean(x, y, wide);
                squares += relief * relief;
                dark += f64::from(u8::from(relief < 0.0));
                total += self.at(x, y);
            }
        }
        let count = (side * side) as f64;
        let energy = xx + yy;
        let certainty = if energy > 0.0 {
            ((xx - yy) * (xx - yy) + 4.0 * xy * xy).sqrt() / energy
        } else {
            0.0
        };
        Block {
            certainty,
            relief: (squares / count).sqrt(),
            ink: dark / count,
            level: total / count,
        }
    }
}
