//! Brightness of a picture.

use image::GrayImage;

use super::Area;
use crate::pixel::share;

/// Brightness of the features and of the whole picture, 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Exposure {
    /// Mean of the features.
    pub(super) mean: u8,
    /// Share of the features at or above the limit of blown pixels.
    pub(super) blown: f32,
    /// From the 2nd to the 98th percentile of the whole picture.
    pub(super) contrast: u8,
}

pub(super) fn exposure(gray: &GrayImage, features: &Area, blown_from: u8) -> Option<Exposure> {
    let (mut sum, mut blown, mut count) = (0_usize, 0_usize, 0_usize);
    for value in features.pixels(gray) {
        sum += usize::from(value);
        blown += usize::from(value >= blown_from);
        count += 1;
    }
    let mean = u8::try_from(sum.checked_div(count)?).ok()?;
    let (low, high) = percentiles(gray);
    Some(Exposure {
        mean,
        blown: share(blown, count),
        contrast: high.saturating_sub(low),
    })
}

/// The 2nd and the 98th percentile.
fn percentiles(gray: &GrayImage) -> (u8, u8) {
    let mut levels = [0_usize; 256];
    for value in gray.as_raw() {
        if let Some(level) = levels.get_mut(usize::from(*value)) {
            *level += 1;
        }
    }
    let outside = gray.as_raw().len() / 50;
    (
        beyond((0..=u8::MAX).zip(&levels), outside),
        beyond((0..=u8::MAX).rev().zip(levels.iter().rev()), outside),
    )
}

/// The level at which more pixels than that have been passed.
fn beyond<'a>(mut levels: impl Iterator<Item = (u8, &'a usize)>, outside: usize) -> u8 {
    let mut seen = 0;
    levels
        .find(|(_, count)| {
            seen += **count;
            seen > outside
        })
        .map_or(0, |(level, _)| level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    #[test]
    fn percentiles_leave_out_two_in_a_hundred_at_either_end() {
        let ramp = GrayImage::from_fn(200, 1, |x, _| Luma([u8::try_from(x).unwrap()]));
        assert_eq!(percentiles(&ramp), (4, 195));
        let even = GrayImage::from_pixel(10, 10, Luma([7]));
        assert_eq!(percentiles(&even), (7, 7));
    }

    #[test]
    fn nothing_to_measure_is_no_measure() {
        let nothing = Area {
            left: 0,
            top: 0,
            right: 0,
            bottom: 0,
        };
        assert_eq!(exposure(&GrayImage::new(2, 2), &nothing, 250), None);
    }

    #[test]
    fn more_light_is_brighter_and_blows_more_and_haze_takes_contrast() {
        let drawn = crate::sim::portrait(1).unwrap();
        let drawn = image::load_from_memory(drawn.bytes()).unwrap().into_luma8();
        let area = Area::of_features(drawn.dimensions(), None);
        let seen = |change: &dyn Fn(f32) -> f32| {
            let mut image = drawn.clone();
            image
                .pixels_mut()
                .for_each(|p| p.0 = [crate::pixel::byte(change(f32::from(p.0[0])))]);
            exposure(&image, &area, 250).unwrap()
        };
        let lit: Vec<_> = [0.2, 0.6, 1.0, 1.4, 2.0, 3.0]
            .map(|light| seen(&|value| value * light))
            .to_vec();
        assert!(
            lit.windows(2).all(|pair| pair[0].mean < pair[1].mean),
            "{lit:?}"
        );
        assert!(
            lit.windows(2).all(|pair| pair[0].blown <= pair[1].blown),
            "{lit:?}"
        );
        let policy = crate::photo::Policy::default();
        assert!(lit[0].mean < policy.least_brightness && lit[5].blown > policy.most_blown);
        let hazy: Vec<_> = [0.0, 0.3, 0.6, 0.8]
            .map(|haze| seen(&|value| value + (230.0 - value) * haze))
            .to_vec();
        assert!(
            hazy.windows(2)
                .all(|pair| pair[0].contrast > pair[1].contrast),
            "{hazy:?}"
        );
        assert!(hazy[3].contrast < policy.least_contrast, "{hazy:?}");
    }
}
