//! Identifiers of requests, for logs.

use hyper::HeaderMap;
use hyper::header::HeaderValue;
use ring::rand::{SecureRandom, SystemRandom};

pub(super) const HEADER: &str = "x-request-id";

/// The identifier that the client gave, when it is a sane one; a fresh one otherwise.
pub(super) fn of(headers: &HeaderMap) -> HeaderValue {
    let given = headers.get(HEADER).filter(|id| is_sane(id.as_bytes()));
    given.cloned().unwrap_or_else(fresh)
}

/// Short, plain, and not a codice fiscale: logs must not tell who was asked for.
fn is_sane(id: &[u8]) -> bool {
    let plain = |b: &u8| b.is_ascii_alphanumeric() || b"._-".contains(b);
    (8..=64).contains(&id.len()) && id.iter().all(plain) && !id.windows(16).any(is_like_a_person)
}

/// The shape of a codice fiscale: six letters, and nine digits (or the letters that replace digits
/// when codes coincide) and letters after them.
fn is_like_a_person(text: &[u8]) -> bool {
    let digit = |b: u8| b.is_ascii_digit() || b"LMNPQRSTUV".contains(&b.to_ascii_uppercase());
    text.iter().enumerate().all(|(at, b)| match at {
        0..=5 | 8 | 11 | 15 => b.is_ascii_alphabetic(),
        _ => digit(*b),
    })
}

fn fresh() -> HeaderValue {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut bytes = [0; 12];
    // Without randomness the identifier is all zeros: useless in a log, harmless otherwise.
    let _ = SystemRandom::new().fill(&mut bytes);
    let digit = |nibble: u8| HEX.get(usize::from(nibble)).copied().unwrap_or(b'0');
    let text: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect();
    HeaderValue::from_bytes(&text).unwrap_or(HeaderValue::from_static("none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sane_identifiers_are_kept_and_people_are_not() {
        let of = |id: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(HEADER, HeaderValue::from_str(id).unwrap());
            super::of(&headers).to_str().unwrap().to_owned()
        };
        for id in [
            "4bf92f3577b34da6a3ce929d0e0e4736",
            "go-sportello-1.42",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        ] {
            assert_eq!(of(id), id);
        }
        for id in [
            "short",
            "with space 1",
            "RSSMRA80A01H501U",
            "x-rssmra80a01h501u-1",
            "RSSMRAU0A01H5LMU",
            &"a".repeat(65),
        ] {
            let given = of(id);
            assert_ne!(given, id);
            assert!(
                given.len() == 24 && given.bytes().all(|b| b.is_ascii_hexdigit()),
                "{given}"
            );
        }
        assert_ne!(of(""), of(""));
    }
}
