//! From a typed message to bytes.

use chrono::NaiveDateTime;
use cie_core::exchange::{Answer, Operation, Request};

use super::sheet::Sheet;
use super::value::Value;
use super::writer::Writer;
use super::{Encoded, Refusal, charset, fill, to_wire};
use crate::profile::{Envelope, Key, Profile, Role};
use crate::{Code, Error, Result};

/// What an answer repeats of the request it answers, on wires that want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The operation.
    pub operation: Operation,
    /// When the request says it was sent.
    pub sent_at: Option<NaiveDateTime>,
    /// The registry's own identifier of the operation.
    pub registry_operation_id: Option<String>,
}

/// Writes a request.
///
/// # Errors
/// `CIE-SAD-105`, `CIE-SAD-117` for characters; `CIE-SAD-118` when the profile has no place for a
/// value; `CIE-SAD-119` for a value that no wire can carry, such as an empty serial.
pub fn encode_request(profile: &Profile, request: &Request) -> Result<Encoded> {
    let sheet = to_wire::request(request)?;
    encode(profile, Role::Request(request.operation()), sheet, None)
}

/// Writes the answer to an operation.
///
/// # Errors
/// As [`encode_request`].
pub fn encode_answer(profile: &Profile, operation: Operation, answer: &Answer) -> Result<Encoded> {
    let sheet = to_wire::answer(answer)?;
    encode(profile, Role::Answer(operation), sheet, None)
}

/// Writes the answer to a request whose heading the answer repeats.
///
/// # Errors
/// As [`encode_request`].
pub fn encode_answer_to(profile: &Profile, heading: &Heading, answer: &Answer) -> Result<Encoded> {
    let sheet = to_wire::answer(answer)?;
    encode(
        profile,
        Role::Answer(heading.operation),
        sheet,
        Some(heading),
    )
}

/// Writes a refusal.
///
/// # Errors
/// As [`encode_request`].
pub fn encode_refusal(profile: &Profile, refusal: &Refusal) -> Result<Encoded> {
    encode(profile, Role::Refusal, to_wire::refusal(refusal)?, None)
}

/// Writes the refusal of a request of which the heading could be read.
///
/// # Errors
/// As [`encode_request`].
pub fn encode_refusal_to(
    profile: &Profile,
    heading: &Heading,
    refusal: &Refusal,
) -> Result<Encoded> {
    let sheet = to_wire::refusal(refusal)?;
    encode(profile, Role::Refusal, sheet, Some(heading))
}

fn encode(
    profile: &Profile,
    role: Role,
    mut sheet: Sheet,
    heading: Option<&Heading>,
) -> Result<Encoded> {
    // A refusal stands where the answer to the operation would.
    let answer = heading.and_then(|heading| profile.message(Role::Answer(heading.operation)));
    let message = profile
        .message(role)
        .ok_or_else(|| Error::new(Code::UnknownMessage))?;
    let mut mapped = Vec::new();
    message.root.fields(&mut |key| mapped.push(key));
    let code = message
        .code
        .as_ref()
        .or(answer.and_then(|message| message.code.as_ref()));
    if let (true, Some(code)) = (mapped.contains(&Key::MessageCode), code) {
        sheet.put(Key::MessageCode, Value::Text(code.clone()));
    }
    if let Some(heading) = heading {
        if let (true, Some(at)) = (mapped.contains(&Key::AnswerSentAt), heading.sent_at) {
            sheet.put(Key::AnswerSentAt, Value::DateTime(at));
        }
        if mapped.contains(&Key::AnswerRegistryId)
            && sheet.values.get(Key::AnswerRegistryId).is_none()
        {
            sheet.text(
                Key::AnswerRegistryId,
                heading.registry_operation_id.as_ref(),
            );
        }
    }
    fill::complete(profile, &message.root, &mut sheet);
    let mut writer = Writer::new(profile);
    match profile.envelope {
        Envelope::None => writer.root(&message.root, sheet)?,
        Envelope::Soap11 => {
            let wrapper = message
                .wrapper
                .as_ref()
                .or(answer.and_then(|m| m.wrapper.as_ref()));
            writer.enveloped(&message.root, wrapper.map(String::as_str), sheet)?;
        }
    }
    let written = writer.finish();
    let bytes = charset::encode(written.text, profile.charset)?;
    Ok(Encoded {
        bytes,
        omitted: written.omitted,
        incomplete: written.incomplete,
    })
}
