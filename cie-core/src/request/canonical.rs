//! The text that the operator's card signs.
//!
//! The format of CIEOnline's signed request is not public. This is the SDK's own, documented in
//! `docs/canonical-form.md`: one JSON object in the JSON Canonicalization Scheme (RFC 8785), so
//! that any language can make and check the same bytes.

use serde_json::{Map, Value, json};

use super::{CardRequest, Hand, IssueKind, Media};
use crate::citizen::{NamePart, Person};
use crate::{Code, Error};

/// Name and version of the form, the value of its member `schema`.
pub const CANONICAL_SCHEMA: &str = "cie-request/1";

/// Largest canonical form: photo, two fingerprints and signature in base64 stay far below.
const MAX_LEN: usize = 8 << 20;

/// The canonical form of a request, UTF-8 bytes.
///
/// # Errors
/// `CIE-CORE-310` when the request has no serial: it cannot be signed yet.
/// `CIE-CORE-311` when the form would be larger than 8 MiB.
pub fn canonical_form(request: &CardRequest) -> Result<Vec<u8>, Error> {
    let serial = request
        .serial
        .as_deref()
        .ok_or_else(|| Error::new(Code::NotReadyToSign))?;
    let mut form = json!({
        "schema": CANONICAL_SCHEMA,
        "number": request.number.as_str(),
        "serial": serial,
        "requested_on": request.requested_on.to_string(),
        "reason": request.reason.name(),
        "office": request.office,
        "operator": request.operator,
        "holder": person(&request.subject.person),
        "citizenships": request.subject.citizenships.iter().map(|c| &c.state_code).collect::<Vec<_>>(),
        "residence": request.subject.residence,
        "guardians": request.guardians,
        "delivery": request.delivery,
        "contacts": request.contacts,
        "outcome": request.outcome,
    });
    if let Value::Object(members) = &mut form {
        let kind = Some(&request.kind).filter(|kind| **kind != IssueKind::Ordinary);
        optional(members, "kind", kind);
        optional(members, "height_cm", request.subject.height_cm);
        optional(members, "organ_donation", request.organ_donation);
        optional(members, "nulla_osta", request.nulla_osta.as_ref());
        optional(members, "fee_receipt", request.fee_receipt.as_ref());
        optional(
            members,
            "fingerprints_impossible",
            request.biometrics.fingerprints_impossible,
        );
        members.insert("media".into(), Value::Array(media(request)));
    }
    let bytes = serde_json_canonicalizer::to_vec(&without_nulls(form))
        .map_err(|e| Error::new(Code::Canonicalisation).caused_by(e))?;
    if bytes.len() > MAX_LEN {
        return Err(Error::new(Code::FormTooLarge));
    }
    Ok(bytes)
}

fn optional(members: &mut Map<String, Value>, name: &str, value: Option<impl serde::Serialize>) {
    if let Some(value) = value.and_then(|v| serde_json::to_value(v).ok()) {
        members.insert(name.to_owned(), value);
    }
}

/// An absent member and a null one must not be two ways of saying the same.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name, without_nulls(value)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

fn person(person: &Person) -> Value {
    json!({
        "codice_fiscale": person.codice_fiscale(),
        "surname": name(&person.surname),
        "given": name(&person.given),
        "sex": person.sex.letter(),
        "birth_date": person.birth_date.to_string(),
        "birth_place": person.birth_place,
    })
}

/// A text, or the explicit statement that there is none.
fn name(part: &NamePart) -> Value {
    part.text()
        .map_or_else(|| json!({ "none": true }), |text| json!(text))
}

fn media(request: &CardRequest) -> Vec<Value> {
    let biometrics = &request.biometrics;
    let photo = biometrics.photo.iter().map(|photo| entry("photo", photo));
    let fingerprints = biometrics.fingerprints.iter().map(|print| {
        let hand = if print.hand == Hand::Right {
            "right"
        } else {
            "left"
        };
        let mut entry = entry("fingerprint", &print.image);
        if let Value::Object(members) = &mut entry {
            members.insert("hand".into(), hand.into());
            optional(members, "finger", Some(print.finger));
        }
        entry
    });
    let signature = biometrics
        .signature
        .iter()
        .map(|signature| entry("signature", signature));
    photo.chain(fingerprints).chain(signature).collect()
}

fn entry(kind: &str, media: &Media) -> Value {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD.encode(media.bytes.expose());
    json!({
        "kind": kind,
        "media_type": media.about.media_type,
        "sha256": media.about.sha256.to_string(),
        "len": media.about.len,
        "simulated": media.about.simulated,
        "base64": bytes,
    })
}
