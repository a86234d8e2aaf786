//! The core's own canonical form, signed and sealed, is what the simulator takes in.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // Tests fail by panicking.

mod common;

use chrono::NaiveDate;
use cie_core::citizen::{BirthPlace, NamePart, Person, Sex};
use cie_core::exchange::Subject;
use cie_core::fees::Reason;
use cie_core::ports::Trouble;
use cie_core::request::{CardRequest, Media, Office, Operator, canonical_form};
use cie_sandbox::{Code, code_of};
use common::{Side, WAYS, number};

/// A synthetic request with its serial.
fn request(serial: &str) -> CardRequest {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let image = || Media::new("image/png", vec![1, 2, 3], true);
    let person = Person {
        tax_code: None,
        surname: NamePart::from_text("ROSSI"),
        given: NamePart::from_text("MARIO"),
        sex: Sex::M,
        birth_date: day("1980-01-01").into(),
        birth_place: BirthPlace::Comune {
            belfiore: Some("H501".into()),
            istat: Some("058091".into()),
            name: "ROMA".into(),
            province: Some("RM".into()),
        },
        aire: false,
        registry_id: None,
        anpr_id: None,
    };
    let office = Office {
        comune: "ROMA".into(),
        istat: "058091".into(),
        belfiore: "H501".into(),
        province: "RM".into(),
        name: "Anagrafe".into(),
        workstation_id: "PDL-1".into(),
    };
    let operator = Operator {
        label: "operator 1".into(),
        codice_fiscale: "RSSMRA80A01H501U".into(),
    };
    let desk = (office, operator);
    let (on, subject) = (day("2026-03-02"), Subject::new(person));
    let mut request = CardRequest::new(number(1), on, desk, subject, Reason::FirstIssue);
    request.serial = Some(serial.into());
    request.biometrics.photo = Some(image());
    request.biometrics.signature = Some(image());
    request
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
