//! A sound request to start from, and its parts: for tests and for trying things out. Behind the
//! feature `samples`.
//!
//! Everybody is invented; the data agree with one another. Change what a test is about and leave
//! the rest:
//!
//! ```
//! use cie_core::request::{CardRequest, FindingCode, check};
//! use cie_core::samples;
//!
//! let sound = samples::request()?;
//! assert!(!check(&sound, sound.requested_on).iter().any(|finding| finding.is_blocking()));
//!
//! let unpaid = CardRequest { fee_receipt: None, ..sound };
//! let findings = check(&unpaid, unpaid.requested_on);
//! assert!(findings.iter().any(|finding| finding.code == FindingCode::NoFeeReceipt));
//! # Ok::<(), cie_core::Error>(())
//! ```

use crate::Result;
use crate::citizen::{
    Address, AddressPlace, BirthPlace, Citizenship, Civic, NamePart, Person, Residence, Sex,
    TaxCode,
};
use crate::date::parse_date;
use crate::exchange::Subject;
use crate::fees::Reason;
use crate::issuance::RequestNumber;
use crate::request::{
    Biometrics, CardRequest, Finger, Fingerprint, FingerprintPlan, Hand, Media, Office, Operator,
};

/// The comune of Roma, as addresses name it.
#[must_use]
pub fn roma() -> AddressPlace {
    AddressPlace {
        name: "ROMA".into(),
        istat: Some("058091".into()),
        province: Some("RM".into()),
    }
}

/// An Italian adult, born in Roma on 1 January 1980, with a validated codice fiscale.
///
/// # Errors
/// None in fact: what is read here is well formed.
pub fn person() -> Result<Person> {
    Ok(Person {
        tax_code: Some(TaxCode {
            code: "RSSMRA80A01H501U".into(),
            validated: Some(true),
            since: None,
        }),
        surname: NamePart::from_text("ROSSI"),
        given: NamePart::from_text("MARIO"),
        sex: Sex::M,
        birth_date: parse_date("1980-01-01")?.into(),
        birth_place: BirthPlace::Comune {
            belfiore: Some("H501".into()),
            istat: Some("058091".into()),
            name: "ROMA".into(),
            province: Some("RM".into()),
        },
        aire: false,
        registry_id: None,
        anpr_id: None,
    })
}

/// That person with citizenship and residence, and no card yet.
///
/// # Errors
/// None in fact: what is read here is well formed.
pub fn subject() -> Result<Subject> {
    let mut subject = Subject::new(person()?);
    subject.citizenships = vec![Citizenship::italian()];
    subject.residence = Some(Residence::Italy {
        address: Address {
            comune: roma(),
            street_type: Some("VIA".into()),
            street: "DEI SERPENTI".into(),
            civic: Some(Civic::parse("17")),
            cap: Some("00184".into()),
            frazione: None,
        },
        care_of: None,
        since: None,
    });
    Ok(subject)
}

/// The office of that comune, and a workstation of it.
#[must_use]
pub fn office() -> Office {
    Office {
        comune: "ROMA".into(),
        istat: "058091".into(),
        belfiore: "H501".into(),
        province: "RM".into(),
        name: "Anagrafe".into(),
        workstation_id: "PDL-1".into(),
    }
}

/// An operator of that office.
#[must_use]
pub fn operator() -> Operator {
    Operator {
        label: "operator 1".into(),
        codice_fiscale: "RSSMRA80A01H501U".into(),
    }
}

/// What stands for an image: three bytes, marked as synthetic. Nobody can look at it.
#[must_use]
pub fn media() -> Media {
    Media::new("image/png", vec![1, 2, 3], true)
}

/// The first card of that person, asked for on 23 November 2026, with everything that the
/// signature of the operator needs.
///
/// # Errors
/// None in fact: what is read here is well formed.
pub fn request() -> Result<CardRequest> {
    let number = RequestNumber::new("058091", 2026, 1)?;
    let on = parse_date("2026-11-23")?;
    let desk = (office(), operator());
    let mut request = CardRequest::new(number, on, desk, subject()?, Reason::FirstIssue);
    let print = |hand| Fingerprint {
        hand,
        finger: Finger::Index,
        image: Media::new(FingerprintPlan::media_type(), vec![1, 2, 3], true),
    };
    request.fee_receipt = Some("1".into());
    request.serial = Some("CA00000AA".into());
    request.biometrics = Biometrics {
        photo: Some(media()),
        fingerprints: vec![print(Hand::Right), print(Hand::Left)],
        signature: Some(media()),
        ..Biometrics::default()
    };
    Ok(request)
}
