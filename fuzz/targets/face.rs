//! Pictures of a face from any bytes: decoded or refused, without panic and within bounds.
#![no_main]

use cie_devices::emrtd::lds::Dg2;
use cie_devices::media::ImageBounds;
use cie_devices::photo::{FACE_BOUNDS, Picture};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // Small pictures: what matters is the form, not how long many pixels take.
    let bounds = ImageBounds { max_pixels: 1 << 16, ..FACE_BOUNDS };
    if let Ok(picture) = Picture::decode(data, &bounds) {
        let (width, height) = picture.size();
        let samples = width as usize * height as usize * usize::from(picture.channels());
        assert_eq!(picture.samples().len(), samples);
    }
    if let Ok(group) = Dg2::parse(data) {
        for face in &group.faces {
            let _ = face.picture(&bounds);
        }
    }
});
