//! The measure orders prints as anybody would.

use cie_devices::fingerprint::GrayPrint;
use cie_devices::fingerprint::quality::{Advice, ClarityMeter, Quality, QualityMeter};
use proptest::prelude::*;

use crate::drawn::{blurred, faint, noisy, print, small};

fn measure(print: &GrayPrint) -> Quality {
    ClarityMeter.measure(print).unwrap()
}

/// Scores that must fall from step to step.
fn falls(name: &str, seed: u64, steps: &[GrayPrint]) {
    let scores: Vec<u8> = steps.iter().map(|step| measure(step).score).collect();
    assert!(
        scores.windows(2).all(|pair| pair[0] > pair[1]),
        "{name} {seed}: {scores:?}"
    );
}

#[test]
fn what_spoils_a_print_lowers_its_score() {
    for seed in 1..6 {
        let good = print(seed);
        let steps = |values: &[f64], how: fn(&GrayPrint, f64) -> GrayPrint| -> Vec<GrayPrint> {
            let spoilt = values.iter().map(|value| how(&good, *value));
            std::iter::once(good.clone()).chain(spoilt).collect()
        };
        falls("blur", seed, &steps(&[1.5, 2.5, 4.0], blurred));
        falls("contrast", seed, &steps(&[0.6, 0.3, 0.15], faint));
        falls("area", seed, &steps(&[0.7, 0.5, 0.3], small));
        falls("noise", seed, &steps(&[60.0, 120.0, 200.0], noisy));
    }
}

#[test]
fn good_prints_pass_and_empty_glass_is_nothing() {
    for seed in 1..6 {
        let good = measure(&print(seed));
        assert!(good.score >= 60 && good.advice.is_empty(), "{good:?}");
        // The oval that is drawn has half axes of 185 and 235 pixels: 352 mm². Squares of 1.2 mm that
        // its edge of 67 mm cuts count as a whole or not at all.
        assert!((352.0 - good.area).abs() < 67.0 * 1.2, "{good:?}");
    }
    let glass = GrayPrint::new(400, 500, 500, vec![255; 200_000]).unwrap();
    let glass = measure(&glass);
    assert_eq!((glass.score, glass.area as u32), (0, 0));
    assert_eq!(glass.advice.first(), Some(&Advice::MoreFinger));
    // Grain of a scanner without a finger on it.
    let grain = measure(&noisy(
        &GrayPrint::new(400, 500, 500, vec![240; 200_000]).unwrap(),
        12.0,
    ));
    assert!(grain.score <= 2, "{grain:?}");
}

#[test]
fn the_advice_fits_what_was_done() {
    let good = print(2);
    assert_eq!(measure(&small(&good, 0.4)).advice, [Advice::MoreFinger]);
    assert_eq!(
        measure(&faint(&good, 0.2)).advice.first(),
        Some(&Advice::PressHarder)
    );
    let noise = noisy(&good, 250.0);
    assert!(measure(&noise).advice.contains(&Advice::KeepStill));
}

/// The same finger at twice the resolution is as good.
#[test]
fn resolution_is_taken_into_account() {
    let good = print(3);
    let (width, height) = (good.width() as usize, good.height() as usize);
    let mut twice = Vec::new();
    for y in 0..2 * height {
        twice.extend((0..2 * width).map(|x| good.pixels()[y / 2 * width + x / 2]));
    }
    let twice = GrayPrint::new(2 * width as u32, 2 * height as u32, 1000, twice).unwrap();
    let (once, twice) = (measure(&good), measure(&twice));
    assert!(once.score.abs_diff(twice.score) <= 12, "{once:?} {twice:?}");
    assert!((once.area - twice.area).abs() < 20.0, "{once:?} {twice:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_image_has_a_score(
        width in 96u32..160, height in 96u32..160, ppi: u16, pixels in prop::collection::vec(any::<u8>(), 40),
    ) {
        let count = (width * height) as usize;
        let pixels = pixels.iter().copied().cycle().take(count).collect();
        let found = measure(&GrayPrint::new(width, height, ppi, pixels).unwrap());
        prop_assert!(found.score <= 100);
        for share in [found.certainty, found.contrast, found.ink] {
            prop_assert!((0.0..=1.0).contains(&share), "{found:?}");
        }
    }
}
