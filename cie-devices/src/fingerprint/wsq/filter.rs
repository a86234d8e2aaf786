//! The pair of filters and their inverse.

use super::scaled::Scaled32;

/// A pair of symmetric filters of odd length. Halves, from the centre outward.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Filters {
    pub(super) low: Vec<f32>,
    pub(super) high: Vec<f32>,
}

/// The 9/7 filters of Cohen, Daubechies and Feauveau, which the specification prescribes for
/// encoder 1 and 2 (IAFIS-IC-0110, table of filter taps).
const LOW: [f64; 5] = [
    0.852_698_679_009_403,
    0.377_402_855_612_654,
    -0.110_624_404_418_423,
    -0.023_849_465_019_380,
    0.037_828_455_506_995,
];
const HIGH: [f64; 4] = [
    0.788_485_616_405_664,
    -0.418_092_273_222_212,
    -0.040_689_417_609_558,
    0.064_538_882_628_938,
];

impl Filters {
    /// The filters as the file will carry them.
    pub(super) fn standard() -> (Vec<Scaled32>, Vec<Scaled32>) {
        let scaled = |taps: &[f64]| taps.iter().map(|tap| Scaled32::new(*tap)).collect();
        (scaled(&LOW), scaled(&HIGH))
    }

    pub(super) fn from_scaled(low: &[Scaled32], high: &[Scaled32]) -> Self {
        // The transform is made in single precision, as the specification's own programs do.
        #[allow(clippy::cast_possible_truncation)]
        let values = |taps: &[Scaled32]| taps.iter().map(|tap| tap.value() as f32).collect();
        Self {
            low: values(low),
            high: values(high),
        }
    }
}

/// The whole symmetric filter from its half.
fn whole(half: &[f32]) -> Vec<f32> {
    half.iter().skip(1).rev().chain(half).copied().collect()
}

/// One direction of the transform, with the buffers that it reuses.
pub(super) struct Line {
    reach: usize,
    extended: Vec<f32>,
}

impl Line {
    fn new(reach: usize) -> Self {
        Self {
            reach,
            extended: Vec::new(),
        }
    }

    /// The samples, mirrored at both ends about the last sample.
    fn extend(&mut self, samples: impl ExactSizeIterator<Item = f32>) {
        let length = samples.len();
        self.extended.clear();
        self.extended.resize(self.reach, 0.0);
        self.extended.extend(samples);
        for far in 1..=self.reach {
            let value = self
                .extended
                .get(self.reach + mirrored(far, length))
                .copied();
            if let (Some(value), Some(place)) = (value, self.extended.get_mut(self.reach - far)) {
                *place = value;
            }
        }
        for far in 0..self.reach {
            let from = mirrored(length + far, length);
            let value = self
                .extended
                .get(self.reach + from)
                .copied()
                .unwrap_or_default();
            self.extended.push(value);
        }
    }
}

/// Where a position beyond an end falls inside, mirrored as often as needed.
fn mirrored(at: usize, length: usize) -> usize {
    let period = 2 * length.saturating_sub(1);
    if period == 0 {
        return 0;
    }
    let at = at % period;
    if at < length { at } else { period - at }
}

fn dot(window: &[f32], taps: &[f32]) -> f32 {
    window
        .iter()
        .zip(taps)
        .map(|(sample, tap)| sample * tap)
        .sum()
}

/// Splits lines.
pub(super) struct Analysis {
    line: Line,
    low: Vec<f32>,
    high: Vec<f32>,
}

impl Analysis {
    pub(super) fn new(filters: &Filters) -> Self {
        let reach = filters.low.len().max(filters.high.len()).saturating_sub(1);
        Self {
            line: Line::new(reach),
            low: whole(&filters.low),
            high: whole(&filters.high),
        }
    }

    /// The low and the high half of a line.
    pub(super) fn split(
        &mut self,
        samples: impl ExactSizeIterator<Item = f32>,
    ) -> (impl Iterator<Item = f32>, impl Iterator<Item = f32>) {
        let length = samples.len();
        self.line.extend(samples);
        let reach = self.line.reach;
        let half = |taps: &[f32]| taps.len() / 2;
        let (low_from, high_from) = (reach - half(&self.low), reach + 1 - half(&self.high));
        let windows = |from: usize, size: usize| {
            self.line
                .extended
                .get(from..)
                .unwrap_or_default()
                .windows(size)
                .step_by(2)
        };
        let low = windows(low_from, self.low.len()).map(|window| dot(window, &self.low));
        let high = windows(high_from, self.high.len()).map(|window| dot(window, &self.high));
        (low.take(length - length / 2), high.take(length / 2))
    }
}

/// Joins lines.
pub(super) struct Synthesis {
    line: Line,
    even: Vec<f32>,
    odd: Vec<f32>,
}

impl Synthesis {
    pub(super) fn new(filters: &Filters) -> Self {
        // The inverse of a pair is the pair exchanged, every other tap with its sign turned.
        let turned = |half: &[f32]| -> Vec<f32> {
            let sign = |at: usize| if at.is_multiple_of(2) { 1.0 } else { -1.0 };
            half.iter()
                .enumerate()
                .map(|(at, tap)| tap * sign(at))
                .collect()
        };
        let (low, high) = (turned(&filters.high), turned(&filters.low));
        let length = low.len().max(high.len());
        let tap = |half: &[f32], at: usize| half.get(at).copied().unwrap_or_default();
        // Low samples stand at even places of the line, high ones at odd places.
        let mixed = |near: &[f32], far: &[f32]| -> Vec<f32> {
            (0..length)
                .map(|at| {
                    if at.is_multiple_of(2) {
                        tap(near, at)
                    } else {
                        tap(far, at)
                    }
                })
                .collect()
        };
        Self {
            line: Line::new(length.saturating_sub(1)),
            even: whole(&mixed(&low, &high)),
            odd: whole(&mixed(&high, &low)),
        }
    }

    /// The line whose samples, low and high in turn, are these.
    pub(super) fn join(
        &mut self,
        interleaved: impl ExactSizeIterator<Item = f32>,
    ) -> impl Iterator<Item = f32> {
        let length = interleaved.len();
        self.line.extend(interleaved);
        let windows = self.line.extended.windows(self.even.len()).take(length);
        windows.enumerate().map(|(at, window)| {
            dot(
                window,
                if at.is_multiple_of(2) {
                    &self.even
                } else {
                    &self.odd
                },
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filters() -> Filters {
        let (low, high) = Filters::standard();
        Filters::from_scaled(&low, &high)
    }

    proptest! {
        /// Splitting and joining gives the line back, whatever its length.
        #[test]
        fn a_line_comes_back(line in prop::collection::vec(-128.0_f32..128.0, 2..70)) {
            let mut analysis = Analysis::new(&filters());
            let (low, high) = analysis.split(line.iter().copied());
            let (low, mut high): (Vec<f32>, Vec<f32>) = (low.collect(), high.collect());
            high.push(0.0);
            let both: Vec<f32> =
                low.iter().zip(&high).flat_map(|(low, high)| [*low, *high]).take(line.len()).collect();
            let back: Vec<f32> = Synthesis::new(&filters()).join(both.iter().copied()).collect();
            prop_assert_eq!(back.len(), line.len());
            for (a, b) in line.iter().zip(&back) {
                prop_assert!((a - b).abs() < 0.01, "{} {}", a, b);
            }
        }
    }

    #[test]
    fn a_line_is_mirrored_about_its_ends() {
        let at = |at| mirrored(at, 4);
        assert_eq!(
            [at(0), at(3), at(4), at(5), at(6), at(7)],
            [0, 3, 2, 1, 0, 1]
        );
        assert_eq!(mirrored(5, 1), 0);
    }
}
