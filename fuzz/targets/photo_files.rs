//! Photographs and signatures from any bytes: EXIF data, profiles, pixels; examined, cropped, cleaned.
#![no_main]

use cie_devices::media::ImageBounds;
use cie_devices::photo::{Face, MarkedFace, Picture, Point, Policy, Requirements, examine, fit};
use cie_devices::{sheet, signature};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let bounds = ImageBounds { max_pixels: 1 << 13, ..ImageBounds::default() };
    let Ok(picture) = Picture::upright(data, &bounds) else {
        return;
    };
    // Marks in shares of the picture, from its first bytes of pixels; two inches an eighth wide.
    let (width, height) = picture.size();
    let share = |at: usize, side: u32| {
        let byte = picture.samples().get(at).copied().unwrap_or(128);
        f32::from(byte) / 255.0 * side as f32
    };
    let point = |at: usize| Point::new(share(at, width), share(at + 1, height));
    let requirements = Requirements {
        bounds,
        min_dpi: 10,
        ..Requirements::default()
    };
    let policy = Policy::default();
    if let Ok(face) = Face::marked([point(0), point(2)], point(4), Some(point(6))) {
        let mut face = MarkedFace(face);
        let seen = examine(data, &requirements, &policy, Some(&mut face));
        let _ = seen.overlay();
        if let Ok(made) = fit(data, &mut face, &requirements, &policy) {
            assert!(made.bytes().len() <= requirements.max_bytes);
            assert!(Picture::upright(made.bytes(), &ImageBounds::default()).is_ok());
        }
    }
    let limits = signature::Requirements { bounds, ..signature::Requirements::default() };
    if let Ok(clean) = signature::clean(data, &limits, &signature::Policy::default()) {
        assert!(clean.size().0 <= limits.max_width && clean.size().1 <= limits.max_height);
    }
    if let Ok(found) = sheet::find_photo(&picture, 50, &sheet::Policy::default()) {
        let _ = sheet::crop(&picture, &found);
    }
});
