//! Registry files from any bytes: every line that is not empty is accounted for.
#![no_main]

use cie_store::{ImportOptions, check_csv};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(report) = check_csv(data, &ImportOptions::default()) {
        let good = report.imported + report.updated + report.unchanged;
        assert_eq!(good + report.rejected_rows.len() as u64, report.rows());
    }
});
