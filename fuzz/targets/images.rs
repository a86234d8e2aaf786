//! Photographs and barcodes from any bytes.
#![no_main]

use cie_devices::media::ImageBounds;
use cie_devices::{barcode, photo};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let bounds = ImageBounds { max_pixels: 1 << 16, ..ImageBounds::default() };
    let _ = barcode::decode_with(data, &bounds);
    let _ = photo::jfif_density(data);
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = barcode::from_scanner(text);
    }
});
