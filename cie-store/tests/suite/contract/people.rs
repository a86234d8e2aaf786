//! Invented citizens.

use chrono::NaiveDate;
use cie_core::citizen::{
    Address, AddressPlace, BirthPlace, Citizenship, Civic, NamePart, Person, Residence, Sex,
    TaxCode,
};
use cie_core::exchange::{
    AnnulmentReason, Cancellation, CardAnnulment, CardData, CardNotice, Header, Mode, Query,
    QueryKey, Requester, Subject,
};
use cie_core::redact::Personal;

pub(crate) const ROMA: &str = "058091";
pub(crate) const MILANO: &str = "015146";

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn subject(
    scheda: &str,
    surname: &str,
    given: &str,
    birth: &str,
    code: Option<&str>,
) -> Subject {
    let mut subject = Subject::new(Person {
        tax_code: code.map(|code| TaxCode {
            code: Personal::from(code),
            validated: Some(true),
            since: None,
        }),
        surname: NamePart::from_text(surname),
        given: NamePart::from_text(given),
        sex: Sex::F,
        birth_date: birth.parse().unwrap(),
        birth_place: BirthPlace::Comune {
            belfiore: Some("H501".into()),
            istat: None,
            name: "ROMA".into(),
            province: Some("RM".into()),
        },
        aire: false,
        registry_id: Some(scheda.into()),
        anpr_id: None,
    });
    subject.citizenships = vec![Citizenship::italian()];
    lives_in(subject, "ROMA", ROMA)
}

pub(crate) fn lives_in(mut subject: Subject, name: &str, istat: &str) -> Subject {
    subject.residence = Some(Residence::Italy {
        address: Address {
            comune: AddressPlace {
                name: name.into(),
                istat: Some(istat.into()),
                province: None,
            },
            street_type: Some("VIA".into()),
            street: Personal::from("DEGLI SPECIMEN"),
            civic: Some(Civic::parse("17/2")),
            cap: Some("00100".into()),
            frazione: None,
        },
        care_of: None,
        since: None,
    });
    subject
}

pub(crate) fn cancelled(mut subject: Subject) -> Subject {
    subject.cancellation = Some(Cancellation {
        reason: Some("EMIGRAZIONE".into()),
        on: day("2025-01-31"),
    });
    subject
}

pub(crate) fn bianca() -> Subject {
    subject(
        "S1",
        "ROSSI",
        "BIANCA",
        "1964-12-30",
        Some("RSSBNC64T70H501Z"),
    )
}

pub(crate) fn card(serial: &str, issued: &str, expires: Option<&str>) -> CardData {
    CardData {
        serial: serial.into(),
        electronic: Some(true),
        issued_on: Some(day(issued)),
        expires_on: expires.map(day),
        valid_for_travel: Some(true),
        comune_istat: Some(ROMA.into()),
        comune: Some("ROMA".into()),
        annulled_on: None,
    }
}

fn header() -> Header {
    Header {
        operation_id: "OP-1".parse().unwrap(),
        sender: "CIEONL".into(),
        recipient: ROMA.into(),
        sent_at: day("2026-11-22").and_hms_opt(10, 0, 0).unwrap(),
        mode: Mode::Test,
        application: None,
        application_version: None,
        application_vendor: None,
    }
}

fn requester() -> Requester {
    Requester {
        comune_istat: ROMA.into(),
        workstation_id: "PDL1".into(),
        operator: Personal::from("VRDLGU70A01H501X"),
    }
}

pub(crate) fn query(key: QueryKey) -> Query {
    Query {
        header: header(),
        requester: requester(),
        key,
        residence_istat: None,
    }
}

pub(crate) fn by_code(code: &str) -> Query {
    query(QueryKey::CodiceFiscale(Personal::from(code)))
}

pub(crate) fn notice(person: &Person, card: CardData) -> CardNotice {
    CardNotice {
        header: header(),
        requester: requester(),
        person: person.clone(),
        card,
        attachments: Vec::new(),
    }
}

pub(crate) fn annulment(
    person: &Person,
    card: CardData,
    on: &str,
    reason: AnnulmentReason,
) -> CardAnnulment {
    CardAnnulment {
        header: header(),
        requester: requester(),
        person: person.clone(),
        card,
        on: day(on),
        reason,
    }
}
