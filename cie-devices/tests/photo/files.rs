//! Files of other programs are seen as those programs see them.

use cie_devices::Code;
use cie_devices::media::ImageBounds;
use cie_devices::photo::{Outcome, Picture, Requirements, check};
use cie_devices::sim::portrait;
use proptest::prelude::*;

use crate::peer::peer;

const JPEGS: [&str; 4] = ["baseline", "progressive", "gray", "profile"];
const TURNS: [&str; 8] = [
    "exif1", "exif2", "exif3", "exif4", "exif5", "exif6", "exif7", "exif8",
];
const PNGS: [&str; 5] = ["png", "interlaced", "png16", "palette", "transparent"];

/// Mean difference of the samples, and the largest.
fn difference(file: &[u8]) -> Option<(f64, u8)> {
    let theirs = peer(&["pixels"], file)?;
    let ours = Picture::upright(file, &ImageBounds::default()).unwrap();
    let ours: Vec<u8> = match ours.channels() {
        1 => ours.samples().iter().flat_map(|v| [*v; 3]).collect(),
        _ => ours.samples().to_vec(),
    };
    assert_eq!(ours.len(), theirs.len());
    let steps = || ours.iter().zip(&theirs).map(|(a, b)| a.abs_diff(*b));
    let sum: f64 = steps().map(f64::from).sum();
    Some((sum / ours.len() as f64, steps().max().unwrap()))
}

/// A picture of some pixels, quickly read.
fn small() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_fn(40, 48, |x, y| {
        image::Rgb([x, y, x ^ y].map(|v| u8::try_from(5 * v % 256).unwrap()))
    });
    image.write_to(&mut file, image::ImageFormat::Jpeg).unwrap();
    file.into_inner()
}

#[test]
fn pixels_are_those_that_another_reader_sees() {
    let drawn = portrait(2).unwrap();
    for kind in PNGS {
        let Some(file) = peer(&["write", kind], drawn.bytes()) else {
            return;
        };
        let (mean, most) = difference(&file).unwrap();
        assert!(most <= 1 && mean < 0.1, "{kind}: {mean} {most}");
    }
    // Two decoders may differ in how they round and smooth the halved colours.
    for kind in JPEGS.iter().chain(&TURNS[4..6]) {
        let file = peer(&["write", kind], drawn.bytes()).unwrap();
        let (mean, _) = difference(&file).unwrap();
        assert!(mean < 1.0, "{kind}: {mean}");
    }
}

#[test]
fn a_file_that_is_turned_by_its_metadata_is_said_to_be() {
    let drawn = portrait(2).unwrap();
    for (turn, kind) in (1..).zip(TURNS) {
        let Some(file) = peer(&["write", kind], drawn.bytes()) else {
            return;
        };
        let report = check(&file, &Requirements::default());
        let problems: Vec<_> = report.problems().map(|v| v.code).collect();
        let expected: &[&str] = if turn == 1 {
            &[]
        } else {
            &["photo-orientation"]
        };
        assert_eq!(problems, expected, "{kind}");
    }
}

#[test]
fn a_jpeg_for_printers_is_read_and_a_png_is_named_as_none() {
    let drawn = portrait(2).unwrap();
    let Some(cmyk) = peer(&["write", "cmyk"], drawn.bytes()) else {
        return;
    };
    let report = check(&cmyk, &Requirements::default());
    assert!(report.accepted(), "{report:?}");
    let (mean, _) = difference(&cmyk).unwrap();
    assert!(mean < 2.0, "{mean}");
    let png = peer(&["write", "png"], drawn.bytes()).unwrap();
    let report = check(&png, &Requirements::default());
    let format = report.verdicts().iter().find(|v| v.code == "photo-format");
    assert_eq!(format.map(|v| v.outcome), Some(Outcome::Fail));
    // What it shows is judged all the same.
    let focus = report
        .verdicts()
        .iter()
        .find(|v| v.code == "photo-sharpness");
    assert_eq!(focus.map(|v| v.outcome), Some(Outcome::Pass));
}

#[test]
fn bounds_hold_before_any_pixel_is_read() {
    let drawn = portrait(2).unwrap();
    let tight = |max_side, max_pixels| ImageBounds {
        max_side,
        max_pixels,
        ..ImageBounds::default()
    };
    let code = |bounds| {
        Picture::upright(drawn.bytes(), &bounds)
            .err()
            .map(|e| e.code())
    };
    assert_eq!(code(tight(708, 1 << 20)), Some(Code::TooManyPixels));
    assert_eq!(code(tight(709, 552 * 709 - 1)), Some(Code::TooManyPixels));
    assert_eq!(code(tight(709, 552 * 709)), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Damage anywhere in the first kilobyte, where headers and EXIF data are.
    #[test]
    fn damaged_files_are_read_or_refused(at in 0_usize..1024, value: u8, cut in 1_usize..900) {
        let mut file = small();
        if let Some(byte) = file.get_mut(at) { *byte = value; }
        let _ = check(&file, &Requirements::default());
        file.truncate(file.len().saturating_sub(cut));
        let _ = check(&file, &Requirements::default());
    }

    /// An EXIF segment of any bytes.
    #[test]
    fn any_exif_data_are_read_or_passed_over(body in proptest::collection::vec(any::<u8>(), 0..300)) {
        let segment = [b"Exif\0\0".as_slice(), &body].concat();
        let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
        let small = small();
        let (start, rest) = small.split_at(2);
        let file = [start, &[0xFF, 0xE1], &length, &segment, rest].concat();
        prop_assert!(Picture::upright(&file, &ImageBounds::default()).is_ok());
    }
}
