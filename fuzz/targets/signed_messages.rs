//! Signed and sealed messages, and stored cards, from any bytes.
#![no_main]

use chrono::DateTime;
use cie_devices::operator::cms;
use cie_devices::sim::{TestAuthority, VirtualSco};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    assert!(cms::verify(data, &[], DateTime::UNIX_EPOCH, None).is_err(), "nobody is trusted");
    let _ = VirtualSco::from_bytes(data);
    let _ = TestAuthority::from_bytes(data);
});
