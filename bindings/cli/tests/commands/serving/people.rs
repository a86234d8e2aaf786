//! Somebody who is in every registry of these tests, and what is asked about her.

use chrono::NaiveDate;
use cie_core::citizen::{BirthPlace, NamePart, Person, Sex, TaxCode};
use cie_core::date::PartialDate;
use cie_core::exchange::{CardData, CardNotice, Header, Mode, Query, QueryKey, Request, Requester};
use cie_core::redact::Personal;

/// Bianca Rossi, who does not exist.
pub(super) const CODE: &str = "RSSBNC80E57H501B";

/// Her row in a comune's CSV file.
pub(super) fn csv() -> String {
    format!(
        "scheda;codice_fiscale;cognome;nome;sesso;data_nascita;luogo_nascita;belfiore_nascita\n\
         1;{CODE};ROSSI;BIANCA;F;1980-05-17;ROMA;H501\n"
    )
}

fn day(text: &str) -> NaiveDate {
    cie_core::date::parse_date(text).unwrap()
}

fn header(id: &str) -> Header {
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

fn requester() -> Requester {
    Requester {
        comune_istat: "058091".into(),
        workstation_id: "PDL-1".into(),
        operator: Personal::from("VRDGPP75C12F205X"),
    }
}

fn person() -> Person {
    Person {
        tax_code: Some(TaxCode {
            code: Personal::from(CODE),
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

/// Who is she? By her codice fiscale.
pub(super) fn by_code(id: &str) -> Request {
    Request::Interrogazione(Query {
        header: header(id),
        requester: requester(),
        key: QueryKey::CodiceFiscale(Personal::from(CODE)),
        residence_istat: None,
    })
}

/// The same with all that the schema of the SOAP service wants.
pub(super) fn by_particulars(id: &str) -> Request {
    Request::Interrogazione(Query {
        header: header(id),
        requester: requester(),
        key: QueryKey::Person(Box::new(person())),
        residence_istat: Some("058091".into()),
    })
}

/// She got a card.
pub(super) fn issued(id: &str, serial: &str) -> Request {
    Request::Emissione(CardNotice {
        header: header(id),
        requester: requester(),
        person: person(),
        card: CardData {
            serial: serial.into(),
            electronic: Some(true),
            issued_on: Some(day("2026-05-18")),
            expires_on: Some(day("2036-05-17")),
            valid_for_travel: Some(true),
            comune_istat: Some("058091".into()),
            comune: Some("ROMA".into()),
            annulled_on: None,
        },
        attachments: Vec::new(),
    })
}
