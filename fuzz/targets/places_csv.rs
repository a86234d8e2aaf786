//! The official archive of comuni from any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = cie_core::citizen::place::Places::from_anpr_csv(data);
});
