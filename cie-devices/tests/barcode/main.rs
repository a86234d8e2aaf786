//! Barcodes drawn and read back, against the symbology's own tables and an independent reader.
// Helpers of tests panic as tests do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::print_stderr
)]

mod degraded;
mod readers;

use std::io::Cursor;
use std::process::Command;

use cie_devices::barcode::{Rendering, Symbology, decode, decode_with, render};
use cie_devices::media::ImageBounds;
use cie_devices::{Code, Result};
use image::{DynamicImage, GrayImage, ImageFormat, Luma, imageops};
use proptest::prelude::*;

const CF: &str = "RSSMRA80E17H501U";

fn code<T>(result: Result<T>) -> Option<Code> {
    result.err().map(|error| error.code())
}

fn pixels(png: &[u8]) -> GrayImage {
    image::load_from_memory(png).unwrap().into_luma8()
}

fn file(image: GrayImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageLuma8(image)
        .write_to(&mut file, format)
        .unwrap();
    file.into_inner()
}

/// White paper with drawings pasted at the places given.
fn paper(width: u32, height: u32, drawings: &[(&GrayImage, i64, i64)]) -> GrayImage {
    let mut paper = GrayImage::from_pixel(width, height, Luma([255]));
    for (drawing, x, y) in drawings {
        imageops::overlay(&mut paper, *drawing, *x, *y);
    }
    paper
}

/// ISO/IEC 16388, table 1: elements of each character, bars and spaces in turn, 1 for wide.
#[test]
fn the_bars_are_those_of_the_standard() {
    let rendering = Rendering {
        module: 1,
        height: 1,
        quiet_zone: 10,
        dpi: 300,
    };
    let row = pixels(&render("A1", &rendering).unwrap());
    let mut expected = vec![255_u8; 10];
    // Start, A, 1, stop.
    for elements in ["010010100", "100001001", "100100001", "010010100"] {
        for (element, at) in elements.chars().zip(0..) {
            let shade = if at % 2 == 0 { 0 } else { 255 };
            expected.extend(vec![shade; if element == '1' { 2 } else { 1 }]);
        }
        expected.push(255);
    }
    expected.extend([255; 9]);
    assert_eq!(row.into_raw(), expected);
}

#[test]
fn an_independent_reader_agrees() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("code.png");
    std::fs::write(&path, render(CF, &Rendering::default()).unwrap()).unwrap();
    match Command::new("zbarimg")
        .arg("--raw")
        .arg("-q")
        .arg(&path)
        .output()
    {
        Ok(output) => assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), CF),
        Err(error) => eprintln!("SKIPPED: zbarimg does not run: {error}"),
    }
}

#[test]
fn a_card_is_read_any_way_round_in_either_format() {
    let symbol = pixels(&render(CF, &Rendering::default()).unwrap());
    let card = paper(1011, 638, &[(&symbol, 120, 60)]);
    for image in [
        card.clone(),
        imageops::rotate90(&card),
        imageops::rotate180(&card),
        imageops::rotate270(&card),
        imageops::blur(&card, 0.8),
    ] {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let scan = decode(&file(image.clone(), format)).unwrap();
            assert_eq!(scan.codice_fiscale().expose(), CF);
            assert_eq!(scan.symbology(), Symbology::Code39);
        }
    }
}

#[test]
fn refusals_have_reasons() {
    let blank = file(paper(400, 200, &[]), ImageFormat::Png);
    assert_eq!(code(decode(&blank)), Some(Code::NoBarcode));
    let short = render("RSSMRA80E17H501", &Rendering::default()).unwrap();
    let error = decode(&short).unwrap_err();
    assert_eq!(error.code(), Code::NotCodiceFiscale);
    assert!(!format!("{error} {error:?}").contains("RSS"));
    assert_eq!(code(decode(b"%PDF-1.7")), Some(Code::MediaUnreadable));

    let one = pixels(&render(CF, &Rendering::default()).unwrap());
    let two = pixels(&render("VRDGPP13A10B963S", &Rendering::default()).unwrap());
    let sheet = |other| paper(900, 600, &[(&one, 50, 50), (other, 50, 400)]);
    let different = file(sheet(&two), ImageFormat::Png);
    assert_eq!(code(decode(&different)), Some(Code::SeveralBarcodes));
    let same = file(sheet(&one), ImageFormat::Png);
    assert_eq!(decode(&same).unwrap().codice_fiscale().expose(), CF);
}

#[test]
fn bounds_are_checked_first() {
    let png = render(CF, &Rendering::default()).unwrap();
    let image = pixels(&png);
    let (width, height) = image.dimensions();
    let bounds = |max_bytes, max_side, pixels| ImageBounds {
        max_bytes,
        max_side,
        max_pixels: pixels,
    };
    let area = u64::from(width * height);
    assert_eq!(
        code(decode_with(&png, &bounds(png.len(), width, area))),
        None
    );
    for (bounds, expected) in [
        (bounds(png.len() - 1, width, area), Code::MediaTooLarge),
        (bounds(png.len(), width - 1, area), Code::TooManyPixels),
        (bounds(png.len(), width, area - 1), Code::TooManyPixels),
    ] {
        assert_eq!(code(decode_with(&png, &bounds)), Some(expected));
    }
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let default = Rendering::default();
    for text in ["", "abc", "*A*", "È", &"A".repeat(41)] {
        assert_eq!(
            code(render(text, &default)),
            Some(Code::NotRenderable),
            "{text}"
        );
    }
    for rendering in [
        Rendering {
            module: 0,
            ..default
        },
        Rendering {
            module: 11,
            ..default
        },
        Rendering {
            height: 1001,
            ..default
        },
        Rendering {
            quiet_zone: 9,
            ..default
        },
        Rendering { dpi: 0, ..default },
    ] {
        assert_eq!(
            code(render(CF, &rendering)),
            Some(Code::NotRenderable),
            "{rendering:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_drawn_is_read_back(text in "[A-Z0-9]{16}", module in 2u32..5) {
        let rendering = Rendering { module, height: 40, ..Rendering::default() };
        let scan = decode(&render(&text, &rendering).unwrap()).unwrap();
        prop_assert_eq!(scan.codice_fiscale().expose(), &text);
    }

    #[test]
    fn stripes_of_any_width_are_read_or_refused(
        runs in proptest::collection::vec(1u32..12, 1..200),
        height in 1u32..60,
    ) {
        let row: Vec<u8> = runs
            .iter()
            .zip(0..)
            .flat_map(|(run, at)| vec![if at % 2 == 0 { 255 } else { 0 }; *run as usize])
            .collect();
        let width = u32::try_from(row.len()).unwrap();
        let image = GrayImage::from_raw(width, height, row.repeat(height as usize)).unwrap();
        let _ = decode(&file(image, ImageFormat::Png));
    }

    #[test]
    fn noise_is_read_or_refused(
        mut shades in proptest::collection::vec(any::<u8>(), 1..3000),
        width in 1u32..120,
    ) {
        let height = u32::try_from(shades.len()).unwrap() / width;
        prop_assume!(height > 0);
        shades.truncate((width * height) as usize);
        let image = GrayImage::from_raw(width, height, shades).unwrap();
        let _ = decode(&file(image, ImageFormat::Png));
    }
}
