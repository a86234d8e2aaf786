//! The file of notices beside a registry in CSV, from any bytes: damaged, or as many notices as it
//! has whole lines.
#![no_main]

use cie_store::check_notices;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(count) = check_notices(data) {
        let whole = data.split(|b| *b == b'\n').collect::<Vec<_>>();
        // The header, and what follows the last line end, are no notices.
        let lines = whole.iter().rev().skip(1).rev().skip(1);
        assert_eq!(lines.filter(|line| !line.is_empty()).count(), count);
    }
});
