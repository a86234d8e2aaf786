//! The image as bands of frequencies, and back.

use super::filter::{Analysis, Filters, Synthesis};
use super::tree::{Region, Tree, first_half};

/// A plane of coefficients or of pixels, row by row.
pub(super) struct Plane {
    pub(super) width: usize,
    pub(super) values: Vec<f32>,
}

impl Plane {
    /// The rows of a region, each as a slice.
    pub(super) fn rows(&self, region: &Region) -> impl Iterator<Item = &[f32]> {
        let across = region.x..region.x + region.width;
        let rows = self
            .values
            .chunks(self.width.max(1))
            .skip(region.y)
            .take(region.height);
        rows.filter_map(move |row| row.get(across.clone()))
    }

    pub(super) fn rows_mut(&mut self, region: &Region) -> impl Iterator<Item = &mut [f32]> {
        let across = region.x..region.x + region.width;
        let rows = self
            .values
            .chunks_mut(self.width.max(1))
            .skip(region.y)
            .take(region.height);
        rows.filter_map(move |row| row.get_mut(across.clone()))
    }

    fn column(&self, region: &Region, x: usize) -> impl Iterator<Item = f32> {
        let from = region.y * self.width + region.x + x;
        let rest = self.values.get(from..).unwrap_or_default();
        rest.iter()
            .step_by(self.width.max(1))
            .take(region.height)
            .copied()
    }

    fn set_column(&mut self, region: &Region, x: usize, values: impl Iterator<Item = f32>) {
        let from = region.y * self.width + region.x + x;
        let rest = self.values.get_mut(from..).unwrap_or_default();
        let column = rest
            .iter_mut()
            .step_by(self.width.max(1))
            .take(region.height);
        for (place, value) in column.zip(values) {
            *place = value;
        }
    }

    /// Splits every region of the tree, parents first.
    pub(super) fn split(&mut self, tree: &Tree, filters: &Filters) {
        let mut analysis = Analysis::new(filters);
        let mut line = Vec::new();
        for region in &tree.splits {
            for row in self.rows_mut(region) {
                cut(
                    &mut analysis,
                    row.iter().copied(),
                    region.mirrored_across,
                    &mut line,
                );
                row.copy_from_slice(&line);
            }
            let mut column = Vec::with_capacity(region.height);
            for x in 0..region.width {
                column.clear();
                column.extend(self.column(region, x));
                cut(
                    &mut analysis,
                    column.iter().copied(),
                    region.mirrored_down,
                    &mut line,
                );
                self.set_column(region, x, line.iter().copied());
            }
        }
    }

    /// Joins every region of the tree, children first.
    pub(super) fn join(&mut self, tree: &Tree, filters: &Filters) {
        let mut synthesis = Synthesis::new(filters);
        let mut line = Vec::new();
        for region in tree.splits.iter().rev() {
            let mut column = Vec::with_capacity(region.height);
            for x in 0..region.width {
                column.clear();
                column.extend(self.column(region, x));
                interleave(&column, region.mirrored_down, &mut line);
                self.set_column(region, x, synthesis.join(line.iter().copied()));
            }
            for row in self.rows_mut(region) {
                interleave(row, region.mirrored_across, &mut line);
                for (place, value) in row.iter_mut().zip(synthesis.join(line.iter().copied())) {
                    *place = value;
                }
            }
        }
    }
}

/// A line as its two halves, in the order in which they are stored.
fn cut(
    analysis: &mut Analysis,
    samples: impl ExactSizeIterator<Item = f32>,
    mirrored: bool,
    halves: &mut Vec<f32>,
) {
    halves.clear();
    let (low, high) = analysis.split(samples);
    if mirrored {
        halves.extend(high);
        halves.extend(low);
    } else {
        halves.extend(low);
        halves.extend(high);
    }
}

/// Two stored halves as one line, low and high in turn.
fn interleave(halves: &[f32], mirrored: bool, line: &mut Vec<f32>) {
    let (first, second) = halves.split_at(first_half(halves.len(), mirrored).min(halves.len()));
    let (low, high) = if mirrored {
        (second, first)
    } else {
        (first, second)
    };
    line.clear();
    let mut high = high.iter();
    for low in low {
        line.push(*low);
        line.extend(high.next());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        /// A plane that is split and joined is the plane that it was.
        #[test]
        fn a_plane_comes_back(width in 64_usize..110, height in 64_usize..110, seed in any::<u32>()) {
            let mut state = seed | 1;
            let values: Vec<f32> = (0..width * height)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 24) as f32 - 128.0
                })
                .collect();
            let (low, high) = Filters::standard();
            let filters = Filters::from_scaled(&low, &high);
            let tree = Tree::new(width, height);
            let mut plane = Plane { width, values: values.clone() };
            plane.split(&tree, &filters);
            plane.join(&tree, &filters);
            for (a, b) in values.iter().zip(&plane.values) {
                prop_assert!((a - b).abs() < 0.05, "{} {}", a, b);
            }
        }
    }
}
