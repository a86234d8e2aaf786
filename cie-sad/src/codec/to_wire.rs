//! From messages to fields: headings, requests, answers.

use cie_core::exchange::{
    AnnulmentReason, Anomaly, Answer, Attachment, AttachmentKind, CardAnnulment, CardData, Header,
    Mode, Outcome, QueryKey, Request, Severity,
};

use super::Refusal;
use super::sheet::Sheet;
use super::subject_to::{person, subject};
use super::value::Value;
use crate::profile::{Group, Key};
use crate::{Code, Error, Result};

fn unknown(key: Key) -> Error {
    Error::new(Code::NotRepresentable).detail(key.name())
}

/// The fields of a request.
pub(super) fn request(request: &Request) -> Result<Sheet> {
    let mut sheet = Sheet::default();
    header(&mut sheet, request.header())?;
    let requester = request.requester();
    sheet.need(Key::RequesterComune, &requester.comune_istat)?;
    sheet.need(Key::RequesterWorkstation, &requester.workstation_id)?;
    sheet.need(Key::RequesterOperator, requester.operator.expose())?;
    match request {
        Request::Interrogazione(query) => {
            match &query.key {
                QueryKey::CodiceFiscale(code) => sheet.need(Key::QueryTaxCode, code.expose())?,
                QueryKey::Person(who) => person(&mut sheet, who, Key::QueryTaxCode)?,
                _ => return Err(unknown(Key::QueryTaxCode)),
            }
            sheet.text(Key::QueryResidence, query.residence_istat.as_ref());
        }
        Request::Emissione(notice) => {
            person(&mut sheet, &notice.person, Key::TaxCode)?;
            card(&mut sheet, &notice.card)?;
            let files = notice.attachments.iter().map(attachment);
            sheet.group(Group::Attachments, files.collect::<Result<_>>()?);
        }
        Request::Annullamento(notice) | Request::Revoca(notice) => annulment(&mut sheet, notice)?,
        _ => return Err(unknown(Key::MessageCode)),
    }
    Ok(sheet)
}

fn annulment(sheet: &mut Sheet, notice: &CardAnnulment) -> Result<()> {
    person(sheet, &notice.person, Key::TaxCode)?;
    card(sheet, &notice.card)?;
    sheet.date(Key::AnnulmentOn, Some(notice.on));
    let reason = match notice.reason {
        AnnulmentReason::MaterialError => 0,
        AnnulmentReason::Revocation => 1,
        AnnulmentReason::Other => 2,
        _ => return Err(unknown(Key::AnnulmentReason)),
    };
    sheet.token(Key::AnnulmentReason, reason);
    Ok(())
}

fn header(sheet: &mut Sheet, header: &Header) -> Result<()> {
    sheet.need(Key::OperationId, header.operation_id.as_str())?;
    sheet.need(Key::Sender, &header.sender)?;
    sheet.need(Key::Recipient, &header.recipient)?;
    sheet.put(Key::SentAt, Value::DateTime(header.sent_at));
    let mode = match header.mode {
        Mode::Test => 0,
        Mode::PreSubentro => 1,
        Mode::Production => 2,
        _ => return Err(unknown(Key::Mode)),
    };
    sheet.token(Key::Mode, mode);
    sheet.text(Key::Application, header.application.as_ref());
    sheet.text(Key::ApplicationVersion, header.application_version.as_ref());
    sheet.text(Key::ApplicationVendor, header.application_vendor.as_ref());
    Ok(())
}

/// The fields of a card.
pub(super) fn card(sheet: &mut Sheet, card: &CardData) -> Result<()> {
    sheet.need(Key::CardSerial, &card.serial)?;
    sheet.flag(Key::CardElectronic, card.electronic);
    sheet.date(Key::CardIssuedOn, card.issued_on);
    sheet.date(Key::CardExpiresOn, card.expires_on);
    sheet.flag(Key::CardTravel, card.valid_for_travel);
    sheet.text(Key::CardComune, card.comune.as_ref());
    sheet.text(Key::CardComuneIstat, card.comune_istat.as_ref());
    sheet.date(Key::CardAnnulledOn, card.annulled_on);
    Ok(())
}

fn attachment(file: &Attachment) -> Result<Sheet> {
    let mut sheet = Sheet::default();
    let kind = match file.kind {
        AttachmentKind::Photo => 0,
        AttachmentKind::RightFingerprint => 1,
        AttachmentKind::LeftFingerprint => 2,
        AttachmentKind::Signature => 3,
        _ => return Err(unknown(Key::AttachmentKind)),
    };
    sheet.token(Key::AttachmentKind, kind);
    sheet.need(Key::AttachmentMedia, &file.media_type)?;
    if file.bytes.expose().is_empty() {
        return Err(unknown(Key::AttachmentBytes));
    }
    sheet.put(
        Key::AttachmentBytes,
        Value::Bytes(file.bytes.expose().as_slice().into()),
    );
    Ok(sheet)
}

/// The fields of an answer.
pub(super) fn answer(answer: &Answer) -> Result<Sheet> {
    let mut sheet = Sheet::default();
    let header = &answer.header;
    sheet.need(Key::AnswerOperationId, header.operation_id.as_str())?;
    sheet.need(Key::AnswerSender, &header.sender)?;
    sheet.need(Key::AnswerRecipient, &header.recipient)?;
    sheet.text(Key::AnswerRegistryId, header.registry_operation_id.as_ref());
    let outcome = match answer.outcome {
        Outcome::Ok => 0,
        Outcome::Several => 1,
        Outcome::Error => 2,
        _ => return Err(unknown(Key::AnswerOutcome)),
    };
    let count = answer.subjects.len();
    sheet.put(Key::AnswerOutcome, Value::Outcome(outcome, count));
    let subjects = answer.subjects.iter().map(subject);
    sheet.group(Group::Subjects, subjects.collect::<Result<_>>()?);
    anomalies(&mut sheet, &answer.anomalies)?;
    Ok(sheet)
}

/// The fields of a refusal.
pub(super) fn refusal(refusal: &Refusal) -> Result<Sheet> {
    let mut sheet = Sheet::default();
    if let Some(id) = &refusal.operation_id {
        sheet.need(Key::AnswerOperationId, id.as_str())?;
    }
    sheet.text(Key::AnswerSender, refusal.sender.as_ref());
    sheet.text(Key::AnswerRecipient, refusal.recipient.as_ref());
    sheet.put(Key::AnswerOutcome, Value::Outcome(2, 0));
    anomalies(&mut sheet, &refusal.anomalies)?;
    Ok(sheet)
}

fn anomalies(sheet: &mut Sheet, anomalies: &[Anomaly]) -> Result<()> {
    let mut members = Vec::new();
    for anomaly in anomalies {
        let mut member = Sheet::default();
        member.need(Key::AnomalyCode, &anomaly.code)?;
        let severity = match anomaly.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            _ => return Err(unknown(Key::AnomalySeverity)),
        };
        member.token(Key::AnomalySeverity, severity);
        member.need(Key::AnomalyText, &anomaly.text)?;
        member.text(Key::AnomalyField, anomaly.field.as_ref());
        members.push(member);
    }
    sheet.group(Group::Anomalies, members);
    Ok(())
}
