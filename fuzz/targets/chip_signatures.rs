//! Security objects, certificates, master lists and revocation lists from any bytes.
#![no_main]

use cie_devices::emrtd::passive::{Certificate, MasterList, RevocationList, SecurityObject};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(object) = SecurityObject::parse(data) {
        let _ = object.check_signature();
        let _ = object.matches(1, data);
    }
    if let Ok(certificate) = Certificate::parse(data) {
        let _ = certificate.signed_by(&certificate);
    }
    let _ = (MasterList::parse(data), RevocationList::parse(data));
});
