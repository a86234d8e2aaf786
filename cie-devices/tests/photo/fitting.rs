//! Crops, as another reader and our own check see them.

use cie_devices::Code;
use cie_devices::media::ImageBounds;
use cie_devices::photo::{
    Face, MarkedFace, Picture, Point, Policy, Requirements, check, examine, fit,
};
use cie_devices::sim::{portrait, portrait_face};
use image::imageops::{FilterType, overlay, resize};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use proptest::prelude::*;

use crate::peer::{about, peer};

fn fitted(file: &[u8], face: Face) -> cie_devices::Result<cie_devices::photo::Fitted> {
    let (requirements, policy) = (Requirements::default(), Policy::default());
    fit(file, &mut MarkedFace(face), &requirements, &policy)
}

/// The drawn face somewhere in a larger picture, as a camera would take it, and its marks.
fn taken(scale: f32, left: u32, top: u32, size: (u32, u32)) -> (Vec<u8>, Face) {
    let drawn = image::load_from_memory(portrait(1).unwrap().bytes()).unwrap();
    let (width, height) = ((552.0 * scale) as u32, (709.0 * scale) as u32);
    let drawn = resize(&drawn.into_rgb8(), width, height, FilterType::Triangle);
    let mut scene = RgbImage::from_pixel(size.0, size.1, Rgb([250; 3]));
    overlay(&mut scene, &drawn, left.into(), top.into());
    let scaled = portrait_face().scaled(scale);
    let place = |p: Point| Point::new(p.x + left as f32, p.y + top as f32);
    let face = Face {
        eyes: scaled.eyes.map(place),
        chin: place(scaled.chin),
        crown: place(scaled.crown),
        ..scaled
    };
    (png(scene.into()), face)
}

fn png(image: DynamicImage) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

fn judged(file: &[u8], face: Face) -> Vec<&'static str> {
    let (requirements, policy) = (Requirements::default(), Policy::default());
    let seen = examine(file, &requirements, &policy, Some(&mut MarkedFace(face)));
    seen.report().problems().map(|v| v.code).collect()
}

#[test]
fn a_large_picture_becomes_a_photograph_that_another_reader_confirms() {
    let (file, face) = taken(2.0, 300, 250, (1800, 1900));
    assert!(judged(&file, face).contains(&"photo-format"));
    let made = fitted(&file, face).unwrap();
    assert_eq!(judged(made.bytes(), *made.face().unwrap()), [""; 0]);
    assert_eq!((made.size(), made.dpi()), ((827, 1063), 600));
    let Some(said) = about(made.bytes()) else {
        return;
    };
    assert_eq!(said["format"], "JPEG");
    assert_eq!(said["mode"], "RGB");
    assert_eq!(said["size"], serde_json::json!([827, 1063]));
    assert_eq!(said["dpi"], serde_json::json!([600, 600]));
    assert!(made.bytes().len() <= 500_000);
}

#[test]
fn metadata_and_turns_go_and_colours_stay() {
    for kind in ["exif1", "exif3", "exif6", "exif8", "profile"] {
        let Some(file) = peer(&["write", kind], portrait(1).unwrap().bytes()) else {
            return;
        };
        let before = about(&file).unwrap();
        if kind.starts_with("exif") {
            assert_ne!(before["exif"], 0);
            assert!(file.windows(6).any(|w| w == b"SECRET"));
        }
        let made = fitted(&file, portrait_face()).unwrap();
        let said = about(made.bytes()).unwrap();
        assert_eq!(said["exif"], 0, "{kind}");
        assert_eq!(said["icc"], false, "{kind}");
        assert_eq!(said["comment"], false, "{kind}");
        assert_eq!(said["segments"], serde_json::json!(["APP0"]), "{kind}");
        assert!(!made.bytes().windows(6).any(|w| w == b"SECRET"));
        assert!(check(made.bytes(), &Requirements::default()).accepted());
        // The same picture as the peer sees in the file it wrote.
        let theirs = peer(&["pixels"], &file).unwrap();
        let theirs = RgbImage::from_raw(552, 709, theirs).unwrap();
        let theirs = Picture::upright(&png(theirs.into()), &ImageBounds::default()).unwrap();
        let ours = Picture::upright(made.bytes(), &ImageBounds::default()).unwrap();
        assert!(ours.likeness(&theirs).0 > 0.99, "{kind}");
    }
}

#[test]
fn gray_stays_gray() {
    let Some(file) = peer(&["write", "gray"], portrait(1).unwrap().bytes()) else {
        return;
    };
    let made = fitted(&file, portrait_face()).unwrap();
    assert_eq!(about(made.bytes()).unwrap()["mode"], "L");
}

#[test]
fn a_tilted_head_is_straightened_and_one_tilted_too_far_is_not() {
    let (file, face) = taken(1.5, 380, 380, (1600, 1800));
    let scene = image::load_from_memory(&file).unwrap().into_rgb8();
    for tilt in [-9.0_f32, 4.0, 14.0] {
        let around = face.eye_line();
        let (sin, cos) = tilt.to_radians().sin_cos();
        let turned = |p: Point| {
            let (dx, dy) = (p.x - around.x, p.y - around.y);
            Point::new(
                around.x + cos * dx - sin * dy,
                around.y + sin * dx + cos * dy,
            )
        };
        // Each pixel of the tilted scene from where it was.
        let tilted = RgbImage::from_fn(1600, 1800, |x, y| {
            let (dx, dy) = (x as f32 - around.x, y as f32 - around.y);
            let (u, v) = (
                around.x + cos * dx + sin * dy,
                around.y - sin * dx + cos * dy,
            );
            let at = (u.round().max(0.0) as u32, v.round().max(0.0) as u32);
            scene
                .get_pixel_checked(at.0, at.1)
                .copied()
                .unwrap_or(Rgb([250; 3]))
        });
        let marks = Face {
            eyes: face.eyes.map(turned),
            chin: turned(face.chin),
            crown: turned(face.crown),
            ..face
        };
        assert!((marks.tilt() - tilt).abs() < 0.1);
        let made = fitted(&png(tilted.into()), marks);
        if tilt > 10.0 {
            assert_eq!(made.err().map(|e| e.code()), Some(Code::TooTilted));
            continue;
        }
        let made = made.unwrap();
        let level = made.face().unwrap();
        assert!(level.tilt().abs() < 0.2, "{tilt}");
        assert_eq!(judged(made.bytes(), *level), [""; 0], "{tilt}");
        // As straight as the crop of the scene that was never tilted.
        let straight = fitted(&file, face).unwrap();
        let of = |bytes| Picture::upright(bytes, &ImageBounds::default()).unwrap();
        let likeness = of(made.bytes()).likeness(&of(straight.bytes()));
        assert!(likeness.is_same(), "{tilt}: {likeness:?}");
    }
}

#[test]
fn what_cannot_be_cropped_says_why() {
    let code = |file: &[u8], face| fitted(file, face).err().map(|e| e.code());
    // The crown at the upper edge: the rules leave no such crop.
    let (file, face) = taken(2.0, 300, 250, (1800, 1900));
    let cut = image::load_from_memory(&file)
        .unwrap()
        .crop_imm(0, 385, 1800, 1515);
    let up = |p: Point| Point::new(p.x, p.y - 385.0);
    let high = Face {
        eyes: face.eyes.map(up),
        chin: up(face.chin),
        crown: up(face.crown),
        ..face
    };
    assert_eq!(code(&png(cut), high), Some(Code::NoRoom));
    let (file, face) = taken(0.7, 300, 250, (1000, 1000));
    assert_eq!(code(&file, face), Some(Code::TooCoarse));
    assert_eq!(code(b"GIF89a", face), Some(Code::MediaUnreadable));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// Wherever the face is: a crop that meets the rules, or a reason.
    #[test]
    fn a_crop_meets_the_rules_or_is_refused(
        scale in 0.8_f32..2.2, left in 0_u32..500, top in 0_u32..500,
    ) {
        let (file, face) = taken(scale, left, top, (1400, 1700));
        match fitted(&file, face) {
            Ok(made) => {
                let problems = judged(made.bytes(), *made.face().unwrap());
                prop_assert!(problems.is_empty(), "{problems:?}");
            }
            Err(error) => prop_assert!(
                [Code::NoRoom, Code::TooCoarse].contains(&error.code()), "{error}"
            ),
        }
    }

    #[test]
    fn any_marks_get_a_crop_or_a_reason(numbers in proptest::array::uniform8(-2e3_f32..2e3)) {
        let [a, b, c, d, e, f, g, h] = numbers;
        let face = Face {
            eyes: [Point::new(a, b), Point::new(c, d)],
            chin: Point::new(e, f),
            crown: Point::new(g, h),
            eye_margin: 0.0,
            height_margin: 0.0,
        };
        let _ = fitted(portrait(1).unwrap().bytes(), face);
    }
}
