//! Signed and sealed messages, stored cards and certificates, from any bytes.
#![no_main]

use chrono::DateTime;
use cie_devices::operator::{CardCertificate, CertificateSelector, cms};
use cie_devices::sim::{TestAuthority, VirtualSco};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    assert!(cms::verify(data, &[], DateTime::UNIX_EPOCH, None).is_err(), "nobody is trusted");
    let _ = cms::check_intact(data, None);
    let _ = CardCertificate::parse(data);
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = text.parse::<CertificateSelector>();
    }
    let _ = VirtualSco::from_bytes(data);
    let _ = TestAuthority::from_bytes(data);
});
