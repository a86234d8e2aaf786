//! Codici fiscali from any bytes: what is read is written back, and judged without panic.
#![no_main]

use cie_core::citizen::codice_fiscale::{AnyCode, CodiceFiscale, Validator, is_well_formed};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    let report = Validator::new(today).validate(data);
    let _ = (AnyCode::parse(data), CodiceFiscale::parse_loose(data));
    if let Ok(code) = CodiceFiscale::parse(data) {
        assert!(is_well_formed(data) && report.details().is_some_and(|d| d.checksum));
        assert_eq!(code.as_bytes().as_slice(), data.to_ascii_uppercase());
        assert_eq!(code.base().base(), code.base());
    }
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = cie_core::citizen::codice_fiscale::transliterate(text);
    }
});
