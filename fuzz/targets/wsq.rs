//! WSQ files from any bytes: an image that can be written again, or an error.
#![no_main]

use cie_devices::fingerprint::wsq::{BitRate, decode, encode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(print) = decode(data) else { return };
    // Larger ones are only slower.
    if print.pixels().len() > 40_000 {
        return;
    }
    let again = encode(&print, BitRate::USUAL).and_then(|file| decode(&file)).expect("our own file");
    assert_eq!((again.width(), again.height()), (print.width(), print.height()));
});
