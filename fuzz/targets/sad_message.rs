//! SAD messages from any bytes: refused, or read and written again to the same message.
#![no_main]

use std::sync::LazyLock;

use cie_core::exchange::Operation;
use cie_sad::codec::{Limits, decode_answer, decode_request, encode_request};
use cie_sad::profile::Profile;
use libfuzzer_sys::fuzz_target;

static PROFILES: LazyLock<Vec<Profile>> =
    LazyLock::new(|| [Profile::anpr(), Profile::piatto()].into_iter().flatten().collect());

fuzz_target!(|data: &[u8]| {
    let limits = Limits::default();
    for profile in PROFILES.iter() {
        for operation in Operation::ALL {
            let _ = decode_answer(profile, operation, data, &limits);
        }
        let Ok(first) = decode_request(profile, data, &limits) else { continue };
        let Ok(written) = encode_request(profile, &first.message) else { continue };
        if written.omitted.is_empty() {
            let second = decode_request(profile, &written.bytes, &limits);
            assert!(second.is_ok_and(|second| second.message == first.message));
        }
    }
});
