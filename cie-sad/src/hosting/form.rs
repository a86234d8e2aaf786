//! The message within a body: the body itself, or a parameter of a form.

use std::borrow::Cow;

use percent_encoding::percent_decode;

use crate::profile::Carrier;

/// The message within a body; nothing when the form has no such parameter.
pub(super) fn carried<'b>(carrier: &Carrier, body: &'b [u8]) -> Cow<'b, [u8]> {
    let Carrier::Form(wanted) = carrier else {
        return Cow::Borrowed(body);
    };
    let decode = |text: &[u8]| -> Vec<u8> {
        let spaced: Vec<u8> = text
            .iter()
            .map(|b| if *b == b'+' { b' ' } else { *b })
            .collect();
        percent_decode(&spaced).collect()
    };
    let value = body.split(|b| *b == b'&').find_map(|pair| {
        let split = pair.iter().position(|b| *b == b'=')?;
        let (name, value) = (pair.get(..split)?, pair.get(split + 1..)?);
        (decode(name) == wanted.as_bytes()).then(|| decode(value))
    });
    Cow::Owned(value.unwrap_or_default())
}

/// Bytes of the largest body that may carry a message of so many: percent-encoding may triple it.
pub(super) fn body_bytes(carrier: &Carrier, message: usize) -> usize {
    let factor = if matches!(carrier, Carrier::Form(_)) {
        3
    } else {
        1
    };
    message.saturating_mul(factor).saturating_add(1024)
}
