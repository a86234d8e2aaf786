//! The face detector, on the group photograph that its library is tested with.

use std::path::PathBuf;
use std::process::Command;

use cie_devices::media::ImageBounds;
use cie_devices::photo::{FaceLocator, Outcome, Picture, Policy, Requirements, SeetaFace, examine};
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat};
use proptest::prelude::*;

/// A file beside the library's manifest, which is there whenever the library was built.
fn of_the_library(name: &str) -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--offline",
            "--all-features",
            "--format-version",
            "1",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let about: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = about["packages"].as_array().unwrap();
    let library = packages
        .iter()
        .find(|package| package["name"] == "rustface")
        .unwrap();
    PathBuf::from(library["manifest_path"].as_str().unwrap()).with_file_name(name)
}

/// The library's own test picture.
fn group() -> DynamicImage {
    image::open(of_the_library("test.png")).unwrap()
}

fn detector() -> SeetaFace {
    let model = of_the_library("model").join("seeta_fd_frontal_v1.0.bin");
    SeetaFace::new(&std::fs::read(model).unwrap()).unwrap()
}

/// A part of it, enlarged, as a file.
fn part(group: &DynamicImage, at: (u32, u32), size: (u32, u32), scale: u32) -> Vec<u8> {
    let part = group.crop_imm(at.0, at.1, size.0, size.1);
    let part = part.resize(size.0 * scale, size.1 * scale, FilterType::CatmullRom);
    let mut file = std::io::Cursor::new(Vec::new());
    part.into_rgb8()
        .write_to(&mut file, ImageFormat::Jpeg)
        .unwrap();
    file.into_inner()
}

fn faces(file: &[u8]) -> Vec<cie_devices::photo::Face> {
    let picture = Picture::upright(file, &ImageBounds::default()).unwrap();
    detector().locate(&picture).unwrap()
}

/// Where the enlarged part begins, the middle between the eyes, and the height of the chin.
type Read = ((u32, u32), (f32, f32), f32);

/// Places read off the enlarged picture by eye, in pixels of the original: the middle between the
/// eyes, and the chin.
const READ: [Read; 3] = [
    ((1205, 150), (1293.0, 232.0), 268.0),
    ((45, 191), (132.0, 266.0), 307.0),
    ((595, 203), (691.0, 281.0), 321.0),
];

#[test]
fn one_face_is_found_where_it_is() {
    let group = group();
    for ((left, top), eyes, chin) in READ {
        let file = part(&group, (left, top), (174, 222), 5);
        let found = faces(&file);
        let face = found.first().expect("a face");
        let at = face.eye_line();
        let (x, y) = (left as f32 + at.x / 5.0, top as f32 + at.y / 5.0);
        let margin = face.eye_margin / 5.0 + 2.0;
        assert!(
            (x - eyes.0).abs() <= margin && (y - eyes.1).abs() <= margin,
            "{x} {y}"
        );
        let low = top as f32 + face.chin.y / 5.0;
        assert!(
            (low - chin).abs() <= face.height_margin / 5.0 + 2.0,
            "{low}"
        );
    }
}

#[test]
fn a_crowd_fails_the_rule_of_one_face_and_so_does_a_drawing() {
    let verdict = |file: &[u8]| {
        let mut locator = detector();
        let (requirements, policy) = (Requirements::default(), Policy::default());
        let seen = examine(file, &requirements, &policy, Some(&mut locator));
        let found = seen
            .report()
            .verdicts()
            .iter()
            .find(|v| v.code == "photo-faces")
            .cloned();
        let found = found.unwrap();
        (
            found.outcome,
            found.measured.unwrap().parse::<usize>().unwrap(),
        )
    };
    let (outcome, count) = verdict(&part(&group(), (1100, 60), (460, 300), 2));
    assert_eq!(outcome, Outcome::Fail);
    assert!(count >= 6, "{count}");
    let drawing = cie_devices::sim::portrait(1).unwrap();
    assert_eq!(verdict(drawing.bytes()), (Outcome::Fail, 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn pictures_of_any_shape_are_searched(width in 1_u32..900, height in 1_u32..900, step in 1_u32..9) {
        let image = image::GrayImage::from_fn(width, height, |x, y| {
            image::Luma([((x / step) ^ (y / step)) as u8])
        });
        let mut file = std::io::Cursor::new(Vec::new());
        image.write_to(&mut file, ImageFormat::Png).unwrap();
        let _ = faces(&file.into_inner());
    }
}
