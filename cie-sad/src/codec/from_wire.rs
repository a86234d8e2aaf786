//! From fields to messages: headings, requests, answers.

use cie_core::exchange::{
    AnnulmentReason, Anomaly, Answer, AnswerHeader, Attachment, AttachmentKind, CardAnnulment,
    CardData, CardNotice, Header, Mode, Operation, Outcome, Query, QueryKey, Request, Requester,
    Severity,
};
use cie_core::redact::Personal;

use super::Refusal;
use super::bag::{Bag, Found};
use super::fill::istat_of;
use super::subject_from::{BIRTH_PLACE, PERSON, person, subject};
use crate::Code;
use crate::profile::{Group, Key};

/// A request, by its operation.
pub(super) fn request(operation: Operation, bag: &mut Bag<'_>) -> Found<Request> {
    let header = header(bag)?;
    let requester = Requester {
        comune_istat: bag.need_text(Key::RequesterComune)?,
        workstation_id: bag.need_text(Key::RequesterWorkstation)?,
        operator: Personal::new(bag.need_text(Key::RequesterOperator)?),
    };
    match operation {
        Operation::Interrogazione => Ok(Request::Interrogazione(Query {
            header,
            requester,
            key: query_key(bag)?,
            residence_istat: residence_asked(bag),
        })),
        Operation::Emissione => Ok(Request::Emissione(CardNotice {
            header,
            requester,
            person: person(bag, Key::TaxCode)?,
            card: card(bag)?,
            attachments: attachments(bag)?,
        })),
        Operation::Annullamento => Ok(Request::Annullamento(annulment(header, requester, bag)?)),
        Operation::Revoca => Ok(Request::Revoca(annulment(header, requester, bag)?)),
        _ => Err(bag.error(Code::UnknownMessage, Key::MessageCode)),
    }
}

fn annulment(header: Header, requester: Requester, bag: &mut Bag<'_>) -> Found<CardAnnulment> {
    Ok(CardAnnulment {
        header,
        requester,
        person: person(bag, Key::TaxCode)?,
        card: card(bag)?,
        on: bag.need_date(Key::AnnulmentOn)?,
        reason: match bag.need_token(Key::AnnulmentReason)? {
            0 => AnnulmentReason::MaterialError,
            1 => AnnulmentReason::Revocation,
            _ => AnnulmentReason::Other,
        },
    })
}

fn header(bag: &mut Bag<'_>) -> Found<Header> {
    Ok(Header {
        operation_id: bag.need_parsed(Key::OperationId)?,
        sender: bag.need_text(Key::Sender)?,
        recipient: bag.need_text(Key::Recipient)?,
        sent_at: bag.need_date_time(Key::SentAt)?,
        mode: match bag.need_token(Key::Mode)? {
            0 => Mode::Test,
            1 => Mode::PreSubentro,
            _ => Mode::Production,
        },
        application: bag.text(Key::Application),
        application_version: bag.text(Key::ApplicationVersion),
        application_vendor: bag.text(Key::ApplicationVendor),
    })
}

/// The comune where the citizen is said to live, by its code or, without one, by its name.
fn residence_asked(bag: &mut Bag<'_>) -> Option<String> {
    let name = bag.text(Key::QueryResidenceName);
    let province = bag.text(Key::QueryResidenceProvince);
    bag.text(Key::QueryResidence)
        .or_else(|| istat_of(&name?, province.as_deref()))
}

/// By particulars as soon as one of them is there; by codice fiscale otherwise.
fn query_key(bag: &mut Bag<'_>) -> Found<QueryKey> {
    // A public schema asks for names beside the code and for nothing else: what there is of a
    // person is then no person, and the code alone says who is meant.
    let partial = bag.has(Key::QueryTaxCode)
        && bag.node().is_bounded()
        && !(bag.has(Key::BirthDate) && bag.has(Key::Sex) && bag.any(BIRTH_PLACE));
    if bag.any(PERSON) && !partial {
        let person = person(bag, Key::QueryTaxCode)?;
        return Ok(QueryKey::Person(Box::new(person)));
    }
    let code = bag.need_text(Key::QueryTaxCode)?;
    Ok(QueryKey::CodiceFiscale(Personal::new(code)))
}

/// A card; its serial is required.
pub(super) fn card(bag: &mut Bag<'_>) -> Found<CardData> {
    let card = CardData {
        serial: bag.need_text(Key::CardSerial)?,
        electronic: bag.flag(Key::CardElectronic),
        issued_on: bag.date(Key::CardIssuedOn),
        expires_on: bag.date(Key::CardExpiresOn),
        valid_for_travel: bag.flag(Key::CardTravel),
        comune_istat: bag.text(Key::CardComuneIstat),
        comune: bag.text(Key::CardComune),
        annulled_on: bag.date(Key::CardAnnulledOn),
    };
    // The model names an issuing comune without its province.
    bag.text(Key::CardComuneProvince);
    Ok(card)
}

fn attachments(bag: &mut Bag<'_>) -> Found<Vec<Attachment>> {
    let mut attachments = Vec::new();
    for mut member in bag.group(Group::Attachments) {
        attachments.push(Attachment {
            kind: match member.need_token(Key::AttachmentKind)? {
                0 => AttachmentKind::Photo,
                1 => AttachmentKind::RightFingerprint,
                2 => AttachmentKind::LeftFingerprint,
                _ => AttachmentKind::Signature,
            },
            media_type: member.need_text(Key::AttachmentMedia)?,
            bytes: Personal::new(member.need_bytes(Key::AttachmentBytes)?),
        });
        bag.add(Group::Attachments, member);
    }
    Ok(attachments)
}

/// What an answer repeats of its request beside the identifier.
fn echo(bag: &mut Bag<'_>) {
    bag.drop(Key::AnswerSentAt);
}

/// An answer.
pub(super) fn answer(bag: &mut Bag<'_>) -> Found<Answer> {
    echo(bag);
    let header = AnswerHeader {
        operation_id: bag.need_parsed(Key::AnswerOperationId)?,
        sender: bag.need_text(Key::AnswerSender)?,
        recipient: bag.need_text(Key::AnswerRecipient)?,
        registry_operation_id: bag.text(Key::AnswerRegistryId),
    };
    let outcome = match bag.need_token(Key::AnswerOutcome)? {
        0 => Outcome::Ok,
        1 => Outcome::Several,
        _ => Outcome::Error,
    };
    let mut subjects = Vec::with_capacity(bag.members(Group::Subjects));
    for mut member in bag.group(Group::Subjects) {
        subjects.push(subject(&mut member)?);
        // Put back, so that what nobody took is reported.
        bag.add(Group::Subjects, member);
    }
    Ok(Answer {
        header,
        outcome,
        subjects,
        anomalies: anomalies(bag)?,
    })
}

/// A refusal; its outcome can only be an error.
pub(super) fn refusal(bag: &mut Bag<'_>) -> Found<Refusal> {
    echo(bag);
    bag.drop(Key::AnswerRegistryId);
    let at = bag.offset(Key::AnswerOutcome);
    if bag.need_token(Key::AnswerOutcome)? != 2 {
        return Err(bag.error_at(Code::Inconsistent, Key::AnswerOutcome, at));
    }
    Ok(Refusal {
        operation_id: bag.parsed(Key::AnswerOperationId)?,
        sender: bag.text(Key::AnswerSender),
        recipient: bag.text(Key::AnswerRecipient),
        anomalies: anomalies(bag)?,
    })
}

fn anomalies(bag: &mut Bag<'_>) -> Found<Vec<Anomaly>> {
    let mut anomalies = Vec::new();
    for mut member in bag.group(Group::Anomalies) {
        anomalies.push(Anomaly {
            code: member.need_text(Key::AnomalyCode)?,
            severity: match member.need_token(Key::AnomalySeverity)? {
                0 => Severity::Error,
                _ => Severity::Warning,
            },
            text: member.need_text(Key::AnomalyText)?,
            field: member.text(Key::AnomalyField),
        });
        bag.add(Group::Anomalies, member);
    }
    Ok(anomalies)
}
