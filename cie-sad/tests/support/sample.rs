//! A few synthetic people and requests.

use chrono::NaiveDate;
use cie_core::citizen::{
    Address, AddressPlace as Place, BirthPlace, Citizenship, Civic, NamePart, Person, Residence,
    Sex, TaxCode,
};
use cie_core::date::PartialDate;
use cie_core::exchange::{
    AnnulmentReason, CardAnnulment, CardData, CardNotice, Header, Mode, Query, QueryKey, Request,
    Requester,
};
use cie_core::redact::Personal;

pub fn day(text: &str) -> NaiveDate {
    cie_core::date::parse_date(text).unwrap()
}

pub fn header(id: &str) -> Header {
    Header {
        operation_id: id.parse().unwrap(),
        sender: "058091".into(),
        recipient: "999999".into(),
        sent_at: day("2026-05-18").and_hms_opt(9, 30, 0).unwrap(),
        mode: Mode::Test,
        application: None,
        application_version: None,
        application_vendor: None,
    }
}

pub fn requester() -> Requester {
    Requester {
        comune_istat: "058091".into(),
        workstation_id: "PDL-1".into(),
        operator: Personal::from("VRDGPP75C12F205K"),
    }
}

pub fn person() -> Person {
    Person {
        tax_code: Some(TaxCode {
            code: Personal::from("RSSBNC80E57H501B"),
            validated: Some(true),
            since: None,
        }),
        surname: NamePart::from_text("ROSSI"),
        given: NamePart::from_text("BIANCA"),
        sex: Sex::F,
        birth_date: PartialDate::Full(day("1980-05-17")),
        birth_place: BirthPlace::Comune {
            belfiore: Some("H501".into()),
            istat: Some("058091".into()),
            name: "ROMA".into(),
            province: Some("RM".into()),
        },
        aire: false,
        registry_id: None,
        anpr_id: None,
    }
}

pub fn residence() -> Residence {
    Residence::Italy {
        address: Address {
            comune: Place {
                name: "ROMA".into(),
                istat: Some("058091".into()),
                province: Some("RM".into()),
            },
            street_type: Some("VIA".into()),
            street: Personal::from("DEL CORSO"),
            civic: Some(Civic::parse("17/2")),
            cap: Some("00186".into()),
            frazione: None,
        },
        care_of: None,
        since: None,
    }
}

pub fn citizenship() -> Citizenship {
    Citizenship::italian()
}

pub fn card(serial: &str) -> CardData {
    CardData {
        serial: serial.into(),
        electronic: Some(true),
        issued_on: Some(day("2026-05-18")),
        expires_on: Some(day("2036-05-17")),
        valid_for_travel: Some(true),
        comune_istat: Some("058091".into()),
        comune: Some("ROMA".into()),
        annulled_on: None,
    }
}

pub fn query(id: &str, code: &str) -> Request {
    Request::Interrogazione(Query {
        header: header(id),
        requester: requester(),
        key: QueryKey::CodiceFiscale(Personal::from(code)),
        residence_istat: None,
    })
}

pub fn issued(id: &str, serial: &str) -> Request {
    Request::Emissione(CardNotice {
        header: header(id),
        requester: requester(),
        person: person(),
        card: card(serial),
        attachments: Vec::new(),
    })
}

pub fn annulled(id: &str, serial: &str) -> Request {
    Request::Annullamento(CardAnnulment {
        header: header(id),
        requester: requester(),
        person: person(),
        card: card(serial),
        on: day("2026-06-01"),
        reason: AnnulmentReason::MaterialError,
    })
}
