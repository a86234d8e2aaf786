//! How sharp a picture is, without another to compare it with.

use image::GrayImage;
use image::imageops::{FilterType, crop_imm, resize};

use super::Area;
use crate::pixel::{length, whole};

/// Height at which sharpness is judged, in pixels: 45 mm at 400 dpi. What cannot be seen in print
/// does not count.
const JUDGED_HEIGHT: f32 = 709.0;
/// Half the width of the filter that blurs a row: nine pixels, as in the paper.
const REACH: usize = 4;
const WINDOW: f32 = 9.0;
/// Smallest difference between neighbours that counts, in levels of brightness: the steps of one or
/// two levels in a soft gradient are those of rounding, and would look sharp.
const LEAST_STEP: f32 = 3.0;

/// Sharpness from 0 (even) to 1 (every edge a step): how much of the differences between neighbours
/// is lost when the picture is blurred. What is already blurred loses little.
///
/// The measure is 1 less that of Crété-Roffet et al., "The blur effect: perception and estimation
/// with a new no-reference perceptual blur metric" (SPIE 2007), on differences above rounding. It sees
/// noise as detail. An area without any detail has 0; `None` where it is too small to judge.
pub(super) fn sharpness(gray: &GrayImage, area: &Area) -> Option<f32> {
    let (width, height) = gray.dimensions();
    let factor = (JUDGED_HEIGHT / length(height.max(1))).min(1.0);
    let crop = crop_imm(
        gray,
        area.left.min(width),
        area.top.min(height),
        area.width().min(width.saturating_sub(area.left)),
        area.height().min(height.saturating_sub(area.top)),
    )
    .to_image();
    let side = |pixels: u32| whole(length(pixels) * factor);
    let (wide, high) = (side(crop.width()), side(crop.height()));
    if wide < 16 || high < 16 {
        return None;
    }
    let small = if factor < 1.0 {
        resize(&crop, wide, high, FilterType::Triangle)
    } else {
        crop
    };
    let down = image::imageops::rotate90(&small);
    Some(kept(&small).min(kept(&down)))
}

/// How much of the differences along the rows is lost by blurring them, from 0 to 1.
fn kept(gray: &GrayImage) -> f32 {
    let (mut detail, mut lost) = (0.0_f32, 0.0_f32);
    let width = gray.width() as usize;
    for row in gray.as_raw().chunks_exact(width.max(1)) {
        let row: Vec<f32> = row.iter().copied().map(f32::from).collect();
        let blurred: Vec<f32> = row
            .windows(2 * REACH + 1)
            .map(|window| window.iter().sum::<f32>() / WINDOW)
            .collect();
        let sharp = row.get(REACH..).unwrap_or_default();
        for (pair, smooth) in sharp.windows(2).zip(blurred.windows(2)) {
            if let ([a, b], [c, d]) = (pair, smooth) {
                let (before, after) = ((b - a).abs(), (d - c).abs());
                if before >= LEAST_STEP {
                    detail += before;
                    lost += (before - after).max(0.0);
                }
            }
        }
    }
    if detail > 0.0 { lost / detail } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    fn of(image: &GrayImage) -> Option<f32> {
        let (right, bottom) = image.dimensions();
        let area = Area {
            left: 0,
            top: 0,
            right,
            bottom,
        };
        sharpness(image, &area)
    }

    #[test]
    fn an_even_picture_has_nothing_to_judge() {
        assert_eq!(of(&GrayImage::from_pixel(100, 100, Luma([128]))), Some(0.0));
        assert_eq!(of(&GrayImage::new(3, 3)), None);
    }

    #[test]
    fn one_step_loses_all_but_a_ninth() {
        // A step of height h: differences h at one place; blurred over nine pixels, h/9 there.
        let step = GrayImage::from_fn(64, 64, |x, y| {
            Luma([if (x / 32 + y / 32) % 2 == 0 { 40 } else { 200 }])
        });
        let sharpness = of(&step).unwrap();
        assert!((sharpness - 8.0 / 9.0).abs() < 0.01, "{sharpness}");
    }

    #[test]
    fn more_blur_is_never_sharper() {
        for seed in 0..3 {
            let drawn = crate::sim::portrait(seed).unwrap();
            let drawn = image::load_from_memory(drawn.bytes()).unwrap().into_luma8();
            // Up to 4 pixels at the size of print: beyond that everything is blurred alike.
            let all: Vec<f32> = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0]
                .into_iter()
                .map(|sigma| match sigma {
                    0.0 => drawn.clone(),
                    sigma => image::imageops::blur(&drawn, sigma),
                })
                .map(|blurred| of(&blurred).unwrap())
                .collect();
            assert!(all.windows(2).all(|pair| pair[1] < pair[0]), "{all:?}");
            // Sharp passes, blurred by 3 pixels (0.2 mm in print) does not.
            let least = crate::photo::Policy::default().least_sharpness;
            assert!(all[2] > least && all[5] < least, "{all:?}");
        }
    }
}
