//! A comune's tariff from any TOML: refused, or its quotes add up.
#![no_main]

use cie_core::fees::{Cents, Exemption, Office, Reason, Tariff, quote};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(tariff) = toml::from_str::<Tariff>(text) else { return };
    let on = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    if tariff.validate().is_err() {
        return;
    }
    for reason in Reason::ALL {
        if let Ok(quote) = quote(*reason, on, Office::Comune(&tariff), Exemption::None) {
            let lines = quote.lines.iter().map(|line| line.amount);
            assert_eq!(Cents::sum(lines).ok(), Some(quote.total));
        }
    }
});
