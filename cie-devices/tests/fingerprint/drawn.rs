//! Drawn prints, and what may happen to them.

use cie_core::request::{Finger, Hand};
use cie_devices::fingerprint::{GrayPrint, PrintFile};
use cie_devices::sim;

/// A drawn fingerprint, 400 x 500 at 500 ppi.
pub(crate) fn print(seed: u64) -> GrayPrint {
    let drawn = sim::fingerprint(seed, Hand::Right, Finger::Index).unwrap();
    PrintFile::read(drawn.bytes(), 0).unwrap().print
}

/// A part of it, so that sides of every remainder are tried.
pub(crate) fn part(print: &GrayPrint, width: u32, height: u32) -> GrayPrint {
    let rows = print
        .pixels()
        .chunks(print.width() as usize)
        .skip(40)
        .take(height as usize);
    let pixels = rows
        .flat_map(|row| &row[60..60 + width as usize])
        .copied()
        .collect();
    GrayPrint::new(width, height, 500, pixels).unwrap()
}

/// The same print with each pixel made anew from its place and its value.
pub(crate) fn changed(print: &GrayPrint, pixel: impl Fn(u32, u32, u8) -> f64) -> GrayPrint {
    let (width, height) = (print.width(), print.height());
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let pixels = pixels.zip(print.pixels());
    let pixels = pixels
        .map(|((x, y), value)| pixel(x, y, *value).round().clamp(0.0, 255.0) as u8)
        .collect();
    GrayPrint::new(width, height, print.ppi(), pixels).unwrap()
}

/// Blurred by a bell of this deviation in pixels, across and then down.
pub(crate) fn blurred(print: &GrayPrint, sigma: f64) -> GrayPrint {
    let reach = (3.0 * sigma).ceil() as i64;
    let bell = |d: i64| (-(d * d) as f64 / (2.0 * sigma * sigma)).exp();
    let whole: f64 = (-reach..=reach).map(bell).sum();
    let pass = |print: &GrayPrint, across: bool| {
        let (width, height) = (i64::from(print.width()), i64::from(print.height()));
        let source = print.pixels().to_vec();
        changed(print, move |x, y, _| {
            let sum: f64 = (-reach..=reach)
                .map(|d| {
                    let (dx, dy) = if across { (d, 0) } else { (0, d) };
                    let x = (i64::from(x) + dx).clamp(0, width - 1);
                    let y = (i64::from(y) + dy).clamp(0, height - 1);
                    bell(d) * f64::from(source[(y * width + x) as usize])
                })
                .sum();
            sum / whole
        })
    };
    pass(&pass(print, true), false)
}

/// Contrast brought down to a share about the middle gray.
pub(crate) fn faint(print: &GrayPrint, share: f64) -> GrayPrint {
    changed(print, |_, _, v| 200.0 + (f64::from(v) - 200.0) * share)
}

/// Only what lies in an oval of this share of the print; the rest is glass.
pub(crate) fn small(print: &GrayPrint, share: f64) -> GrayPrint {
    let (width, height) = (f64::from(print.width()), f64::from(print.height()));
    changed(print, |x, y, v| {
        let u = (f64::from(x) / width - 0.5) * 2.0 / share;
        let v2 = (f64::from(y) / height - 0.5) * 2.0 / share;
        if u * u + v2 * v2 <= 1.0 {
            f64::from(v)
        } else {
            255.0
        }
    })
}

/// Noise of this strength added, the same for the same print.
pub(crate) fn noisy(print: &GrayPrint, strength: f64) -> GrayPrint {
    changed(print, |x, y, v| {
        let mut z = (u64::from(x) << 32 | u64::from(y)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z ^= z >> 31;
        let noise = (z >> 40) as f64 / 16_777_216.0 * 2.0 - 1.0;
        f64::from(v) + noise * strength
    })
}
