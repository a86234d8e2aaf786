//! A drawn handwritten signature.

use std::f32::consts::TAU;

use super::image::{MARKER, SimulatedImage, Subject};
use super::random::Draw;
use crate::Result;
use crate::media::MediaFormat;
use crate::png_file::{Pixels, write_png};

const DPI: u32 = 300;
/// 60 x 15 mm at 300 dpi. The size asked for by the workstation is not published.
const SIZE: (u16, u16) = (709, 177);
/// Points along the stroke: closer together than the pen is wide.
const POINTS: u16 = 6000;
/// Half the width of the pen, in pixels (0.5 mm across).
const PEN: f32 = 3.0;

/// Draws a signature-like stroke: 709 x 177 pixels at 300 dpi, PNG of one bit a pixel.
///
/// Honest simulator: loops of random size, with `SIMULATED` in the text chunk of the file.
///
/// # Errors
/// `CIE-DEV-014` when the encoder fails.
pub fn signature(seed: u64) -> Result<SimulatedImage> {
    let (width, height) = (u32::from(SIZE.0), u32::from(SIZE.1));
    let bytes = write_png(
        width,
        height,
        DPI,
        &Pixels::Bilevel(&stroke(seed)),
        &[("Comment", MARKER)],
    )?;
    Ok(SimulatedImage {
        bytes,
        subject: Subject::Signature,
        format: MediaFormat::Png,
        width,
        height,
        dpi: DPI,
    })
}

/// A pen that runs to the right while it circles, with radii that drift.
fn stroke(seed: u64) -> Vec<bool> {
    let mut rng = Draw::new(seed, 3);
    let (loops, lean) = (rng.between(9.0, 14.0), rng.between(0.2, 0.5));
    let (phase, drift) = (rng.between(0.0, TAU), rng.between(1.5, 3.5));
    let (tall, wide) = (rng.between(38.0, 48.0), rng.between(14.0, 22.0));
    let (width, height) = (f32::from(SIZE.0), f32::from(SIZE.1));
    let mut dark = vec![false; usize::from(SIZE.0) * usize::from(SIZE.1)];
    for step in 0..POINTS {
        let t = f32::from(step) / f32::from(POINTS);
        let turn = TAU * loops * t + phase;
        let swell = 0.55 + 0.45 * libm::sinf(TAU * drift * t + phase);
        let y = height / 2.0 + tall * swell * libm::sinf(turn);
        let x = 70.0 + (width - 140.0) * t + wide * swell * libm::cosf(turn)
            - lean * (y - height / 2.0);
        dot(&mut dark, x, y);
    }
    dark
}

fn dot(dark: &mut [bool], x: f32, y: f32) {
    let side = first(2.0 * PEN + 2.0 + PEN);
    let rows = dark.chunks_mut(usize::from(SIZE.0)).zip(0_u16..);
    for (row, v) in rows.skip(first(y)).take(side) {
        for (pixel, u) in row.iter_mut().zip(0_u16..).skip(first(x)).take(side) {
            let (dx, dy) = (f32::from(u) - x, f32::from(v) - y);
            *pixel |= dx * dx + dy * dy <= PEN * PEN;
        }
    }
}

/// The first pixel that a pen at this coordinate may reach.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Clamped to the picture.
fn first(coordinate: f32) -> usize {
    (coordinate - PEN).clamp(0.0, f32::from(SIZE.0)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_is_there_and_stays_inside() {
        for seed in 0..4 {
            let file = signature(seed).unwrap();
            let image = image::load_from_memory(file.bytes()).unwrap().into_luma8();
            let ink = image.pixels().filter(|p| p.0 == [0]).count();
            let share = ink * 1000 / image.len();
            assert!((30..400).contains(&share), "{share} thousandths");
            let edge = image.enumerate_pixels().filter(|(x, y, _)| {
                *x == 0 || *y == 0 || *x == image.width() - 1 || *y == image.height() - 1
            });
            assert!(edge.into_iter().all(|(_, _, p)| p.0 == [255]));
        }
    }

    #[test]
    fn a_seed_is_a_signature() {
        assert_eq!(signature(7).unwrap(), signature(7).unwrap());
        assert_ne!(signature(7).unwrap(), signature(8).unwrap());
        assert!(
            signature(7)
                .unwrap()
                .to_string()
                .starts_with("SIMULATED signature")
        );
    }
}
