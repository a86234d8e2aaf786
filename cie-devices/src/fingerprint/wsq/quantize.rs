//! From coefficients to numbers of bins, and back.

use super::scaled::Scaled16;
use super::transform::Plane;
use super::tree::{BANDS, Region, Tree, WRITTEN};
use crate::{Code, Error, Result};

/// How many bits a pixel may cost, before the Huffman codes.
///
/// It sets the widths of the bins, not the size of the file, which depends on the image too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BitRate(f64);

impl BitRate {
    /// 0.75: about 15 to 1, the FBI's usual rate for 500 ppi images (IAFIS-IC-0110).
    pub const USUAL: Self = Self(0.75);
    /// 2.25: about 5 to 1.
    pub const FINE: Self = Self(2.25);

    /// A rate from 0.1 to 5 bits a pixel.
    ///
    /// # Errors
    /// `CIE-DEV-505` beyond these.
    pub fn new(bits: f64) -> Result<Self> {
        if (0.1..=5.0).contains(&bits) {
            Ok(Self(bits))
        } else {
            Err(Error::new(Code::WsqBitRate))
        }
    }
}

/// The bins of a band: their width, and that of the middle one, whose coefficients become zero.
/// A band whose width is zero is not written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bins {
    pub(super) width: Scaled16,
    pub(super) zero: Scaled16,
}

impl Bins {
    pub(super) fn written(self) -> bool {
        self.width.digits != 0
    }

    /// The number of the bin of a coefficient.
    pub(super) fn number(self, value: f32) -> i32 {
        let (width, edge) = (self.width.value(), self.zero.value() / 2.0);
        let beyond = f64::from(value).abs() - edge;
        if beyond <= 0.0 || width <= 0.0 {
            return 0;
        }
        // Saturates; what no escape can carry is clamped to the largest that one can.
        #[allow(clippy::cast_possible_truncation)]
        let number = ((beyond / width).min(65_534.0) as i32) + 1;
        if value < 0.0 { -number } else { number }
    }

    /// The coefficient that stands for a bin: not its centre, because small ones are commoner.
    pub(super) fn value(self, number: i32, centre: f64) -> f32 {
        if number == 0 {
            return 0.0;
        }
        let beyond = f64::from(number.abs()) - centre;
        let size = self.width.value() * beyond + self.zero.value() / 2.0;
        #[allow(clippy::cast_possible_truncation)]
        let size = size as f32;
        if number < 0 { -size } else { size }
    }
}

/// Below this variance a band says nothing (IAFIS-IC-0110).
const LEAST_VARIANCE: f64 = 1.01;
/// Below this sum of the variances of bands 0 to 3 they are measured on the whole bands.
const FAINT: f64 = 20_000.0;
/// The middle bin is wider than the others.
const ZERO_RATIO: f64 = 1.2;
/// Weights of bands 52 to 59; those of the others are 1.
const WEIGHTS: [f64; 8] = [1.32, 1.08, 1.42, 1.08, 1.32, 1.42, 1.08, 1.08];

/// How often a band's coefficients are fewer than the pixels, as a fraction.
fn share(band: usize) -> f64 {
    match band {
        0..4 => 1.0 / 1024.0,
        4..51 => 1.0 / 256.0,
        _ => 1.0 / 16.0,
    }
}

/// The bins of every band for a rate (IAFIS-IC-0110, annex on the FBI's parameter settings).
pub(super) fn bins(plane: &Plane, tree: &Tree, rate: BitRate) -> [Bins; BANDS] {
    let written = || tree.bands.iter().take(WRITTEN);
    let mut variances: Vec<f64> = written()
        .map(|band| variance(plane, &middle(band)))
        .collect();
    if variances.iter().take(4).sum::<f64>() < FAINT {
        variances = written().map(|band| variance(plane, band)).collect();
    }
    // Band, width before the common divisor, deviation.
    let kept: Vec<(usize, f64, f64)> = variances
        .iter()
        .enumerate()
        .filter(|(_, variance)| **variance >= LEAST_VARIANCE)
        .map(|(band, variance)| {
            let weight = band
                .checked_sub(52)
                .and_then(|at| WEIGHTS.get(at))
                .unwrap_or(&1.0);
            let width = if band < 4 {
                1.0
            } else {
                10.0 / (weight * variance.ln())
            };
            (band, width, variance.sqrt())
        })
        .collect();
    let divisor = divisor(&kept, rate.0);
    let mut bins = [Bins::default(); BANDS];
    for (band, width, _) in &kept {
        if let Some(place) = bins.get_mut(*band) {
            let width = width / divisor;
            *place = Bins {
                width: Scaled16::new(width),
                zero: Scaled16::new(width * ZERO_RATIO),
            };
        }
    }
    bins
}

/// The divisor of all widths with which the bands together cost the rate. A band whose bin would
/// hold nearly all of its coefficients costs nothing, and is left out of the account.
fn divisor(kept: &[(usize, f64, f64)], rate: f64) -> f64 {
    let mut counted: Vec<&(usize, f64, f64)> = kept.iter().collect();
    loop {
        let shares: f64 = counted.iter().map(|(band, _, _)| share(*band)).sum();
        if shares <= 0.0 {
            return 1.0;
        }
        let product: f64 = counted
            .iter()
            .map(|(band, width, deviation)| (deviation / width).powf(share(*band)))
            .product();
        let divisor = (rate / shares - 1.0).exp2() / 2.5 / product.powf(1.0 / shares);
        let before = counted.len();
        counted.retain(|(_, width, deviation)| width / divisor < 5.0 * deviation);
        if counted.len() == before || counted.is_empty() {
            return divisor;
        }
    }
}

/// The middle of a band, where the finger is: three quarters across, seven sixteenths down.
fn middle(band: &Region) -> Region {
    Region {
        x: band.x + band.width / 8,
        y: band.y + 9 * band.height / 32,
        width: 3 * band.width / 4,
        height: 7 * band.height / 16,
        ..*band
    }
}

fn variance(plane: &Plane, region: &Region) -> f64 {
    let values = || plane.rows(region).flatten().map(|value| f64::from(*value));
    let count = region.width * region.height;
    if count < 2 {
        return 0.0;
    }
    let (sum, squares) = values().fold((0.0, 0.0), |(sum, squares), value| {
        (sum + value, squares + value * value)
    });
    let count = count as f64;
    (squares - sum * sum / count) / (count - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bin_holds_the_value_that_stands_for_it() {
        let bins = Bins {
            width: Scaled16::new(3.0),
            zero: Scaled16::new(3.6),
        };
        for number in [-70_000, -200, -1, 0, 1, 2, 74, 65_535] {
            let back = bins.number(bins.value(number, 0.44));
            assert_eq!(back, number.clamp(-65_535, 65_535));
        }
        assert_eq!(bins.number(1.79), 0);
        assert_eq!(bins.number(1.81), 1);
    }
}
