//! A drawn fingerprint: ridges that follow a plausible orientation field.

use cie_core::request::{Finger, Hand};

use super::image::{MARKER, SimulatedImage, Subject};
use super::random::Draw;
use crate::Result;
use crate::fingerprint::FingerPosition;
use crate::media::MediaFormat;
use crate::png_file::{Pixels, write_png};

const DPI: u32 = 500;
/// 20.3 x 25.4 mm at 500 dpi, the usual single-finger window.
const WIDTH: u16 = 400;
const HEIGHT: u16 = 500;
/// Orientations told apart: 180 degrees over this many.
const BINS: usize = 32;
/// Taps on each side of the centre of a filter.
const REACH: i16 = 8;
/// Passes of the filter; more does not change the picture visibly.
const PASSES: usize = 5;

/// Draws a fingerprint: 400 x 500 pixels, 8-bit gray, 500 dpi, dark ridges on white, PNG.
///
/// Honest simulator: an arch, loop or whorl field filled by repeated oriented filtering of noise,
/// with `SIMULATED` in the text chunk of the file. It exercises the flow, it does not measure a
/// matcher. The card stores WSQ: [`wsq`](crate::fingerprint::wsq) makes it of the pixels.
///
/// # Errors
/// `CIE-DEV-014` when the encoder fails.
pub fn fingerprint(seed: u64, hand: Hand, finger: Finger) -> Result<SimulatedImage> {
    let (width, height) = (u32::from(WIDTH), u32::from(HEIGHT));
    let gray = draw(&mut Draw::new(
        seed,
        16 + u64::from(FingerPosition::of(hand, finger).code()),
    ));
    let bytes = write_png(
        width,
        height,
        DPI,
        &Pixels::Gray(&gray),
        &[("Comment", MARKER)],
    )?;
    Ok(SimulatedImage {
        bytes,
        subject: Subject::Fingerprint,
        format: MediaFormat::Png,
        width,
        height,
        dpi: DPI,
    })
}

fn draw(rng: &mut Draw) -> Vec<u8> {
    let field = Field::new(rng);
    let bins: Vec<usize> = grid().map(|(x, y)| field.bin(x, y)).collect();
    // Nine pixels at 500 dpi are 0.46 mm, the usual distance between ridges.
    let period = rng.between(8.5, 9.8);
    let (across, along) = (kernels(period, true), kernels(period, false));
    let mut plane: Vec<f32> = grid().map(|_| rng.between(-1.0, 1.0)).collect();
    for _ in 0..PASSES {
        plane = filter(&filter(&plane, &bins, &across, 6.0), &bins, &along, 1.0);
    }
    let grain: Vec<f32> = grid().map(|_| rng.between(-12.0, 12.0)).collect();
    grid()
        .zip(plane)
        .zip(grain)
        .map(|(((x, y), v), noise)| shade(x, y, v, noise))
        .collect()
}

/// Coordinates of the pixels, row by row.
fn grid() -> impl Iterator<Item = (u16, u16)> {
    (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)))
}

/// Ridge orientations after Sherlock and Monro (1993): half the sum of the angles to the cores
/// less half the sum of the angles to the deltas.
struct Field {
    cores: Vec<(f32, f32)>,
    deltas: Vec<(f32, f32)>,
    bend: f32,
}

impl Field {
    /// Loops, whorls and arches in roughly the shares seen in people (65, 30 and 5 in 100).
    fn new(rng: &mut Draw) -> Self {
        let (cx, cy) = (rng.between(-25.0, 25.0), rng.between(10.0, 50.0));
        let (side, drop) = (rng.between(95.0, 130.0), rng.between(120.0, 160.0));
        let half = rng.between(14.0, 28.0);
        let share = rng.between(0.0, 100.0);
        let left_or_right = if rng.next() >> 63 == 0 { side } else { -side };
        let (cores, deltas) = if share < 65.0 {
            (vec![(cx, cy)], vec![(cx + left_or_right, cy - drop)])
        } else if share < 95.0 {
            (
                vec![(cx, cy + half), (cx, cy - half)],
                vec![(cx - side, cy - drop), (cx + side, cy - drop)],
            )
        } else {
            (Vec::new(), Vec::new())
        };
        let bend = if cores.is_empty() {
            rng.between(0.7, 1.0)
        } else {
            0.0
        };
        Self {
            cores,
            deltas,
            bend,
        }
    }

    /// The orientation of the ridge at a pixel, as one of [`BINS`].
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    fn bin(&self, x: u16, y: u16) -> usize {
        // Upwards is positive here, as in the paper.
        let (x, y) = (
            f32::from(x) - f32::from(WIDTH) / 2.0,
            f32::from(HEIGHT) / 2.0 - f32::from(y),
        );
        let angles = |points: &[(f32, f32)]| -> f32 {
            points
                .iter()
                .map(|(px, py)| libm::atan2f(y - py, x - px))
                .sum()
        };
        let arch = -self.bend
            * libm::sinf(x * std::f32::consts::PI / f32::from(WIDTH))
            * libm::expf(-(y + 30.0) * (y + 30.0) / 16_000.0);
        let turn = 0.5 * (angles(&self.cores) - angles(&self.deltas)) + arch;
        let share = turn / std::f32::consts::PI;
        let share = share - libm::floorf(share);
        // From 0 to 1, so the product is a bin or, by rounding, the one after the last.
        (share * BINS as f32) as usize % BINS
    }
}

/// Taps of a one-dimensional filter laid along or across an orientation.
type Kernel = Vec<(isize, f32)>;

/// For each orientation: a wave of zero sum across the ridge, or a bell along it.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // Offsets of a few pixels.
fn kernels(period: f32, across: bool) -> Vec<Kernel> {
    let bell = |d: f32, sigma: f32| libm::expf(-d * d / (2.0 * sigma * sigma));
    let weights: Vec<(f32, f32)> = (-REACH..=REACH)
        .map(f32::from)
        .map(|d| {
            let wave = if across {
                libm::cosf(std::f32::consts::TAU * d / period)
            } else {
                1.0
            };
            (d, wave * bell(d, if across { 4.0 } else { 3.5 }))
        })
        .collect();
    let sum: f32 = weights.iter().map(|(_, w)| w).sum();
    let mean = if across {
        sum / weights.len() as f32
    } else {
        0.0
    };
    let scale: f32 = weights.iter().map(|(_, w)| (w - mean).abs()).sum();
    (0..BINS)
        .map(|bin| {
            let ridge = std::f32::consts::PI * (bin as f32 + 0.5) / BINS as f32;
            let angle = if across {
                ridge + std::f32::consts::FRAC_PI_2
            } else {
                ridge
            };
            let (dx, dy) = (libm::cosf(angle), -libm::sinf(angle));
            weights
                .iter()
                .map(|(d, w)| {
                    let (x, y) = (libm::roundf(d * dx) as isize, libm::roundf(d * dy) as isize);
                    (y * isize::from(WIDTH.cast_signed()) + x, (w - mean) / scale)
                })
                .collect()
        })
        .collect()
}

/// One pass: each pixel becomes the weighted sum along its own orientation, amplified and clipped.
fn filter(plane: &[f32], bins: &[usize], kernels: &[Kernel], gain: f32) -> Vec<f32> {
    let mut next = Vec::with_capacity(plane.len());
    for (at, bin) in bins.iter().enumerate() {
        let mut sum = 0.0;
        // Before the first pixel wraps to far after the last: neither is there.
        for (offset, weight) in kernels.get(*bin).into_iter().flatten() {
            if let Some(value) = plane.get(at.wrapping_add_signed(*offset)) {
                sum += value * weight;
            }
        }
        next.push((sum * gain).clamp(-1.0, 1.0));
    }
    next
}

/// Ridge to gray, fading to white outside the oval of the finger.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Clamped to a byte.
fn shade(x: u16, y: u16, ridge: f32, noise: f32) -> u8 {
    let u = (f32::from(x) - 200.0) / 185.0;
    let v = (f32::from(y) - 250.0) / 235.0;
    let inside = ((1.0 - (u * u + v * v)) * 8.0).clamp(0.0, 1.0);
    let ink = (130.0 - 110.0 * ridge + noise).clamp(0.0, 255.0);
    (255.0 + (ink - 255.0) * inside).clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gray(seed: u64, hand: Hand) -> image::GrayImage {
        let file = fingerprint(seed, hand, Finger::Index).unwrap();
        image::load_from_memory(file.bytes()).unwrap().into_luma8()
    }

    #[test]
    fn the_file_is_gray_at_500_dpi_and_says_what_it_is() {
        let file = fingerprint(1, Hand::Right, Finger::Index).unwrap();
        let reader = png::Decoder::new(std::io::Cursor::new(file.bytes()))
            .read_info()
            .unwrap();
        let info = reader.info();
        assert_eq!((info.width, info.height), (400, 500));
        assert_eq!(info.color_type, png::ColorType::Grayscale);
        assert_eq!(info.bit_depth, png::BitDepth::Eight);
        assert_eq!(info.pixel_dims.map(|d| d.xppu), Some(19_685));
        assert_eq!(
            info.uncompressed_latin1_text
                .first()
                .map(|t| t.text.as_str()),
            Some(MARKER)
        );
        assert!(file.to_string().starts_with("SIMULATED fingerprint"));
    }

    /// Ridges of people are 0.3 to 0.65 mm apart. Of the middle row and the middle column, at
    /// least one cuts the ridges; the one that cuts more of them counts.
    #[test]
    fn ridges_are_as_far_apart_as_in_people() {
        for seed in 0..2 {
            let image = gray(seed, Hand::Left);
            let crossings = |line: Vec<u8>| {
                line.windows(2)
                    .filter(|w| (w[0] < 128) != (w[1] < 128))
                    .count()
            };
            let row = (50..350).map(|x| image.get_pixel(x, 250).0[0]).collect();
            let column = (100..400).map(|y| image.get_pixel(200, y).0[0]).collect();
            // 300 pixels are 15.24 mm: 23 to 50 ridges, two crossings each; slanted ridges count
            // for less, down to the cosine of 45 degrees.
            let most = crossings(row).max(crossings(column));
            assert!((33..=100).contains(&most), "{most}");
            let dark = image.pixels().filter(|p| p.0 < [100]).count();
            assert!((image.len() / 6..image.len() / 2).contains(&dark), "{dark}");
        }
    }

    #[test]
    fn seed_and_finger_make_the_picture() {
        let right = fingerprint(7, Hand::Right, Finger::Index).unwrap();
        assert_eq!(right, fingerprint(7, Hand::Right, Finger::Index).unwrap());
        assert_ne!(right, fingerprint(7, Hand::Left, Finger::Index).unwrap());
        assert_ne!(right, fingerprint(8, Hand::Right, Finger::Index).unwrap());
    }
}
