//! Bytes to text and back, in the encodings that registries use.

use std::borrow::Cow;

use cie_core::error::Position;
use encoding_rs::{Encoding, ISO_8859_15, UTF_8, WINDOWS_1252};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::profile::Charset;
use crate::{Code, Error, Result};

/// Longest XML declaration looked at, in bytes.
const MAX_DECLARATION: usize = 256;

/// The text of a message, by its byte order mark and its XML declaration; UTF-8 without either.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>> {
    let bad = |what: &'static str| Error::new(Code::BadEncoding).detail(what);
    if bytes.starts_with(&[0xFE, 0xFF]) || bytes.starts_with(&[0xFF, 0xFE]) {
        return Err(bad("UTF-16"));
    }
    let (marked, body) = match bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        Some(rest) => (true, rest),
        None => (false, bytes),
    };
    let charset = match declared(body) {
        None => Charset::Utf8,
        Some(name) => Charset::by_name(&name).ok_or_else(|| bad("encoding not supported"))?,
    };
    if marked && charset != Charset::Utf8 {
        return Err(bad("UTF-8 mark, other encoding declared"));
    }
    match charset {
        Charset::Utf8 => UTF_8
            .decode_without_bom_handling_and_without_replacement(body)
            .ok_or_else(|| {
                let skipped = bytes.len() - body.len();
                let at = (Encoding::utf8_valid_up_to(body) + skipped) as u64;
                bad("bytes are not UTF-8").at(Position::Byte(at))
            }),
        Charset::Latin1 => {
            no_controls(body)?;
            Ok(encoding_rs::mem::decode_latin1(body))
        }
        Charset::Latin9 => {
            no_controls(body)?;
            Ok(table(ISO_8859_15, body))
        }
        Charset::Windows1252 => {
            // Five bytes mean nothing in Windows-1252; the web maps them to control characters.
            let odd = |b: &u8| matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
            match body.iter().position(odd) {
                Some(at) => Err(bad("byte not in Windows-1252").at(Position::Byte(at as u64))),
                None => Ok(table(WINDOWS_1252, body)),
            }
        }
    }
}

/// Writes a text, refusing what the encoding does not have.
pub(crate) fn encode(text: String, charset: Charset) -> Result<Vec<u8>> {
    let refuse = || Error::new(Code::NotEncodable).detail(charset.name());
    let control = |c: char| ('\u{80}'..='\u{9F}').contains(&c);
    if charset != Charset::Utf8 && text.contains(control) {
        return Err(refuse());
    }
    let encoding = match charset {
        Charset::Utf8 => return Ok(text.into_bytes()),
        Charset::Latin1 => {
            return text
                .chars()
                .map(|c| u8::try_from(u32::from(c)).map_err(|_| refuse()))
                .collect();
        }
        Charset::Latin9 => ISO_8859_15,
        Charset::Windows1252 => WINDOWS_1252,
    };
    let (bytes, _, unmappable) = encoding.encode(&text);
    if unmappable {
        Err(refuse())
    } else {
        Ok(bytes.into_owned())
    }
}

/// Bytes 80 to 9F are control characters in ISO-8859: text that has them is Windows-1252 under a
/// wrong name, and reading it as declared would put garbage on a card.
fn no_controls(bytes: &[u8]) -> Result<()> {
    match bytes.iter().position(|b| (0x80..=0x9F).contains(b)) {
        None => Ok(()),
        Some(at) => Err(Error::new(Code::BadEncoding)
            .at(Position::Byte(at as u64))
            .detail("control character: perhaps it is Windows-1252")),
    }
}

fn table<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Cow<'b, str> {
    encoding.decode_without_bom_handling(bytes).0
}

fn declared(bytes: &[u8]) -> Option<String> {
    // The declaration that nearly everybody writes needs no parser.
    if bytes.starts_with(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>") {
        return None;
    }
    let head = bytes.get(..bytes.len().min(MAX_DECLARATION))?;
    let end = head.windows(2).position(|pair| pair == b"?>")? + 2;
    let head = std::str::from_utf8(head.get(..end)?).ok()?;
    match Reader::from_str(head).read_event() {
        Ok(Event::Decl(declaration)) => {
            let name = declaration.encoding()?.ok()?;
            Some(name.into_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Code points from the Unicode mapping tables 8859-15.TXT and CP1252.TXT.
    #[test]
    fn the_same_byte_differs_by_declaration() {
        let cases = [
            ("ISO-8859-1", 0xE8, 'è'),
            ("ISO-8859-15", 0xA4, '€'),
            ("ISO-8859-1", 0xA4, '¤'),
            ("Windows-1252", 0x80, '€'),
            ("windows-1252", 0x92, '’'),
        ];
        for (name, byte, expected) in cases {
            let mut bytes = format!("<?xml version='1.0' encoding='{name}'?><a>").into_bytes();
            bytes.push(byte);
            bytes.extend(b"</a>");
            let text = decode(&bytes).unwrap();
            assert!(text.contains(expected), "{name} {byte:x}");
        }
    }

    #[test]
    fn mislabelled_windows_text_is_refused() {
        let bytes = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>D\x92Amico</a>";
        assert_eq!(decode(bytes).unwrap_err().code(), Code::BadEncoding);
    }

    #[test]
    fn what_an_encoding_lacks_is_not_written() {
        for (charset, text) in [
            (Charset::Latin1, "€"),
            (Charset::Latin9, "¤"),
            (Charset::Windows1252, "ć"),
            (Charset::Windows1252, "\u{81}"),
        ] {
            let error = encode(text.into(), charset).unwrap_err();
            assert_eq!(error.code(), Code::NotEncodable, "{text}");
        }
        assert_eq!(encode("€".into(), Charset::Latin9).unwrap(), [0xA4]);
    }
}
