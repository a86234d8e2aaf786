//! Our own measure.

use super::super::gray::GrayPrint;
use super::block::{Block, Field};
use super::{Advice, Quality, QualityMeter};
use crate::Result;

/// Resolution at which the lengths below are meant; an unknown one counts as this.
const PPI: usize = 500;
/// Side of a square, in pixels: 1.2 mm, nearly three ridges.
const SIDE: usize = 24;
/// Distance of ridges, in pixels: 0.46 mm, the usual one in adults.
const RIDGE: usize = 9;
/// Least relief of a square that counts as finger: more than the grain of a scanner's glass.
const FINGER: f64 = 5.0;
/// Relief of ridges as clear as a good live scan has them.
const CLEAR: f64 = 70.0;
/// Area beyond which more finger does not help, in square millimetres: a flat fingertip.
const ENOUGH: f64 = 150.0;

/// Clarity of the ridges over the area of the finger.
///
/// The print is cut into squares of 1.2 mm. A square counts as finger when its relief (the root mean
/// square of what is left after the neighbourhood of a ridge is taken away) stands out from the grain.
/// For each square of the finger:
/// *certainty* is the coherence of the gradient, `sqrt((Gxx - Gyy)² + 4 Gxy²) / (Gxx + Gyy)`: 1 where
/// ridges are parallel, near 0 in noise (Bazen and Gerez 2002; NFIQ 2's orientation certainty level is
/// of this family); *contrast* is its relief against that of a good scan, at most 1.
/// The score is `100 · a · s · 1.5c / (c + 0.5)`: `a` is the area up to 150 mm² as a share of that, `s` the
/// mean certainty, `c` the mean contrast. Each of the three alone can ruin a print; contrast does so last,
/// which is a choice of ours.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClarityMeter;

impl QualityMeter for ClarityMeter {
    fn name(&self) -> String {
        "cie clarity 1".to_owned()
    }

    fn measure(&self, print: &GrayPrint) -> Result<Quality> {
        Ok(measure(print))
    }
}

fn measure(print: &GrayPrint) -> Quality {
    let ppi = match usize::from(print.ppi()) {
        0 => PPI,
        ppi => ppi.clamp(100, 4000),
    };
    let scaled = |length: usize| (length * ppi).div_ceil(PPI).max(2);
    let side = scaled(SIDE);
    let finger: Vec<Block> = Field::new(print)
        .blocks(side, scaled(RIDGE))
        .filter(|block| block.relief > FINGER)
        .collect();
    let count = finger.len().max(1) as f64;
    let mean = |of: fn(&Block) -> f64| finger.iter().map(of).sum::<f64>() / count;
    let square = side as f64 * 25.4 / ppi as f64;
    let area = finger.len() as f64 * square * square;
    let certainty = mean(|block| block.certainty);
    let contrast = mean(|block| (block.relief / CLEAR).min(1.0));
    let ink = mean(|block| block.ink);
    let level = mean(|block| block.level);
    let share = (area / ENOUGH).min(1.0);
    let score = 100.0 * share * certainty * (1.5 * contrast / (contrast + 0.5));
    Quality {
        // From 0 to 100.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        score: score.round().clamp(0.0, 100.0) as u8,
        area,
        certainty,
        contrast,
        ink,
        advice: advice(share, certainty, contrast, level),
    }
}

fn advice(share: f64, certainty: f64, contrast: f64, level: f64) -> Vec<Advice> {
    let faint = contrast < 0.35;
    let found = [
        (share < 0.7, Advice::MoreFinger),
        (faint && level >= 110.0, Advice::PressHarder),
        (faint && level < 110.0, Advice::PressLess),
        (certainty < 0.5, Advice::KeepStill),
    ];
    found
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, what)| what)
        .collect()
}
