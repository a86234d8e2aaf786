//! Exported journals from any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = cie_store::verify_jsonl(data);
});
