//! A scanned page with a photograph and a signature, laid out by Pillow.

use cie_devices::Code;
use cie_devices::media::ImageBounds;
use cie_devices::photo::{self, Picture, Requirements};
use cie_devices::sheet::{self, PAGE_BOUNDS, Placement, Policy, find_photo, find_signature};
use cie_devices::{signature, sim};

use crate::peer::peer;

/// The drawn face with a light blue background: a white one has no edge on white paper.
fn face() -> sim::SimulatedImage {
    let blue = (0..20)
        .map(|seed| sim::portrait(seed).unwrap())
        .find(|drawn| {
            let image = image::load_from_memory(drawn.bytes()).unwrap().into_rgb8();
            let [r, _, b] = image.get_pixel(5, 5).0;
            b > r.saturating_add(20)
        });
    blue.expect("one of the four backgrounds is light blue")
}

fn page(dpi: u32, place: (f32, f32), tilt: f32, ink: bool) -> Option<Picture> {
    let (photo, strokes) = (face(), sim::signature(3).unwrap());
    let length = u32::try_from(photo.bytes().len()).unwrap().to_be_bytes();
    let strokes = if ink { strokes.bytes() } else { &[] };
    let input = [&length, photo.bytes(), strokes].concat();
    let arguments = [
        dpi.to_string(),
        place.0.to_string(),
        place.1.to_string(),
        tilt.to_string(),
    ];
    let arguments: Vec<&str> = ["page"]
        .into_iter()
        .chain(arguments.iter().map(String::as_str))
        .collect();
    let file = peer(&arguments, &input)?;
    Some(Picture::upright(&file, &PAGE_BOUNDS).unwrap())
}

fn near(found: f32, expected: f32, within: f32) -> bool {
    (found - expected).abs() <= within
}

#[test]
fn a_photograph_is_found_where_it_was_laid_and_cut_out_straight() {
    let original = Picture::upright(face().bytes(), &ImageBounds::default()).unwrap();
    for (dpi, place, tilt) in [
        (300, (60.0, 80.0), 0.0),
        (300, (120.0, 150.0), 3.0),
        (200, (50.0, 60.0), -7.5),
    ] {
        let Some(page) = page(dpi, place, tilt, true) else {
            return;
        };
        let found = find_photo(&page, dpi, &Policy::default()).unwrap();
        let per_mm = dpi as f32 / 25.4;
        // A pixel of the search is 0.17 mm.
        assert!(near(found.centre.x / per_mm, place.0, 0.4), "{found:?}");
        assert!(near(found.centre.y / per_mm, place.1, 0.4), "{found:?}");
        assert!(near(found.width / per_mm, 35.0, 0.6), "{found:?}");
        assert!(near(found.height / per_mm, 45.0, 0.6), "{found:?}");
        assert!(near(found.tilt, tilt, 0.5), "{found:?}");
        let cut = sheet::crop(&page, &found).unwrap();
        let likeness = cut.likeness(&original);
        assert!(likeness.is_same(), "{tilt}: {likeness:?}");
    }
}

#[test]
fn a_print_scanned_finely_enough_passes_the_check() {
    let Some(page) = page(600, (60.0, 80.0), 1.5, false) else {
        return;
    };
    let found = find_photo(&page, 600, &Policy::default()).unwrap();
    let (requirements, policy) = (Requirements::default(), photo::Policy::default());
    let cut = sheet::photo(&page, &found, 600, &requirements, &policy).unwrap();
    let report = photo::check(cut.bytes(), &requirements);
    assert!(report.accepted(), "{report:?}");
    assert!((590..=600).contains(&cut.dpi()), "{}", cut.dpi());
    // At 300 dpi there are too few pixels, and the check says so.
    let coarse = sheet::photo(&page, &found, 300, &requirements, &policy).unwrap();
    assert!(!photo::check(coarse.bytes(), &requirements).accepted());
}

#[test]
fn a_signature_is_found_beside_the_photograph_and_cleaned() {
    let Some(page) = page(300, (60.0, 80.0), 2.0, true) else {
        return;
    };
    let found = find_signature(&page, 300, &Policy::default()).unwrap();
    let per_mm = 300.0 / 25.4;
    // Laid at 100 to 160 and 200 to 215 mm; the strokes leave some room in it.
    let (left, right) = (
        found.centre.x - found.width / 2.0,
        found.centre.x + found.width / 2.0,
    );
    assert!(left / per_mm > 97.0 && right / per_mm < 163.0, "{found:?}");
    assert!(near(found.centre.y / per_mm, 207.5, 3.0), "{found:?}");
    assert!(found.width / per_mm > 45.0, "{found:?}");
    let cut = sheet::crop(&page, &found).unwrap().to_png().unwrap();
    let (requirements, policy) = (
        signature::Requirements::default(),
        signature::Policy::default(),
    );
    let cleaned = signature::clean(&cut, &requirements, &policy).unwrap();
    assert!(cleaned.report().accepted(), "{:?}", cleaned.report());
}

#[test]
fn an_empty_page_and_rectangles_beside_it_are_refused() {
    let Some(page) = page(100, (60.0, 80.0), 0.0, false) else {
        return;
    };
    let code = |found: cie_devices::Result<Placement>| found.err().map(|e| e.code());
    let nothing = find_signature(&page, 100, &Policy::default());
    assert_eq!(code(nothing), Some(Code::SheetNothing));
    // At another resolution nothing has the size of a photograph.
    assert_eq!(
        code(find_photo(&page, 300, &Policy::default())),
        Some(Code::SheetNothing)
    );
    for at in [
        Placement::level(-50.0, 0.0, 40.0, 40.0),
        Placement::level(10.0, 10.0, 0.0, 40.0),
        Placement::level(f32::NAN, 10.0, 5.0, 40.0),
        Placement::level(1e30, 10.0, 5.0, 40.0),
    ] {
        let cut = sheet::crop(&page, &at);
        assert_eq!(
            cut.err().map(|e| e.code()),
            Some(Code::OutsidePage),
            "{at:?}"
        );
    }
    let huge = Placement {
        tilt: 5.0,
        ..Placement::level(-1e6, -1e6, 2e6 + 800.0, 2e6 + 1000.0)
    };
    let (width, height) = sheet::crop(&page, &huge).unwrap().size();
    assert!(
        width <= 2 * 1170 && height <= 2 * 1170,
        "{width} x {height}"
    );
}
