//! Invented messages that fill every field a wire may have.

use chrono::{NaiveDate, NaiveDateTime};
use cie_core::citizen::{
    Address, AddressPlace, BirthPlace, Citizenship, Civic, NamePart, Person, Residence, Sex,
    TaxCode,
};
use cie_core::date::PartialDate;
use cie_core::exchange::{
    AnnulmentReason, Anomaly, Answer, AnswerHeader, Attachment, AttachmentKind, BirthAct,
    CardAnnulment, CardData, CardNotice, Header, Mode, Operation, OperationId, Outcome, Provenance,
    Query, QueryKey, Request, Requester, Subject,
};
use cie_core::redact::Personal;

use crate::codec::{Heading, Refusal};
use crate::{Code, Error, Result};

fn day(year: i32, month: u32, day: u32) -> Result<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| Error::new(Code::NotRepresentable))
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn operation_id() -> Result<OperationId> {
    "1000000001"
        .parse()
        .map_err(|_| Error::new(Code::NotRepresentable))
}

fn sent_at() -> Result<NaiveDateTime> {
    day(2026, 5, 18)?
        .and_hms_opt(9, 30, 0)
        .ok_or_else(|| Error::new(Code::NotRepresentable))
}

/// A request of that operation.
pub(super) fn request(operation: Operation) -> Result<Request> {
    let header = Header {
        operation_id: operation_id()?,
        sender: "058091".to_owned(),
        recipient: "999999".to_owned(),
        sent_at: sent_at()?,
        mode: Mode::Test,
        application: text("esempio"),
        application_version: text("1.0"),
        application_vendor: text("nessuno"),
    };
    let requester = Requester {
        comune_istat: "058091".to_owned(),
        workstation_id: "PDL-1".to_owned(),
        operator: Personal::from("VRDGPP75C12F205K"),
    };
    Ok(match operation {
        Operation::Interrogazione => Request::Interrogazione(Query {
            header,
            requester,
            key: QueryKey::CodiceFiscale(Personal::from("RSSBNC80E57H501B")),
            residence_istat: text("058091"),
        }),
        Operation::Emissione => Request::Emissione(CardNotice {
            header,
            requester,
            person: person()?,
            card: card()?,
            attachments: vec![Attachment {
                kind: AttachmentKind::Photo,
                media_type: "image/jpeg".to_owned(),
                bytes: Personal::new(b"non una foto".to_vec()),
            }],
        }),
        operation => {
            let annulment = CardAnnulment {
                header,
                requester,
                person: person()?,
                card: card()?,
                on: day(2026, 5, 18)?,
                reason: AnnulmentReason::Revocation,
            };
            if operation == Operation::Revoca {
                Request::Revoca(annulment)
            } else {
                Request::Annullamento(annulment)
            }
        }
    })
}

/// The same query by particulars; `None` for what is no query.
pub(super) fn with_particulars(request: Request) -> Result<Option<Request>> {
    let Request::Interrogazione(query) = request else {
        return Ok(None);
    };
    let key = QueryKey::Person(Box::new(person()?));
    Ok(Some(Request::Interrogazione(Query { key, ..query })))
}

/// What an answer repeats of that request.
pub(super) fn heading(operation: Operation) -> Result<Heading> {
    Ok(Heading {
        operation,
        sent_at: Some(sent_at()?),
        registry_operation_id: text("2000000001"),
    })
}

/// An answer to that operation: one subject for an interrogazione, done for the others.
pub(super) fn answer(operation: Operation) -> Result<Answer> {
    let subjects = if operation == Operation::Interrogazione {
        vec![subject()?]
    } else {
        Vec::new()
    };
    Ok(Answer {
        header: AnswerHeader {
            operation_id: operation_id()?,
            sender: "999999".to_owned(),
            recipient: "058091".to_owned(),
            registry_operation_id: None,
        },
        outcome: Outcome::Ok,
        subjects,
        anomalies: Vec::new(),
    })
}

/// A refusal.
pub(super) fn refusal() -> Result<Refusal> {
    Ok(Refusal {
        operation_id: Some(operation_id()?),
        sender: text("999999"),
        recipient: text("058091"),
        anomalies: vec![Anomaly::error("EN489", "Messaggio non valido")],
    })
}

fn person() -> Result<Person> {
    Ok(Person {
        tax_code: Some(TaxCode {
            code: Personal::from("RSSBNC80E57H501B"),
            validated: Some(true),
            since: None,
        }),
        surname: NamePart::from_text("ROSSI"),
        given: NamePart::from_text("BIANCA"),
        sex: Sex::F,
        birth_date: PartialDate::Full(day(1980, 5, 17)?),
        birth_place: BirthPlace::Comune {
            belfiore: text("H501"),
            istat: text("058091"),
            name: "ROMA".to_owned(),
            province: text("RM"),
        },
        aire: false,
        registry_id: text("12345"),
        anpr_id: None,
    })
}

fn card() -> Result<CardData> {
    Ok(CardData {
        serial: "CA00000AA".to_owned(),
        electronic: Some(true),
        issued_on: Some(day(2026, 5, 18)?),
        expires_on: Some(day(2036, 5, 17)?),
        valid_for_travel: Some(true),
        comune_istat: text("058091"),
        comune: text("ROMA"),
        annulled_on: None,
    })
}

fn subject() -> Result<Subject> {
    let mut parent = person()?;
    parent.tax_code = None;
    parent.registry_id = None;
    parent.given = NamePart::from_text("ADA");
    parent.birth_date = PartialDate::Full(day(1955, 1, 31)?);
    let mut subject = Subject::new(person()?);
    subject.birth_act = Some(BirthAct {
        comune: text("ROMA"),
        comune_istat: text("058091"),
        year: text("1980"),
        part: text("1"),
        series: text("A"),
        number: Some(Personal::from("12/b")),
    });
    subject.civil_status = text("1");
    subject.parents = vec![parent];
    subject.residence = Some(Residence::Italy {
        address: Address {
            comune: AddressPlace {
                name: "ROMA".to_owned(),
                istat: text("058091"),
                province: text("RM"),
            },
            street_type: text("VIA"),
            street: Personal::from("DEGLI SPECIMEN"),
            civic: Some(Civic::parse("17/2")),
            cap: text("00184"),
            frazione: None,
        },
        care_of: None,
        since: Some(day(2001, 2, 3)?),
    });
    subject.citizenships = vec![Citizenship::italian()];
    subject.card = Some(card()?);
    subject.certifiable = Some(true);
    subject.provenance = Some(Provenance::Anpr);
    subject.height_cm = Some(168);
    Ok(subject)
}
