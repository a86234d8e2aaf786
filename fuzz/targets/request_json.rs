//! Stored requests from any JSON: checked without panic, and canonical when signed.
#![no_main]

use cie_core::request::{CardRequest, canonical_form, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(request) = serde_json::from_slice::<CardRequest>(data) else { return };
    let _ = check(&request, request.requested_on);
    if let Ok(form) = canonical_form(&request) {
        assert_eq!(canonical_form(&request).ok(), Some(form));
    }
});
