//! Machine readable zones from any text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let _ = text.parse::<cie_core::document::Serial>();
    let _ = cie_core::document::mrz::Td1::parse(data);
});
