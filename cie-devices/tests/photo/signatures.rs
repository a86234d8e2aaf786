//! Signatures on paper that is badly lit, stained and speckled.

use cie_devices::Code;
use cie_devices::signature::{Cleaned, Outcome, Policy, Requirements, check, clean};
use cie_devices::sim;
use image::{GrayImage, ImageFormat, Luma};
use proptest::prelude::*;

use crate::peer::about;

/// The drawn signature: true where there is ink.
fn drawn() -> (u32, u32, Vec<bool>) {
    let image = image::load_from_memory(sim::signature(3).unwrap().bytes())
        .unwrap()
        .into_luma8();
    let ink = image.pixels().map(|p| p.0 == [0]).collect();
    (image.width(), image.height(), ink)
}

fn png(image: &GrayImage) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

/// How ink on paper is seen.
#[derive(Clone, Copy)]
struct Light {
    /// Brightness of the paper at the left and at the right.
    paper: (f32, f32),
    /// Share of the light that ink throws back.
    ink: f32,
    /// Grain of the sensor, either way.
    grain: i32,
    /// A speck of dirt each so many pixels.
    dirt: u32,
}

const FAIR: Light = Light {
    paper: (235.0, 235.0),
    ink: 0.2,
    grain: 0,
    dirt: 0,
};

/// The drawn signature on a larger sheet in some light.
fn seen(light: Light, offset: (u32, u32), size: (u32, u32)) -> Vec<u8> {
    let (width, height, ink) = drawn();
    let mut noise = 12_345_u32;
    let image = GrayImage::from_fn(size.0, size.1, |x, y| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (from, to) = light.paper;
        let paper = from + (to - from) * x as f32 / size.0 as f32;
        let (u, v) = (x.wrapping_sub(offset.0), y.wrapping_sub(offset.1));
        let set = u < width && v < height && ink[(v * width + u) as usize];
        let dirty = light.dirt > 0 && (noise >> 8).is_multiple_of(light.dirt);
        let value = if set || dirty {
            paper * light.ink
        } else {
            paper
        };
        let grain = (noise >> 16) as i32 % (2 * light.grain + 1) - light.grain;
        Luma([(value as i32 + grain).clamp(0, 255) as u8])
    });
    png(&image)
}

fn cleaned(file: &[u8]) -> Cleaned {
    clean(file, &Requirements::default(), &Policy::default()).unwrap()
}

/// Ink in both, of ink in either; both cropped to their ink.
fn overlap(file: &[u8]) -> f64 {
    let of = |width: usize, ink: Vec<bool>| {
        let set = || {
            ink.iter()
                .enumerate()
                .filter(|(_, set)| **set)
                .map(|(at, _)| at)
        };
        let left = set().map(|at| at % width).min().unwrap();
        let top = set().map(|at| at / width).min().unwrap();
        set()
            .map(|at| (at % width - left, at / width - top))
            .collect::<std::collections::BTreeSet<_>>()
    };
    let (width, _, ink) = drawn();
    let original = of(width as usize, ink);
    let image = image::load_from_memory(file).unwrap().into_luma8();
    let found = of(
        image.width() as usize,
        image.pixels().map(|p| p.0 == [0]).collect(),
    );
    original.intersection(&found).count() as f64 / original.union(&found).count() as f64
}

fn failing(file: &[u8]) -> Vec<&'static str> {
    let report = check(file, &Requirements::default(), &Policy::default());
    report.problems().map(|v| v.code).collect()
}

#[test]
fn the_strokes_come_back_from_bad_light_grain_and_dirt() {
    let lights = [
        FAIR,
        Light {
            paper: (245.0, 90.0),
            ..FAIR
        },
        Light {
            paper: (80.0, 200.0),
            ink: 0.5,
            ..FAIR
        },
        Light { grain: 12, ..FAIR },
        Light {
            paper: (240.0, 120.0),
            grain: 8,
            dirt: 400,
            ..FAIR
        },
    ];
    for (number, light) in lights.into_iter().enumerate() {
        let made = cleaned(&seen(light, (150, 90), (1000, 400)));
        assert!(made.report().accepted(), "{number}: {:?}", made.report());
        let overlap = overlap(made.bytes());
        assert!(overlap > 0.95, "{number}: {overlap}");
        // The ink is 6 pixels from each edge.
        let (width, height) = made.size();
        assert!(width < 700 && height < 177, "{number}: {width} x {height}");
    }
}

#[test]
fn another_reader_sees_one_bit_a_pixel_and_the_resolution() {
    let made = cleaned(&seen(FAIR, (150, 90), (1000, 400)));
    let (width, height) = made.size();
    let noted = made.clone().noted("SIMULATED").unwrap();
    assert!(noted.bytes().windows(9).any(|w| w == b"SIMULATED"));
    assert!(!made.bytes().windows(9).any(|w| w == b"SIMULATED"));
    for file in [made.bytes(), noted.bytes()] {
        let Some(said) = about(file) else { return };
        assert_eq!(
            (&said["format"], &said["mode"]),
            (&"PNG".into(), &"1".into())
        );
        assert_eq!(said["size"], serde_json::json!([width, height]));
        assert_eq!(said["dpi"], serde_json::json!([300, 300]));
        assert!(file.len() <= 50_000);
    }
}

#[test]
fn a_large_scan_becomes_small_without_losing_strokes() {
    let (width, height, ink) = drawn();
    let large = GrayImage::from_fn(width * 4 + 200, height * 4 + 200, |x, y| {
        let (u, v) = (x.wrapping_sub(100) / 4, y.wrapping_sub(100) / 4);
        let set = u < width && v < height && ink[(v * width + u) as usize];
        Luma([if set { 30 } else { 240 }])
    });
    let made = cleaned(&png(&large));
    let requirements = Requirements::default();
    let (wide, high) = made.size();
    assert!(wide <= requirements.max_width && high <= requirements.max_height);
    assert!(wide == requirements.max_width || high == requirements.max_height);
    assert!(made.report().accepted(), "{:?}", made.report());
}

#[test]
fn each_fault_has_its_verdict() {
    let empty = png(&GrayImage::from_pixel(600, 200, Luma([230])));
    assert_eq!(failing(&empty)[0], "signature-empty");
    let nothing = clean(&empty, &Requirements::default(), &Policy::default());
    assert_eq!(nothing.err().map(|e| e.code()), Some(Code::NoInk));
    // Ink that throws back 8 tenths of the light is pencil.
    let faint = seen(Light { ink: 0.8, ..FAIR }, (150, 90), (1000, 400));
    assert_eq!(failing(&faint), ["signature-faint"]);
    let cut = seen(FAIR, (400, 90), (1000, 400));
    assert_eq!(failing(&cut), ["signature-border"]);
    let small = image::load_from_memory(&seen(FAIR, (150, 90), (1000, 400))).unwrap();
    let small = small
        .resize(160, 64, image::imageops::FilterType::Triangle)
        .into_luma8();
    assert_eq!(failing(&png(&small)), ["signature-small"]);
    let blot = GrayImage::from_fn(1000, 400, |x, y| {
        let inside = (200..700).contains(&x) && (50..300).contains(&y);
        Luma([if inside { 20 } else { 240 }])
    });
    assert_eq!(failing(&png(&blot)), ["signature-strokes"]);
    let policy = Policy::default();
    let tight = Requirements {
        max_bytes: 500,
        ..Requirements::default()
    };
    let report = check(&seen(FAIR, (150, 90), (1000, 400)), &tight, &policy);
    let problems: Vec<_> = report.problems().map(|v| v.code).collect();
    assert_eq!(problems, ["signature-size"]);
    let report = check(b"GIF89a", &Requirements::default(), &policy);
    assert_eq!(report.verdicts()[0].outcome, Outcome::Fail);
    assert!(
        report.verdicts()[1..]
            .iter()
            .all(|v| v.outcome == Outcome::NotMeasurable)
    );
}

#[test]
fn fainter_ink_is_never_darker() {
    let darkness = |ink| {
        let file = seen(Light { ink, ..FAIR }, (150, 90), (1000, 400));
        let report = check(&file, &Requirements::default(), &Policy::default());
        let verdict = report
            .verdicts()
            .iter()
            .find(|v| v.code == "signature-faint")
            .unwrap();
        let text = verdict.measured.clone().unwrap();
        text.split('/').next().unwrap().parse::<u8>().unwrap()
    };
    let all: Vec<u8> = [0.0, 0.2, 0.4, 0.6, 0.7, 0.8]
        .into_iter()
        .map(darkness)
        .collect();
    assert!(all.windows(2).all(|pair| pair[0] > pair[1]), "{all:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_small_image_is_cleaned_or_refused(
        width in 1_u32..60, height in 1_u32..60, seed: u32, darkest in 0_u8..255,
    ) {
        let mut noise = seed;
        let image = GrayImage::from_fn(width, height, |_, _| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Luma([((noise >> 24) as u8).max(darkest)])
        });
        let (requirements, policy) = (Requirements::default(), Policy::default());
        if let Ok(made) = clean(&png(&image), &requirements, &policy) {
            let (wide, high) = made.size();
            prop_assert!(wide <= requirements.max_width && high <= requirements.max_height);
            prop_assert!(wide <= width + 12 && high <= height + 12);
        }
    }

    #[test]
    fn any_bytes_get_a_report(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let report = check(&bytes, &Requirements::default(), &Policy::default());
        prop_assert!(!report.accepted());
    }
}
