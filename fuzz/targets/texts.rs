//! The short texts of the core: what is read is written back unchanged.
#![no_main]

use cie_core::citizen::Civic;
use cie_core::date::PartialDate;
use cie_core::exchange::OperationId;
use cie_core::fees::ItalianIban;
use cie_core::issuance::RequestNumber;
use cie_core::journal::Hash;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(date) = text.parse::<PartialDate>() {
        assert_eq!(date.to_string(), text);
    }
    if let Ok(hash) = text.parse::<Hash>() {
        assert_eq!(hash.to_string(), text);
    }
    if let Ok(number) = text.parse::<RequestNumber>() {
        assert_eq!(number.as_str(), text);
    }
    if let Ok(id) = text.parse::<OperationId>() {
        assert_eq!(id.as_str(), text);
    }
    let _ = text.parse::<ItalianIban>();
    assert_eq!(Civic::parse(text).verbatim, text);
});
