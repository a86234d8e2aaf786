//! The core's own canonical form, signed and sealed, is what the simulator takes in.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // Tests fail by panicking.

mod common;

use cie_core::ports::Trouble;
use cie_core::request::{CardRequest, canonical_form};
use cie_core::samples;
use cie_sandbox::{Code, code_of};
use common::{Side, WAYS, number};

/// A synthetic request with its serial.
fn request(serial: &str) -> CardRequest {
    let sound = samples::request().unwrap();
    CardRequest {
        requested_on: "2026-03-02".parse().unwrap(),
        serial: Some(serial.into()),
        ..sound
    }
}

#[test]
fn a_canonical_request_is_taken_in() {
    for way in WAYS {
        let side = Side::new(way);
        let ports = side.ports();
        let serial = ports.serial(&number(1)).unwrap();
        let recipient = ports.recipient_certificate().unwrap();
        let form = canonical_form(&request(&serial)).unwrap();
        let envelope = side.office.envelope(&form, &recipient);
        assert!(ports.submit(&number(1), &envelope).unwrap().simulated);

        let form = canonical_form(&request("CA00001AA")).unwrap();
        let envelope = side.office.envelope(&form, &recipient);
        let error = ports.submit(&number(1), &envelope).unwrap_err();
        assert_eq!(code_of(&error), Some(Code::SerialMismatch));
        assert_eq!(error.trouble, Trouble::Refused);
        // Neither the holder nor the serial is in the words of the refusal.
        let shown = format!("{error} {error:?}");
        assert!(
            !shown.contains("ROSSI") && !shown.contains("CA0000"),
            "{shown}"
        );
    }
}
