//! How a message travels in HTTP: as the body itself, or as a parameter of a form.

use std::borrow::Cow;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode, percent_encode};

use crate::profile::{Carrier, Charset, Profile};

/// The type of the body of a request.
pub(crate) fn request_type(profile: &Profile) -> &'static str {
    match profile.carrier() {
        Carrier::Body => message_type(profile.charset()),
        Carrier::Form(_) => "application/x-www-form-urlencoded",
    }
}

/// The type of a message by itself.
pub(crate) fn message_type(charset: Charset) -> &'static str {
    match charset {
        Charset::Utf8 => "text/xml; charset=UTF-8",
        Charset::Latin1 => "text/xml; charset=ISO-8859-1",
        Charset::Latin9 => "text/xml; charset=ISO-8859-15",
        Charset::Windows1252 => "text/xml; charset=Windows-1252",
    }
}

/// The body that carries a message.
pub(crate) fn packed<'m>(carrier: &Carrier, message: &'m [u8]) -> Cow<'m, [u8]> {
    let Carrier::Form(name) = carrier else {
        return Cow::Borrowed(message);
    };
    let name = percent_encode(name.as_bytes(), NON_ALPHANUMERIC);
    let value = percent_encode(message, NON_ALPHANUMERIC);
    Cow::Owned(format!("{name}={value}").into_bytes())
}

/// The message within a body; nothing when the form has no such parameter.
pub(crate) fn unpacked<'b>(carrier: &Carrier, body: &'b [u8]) -> Cow<'b, [u8]> {
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
pub(crate) fn body_bytes(carrier: &Carrier, message: usize) -> usize {
    let factor = if matches!(carrier, Carrier::Form(_)) {
        3
    } else {
        1
    };
    message.saturating_mul(factor).saturating_add(1024)
}
