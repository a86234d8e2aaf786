//! From a typed message to bytes.

use cie_core::exchange::{Answer, Operation, Request};

use super::sheet::Sheet;
use super::value::Value;
use super::writer::Writer;
use super::{Encoded, Refusal, charset, to_wire};
use crate::profile::{Key, Profile, Role};
use crate::{Code, Error, Result};

/// Writes a request.
///
/// # Errors
/// `CIE-SAD-105`, `CIE-SAD-117` for characters; `CIE-SAD-118` when the profile has no place for a
/// value; `CIE-SAD-119` for a value that no wire can carry, such as an empty serial.
pub fn encode_request(profile: &Profile, request: &Request) -> Result<Encoded> {
    let sheet = to_wire::request(request)?;
    encode(profile, Role::Request(request.operation()), sheet)
}

/// Writes the answer to an operation.
///
/// # Errors
/// As [`encode_request`].
pub fn encode_answer(profile: &Profile, operation: Operation, answer: &Answer) -> Result<Encoded> {
    encode(profile, Role::Answer(operation), to_wire::answer(answer)?)
}

/// Writes a refusal.
///
/// # Errors
/// As [`encode_request`].
pub fn encode_refusal(profile: &Profile, refusal: &Refusal) -> Result<Encoded> {
    encode(profile, Role::Refusal, to_wire::refusal(refusal)?)
}

fn encode(profile: &Profile, role: Role, mut sheet: Sheet) -> Result<Encoded> {
    let message = profile
        .message(role)
        .ok_or_else(|| Error::new(Code::UnknownMessage))?;
    let mut coded = false;
    message
        .root
        .fields(&mut |key| coded |= key == Key::MessageCode);
    if let (true, Some(code)) = (coded, &message.code) {
        sheet.put(Key::MessageCode, Value::Text(code.clone()));
    }
    let mut writer = Writer::new(profile);
    writer.root(&message.root, sheet)?;
    let (text, omitted) = writer.finish();
    let bytes = charset::encode(text, profile.charset)?;
    Ok(Encoded { bytes, omitted })
}
