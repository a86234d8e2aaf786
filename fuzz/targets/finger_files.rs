//! Fingerprint files of every format, and stored sessions, from any bytes: what is read can be written,
//! and comes back.
#![no_main]

use cie_devices::fingerprint::fir::FingerRecord;
use cie_devices::fingerprint::quality::{ClarityMeter, QualityMeter};
use cie_devices::fingerprint::session::PrintSession;
use cie_devices::fingerprint::{PrintFile, read_pgm, write_pgm};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(record) = FingerRecord::parse(data) {
        let bytes = record.to_bytes().expect("what was read can be written");
        assert_eq!(FingerRecord::parse(&bytes).expect("our own record"), record);
    }
    if let Ok(print) = read_pgm(data, 500) {
        assert_eq!(read_pgm(&write_pgm(&print), 0).expect("our own file"), print);
    }
    if let Ok(file) = PrintFile::read(data, 500) {
        // Larger ones are only slower.
        if file.print.pixels().len() <= 40_000 {
            let quality = ClarityMeter.measure(&file.print).expect("a measure");
            assert!(quality.score <= 100);
        }
    }
    if let Ok(session) = serde_json::from_slice::<PrintSession>(data) {
        let text = serde_json::to_string(&session).expect("JSON");
        let again: PrintSession = serde_json::from_str(&text).expect("our own session");
        assert_eq!(again, session);
        let _ = session.outcome();
    }
});
