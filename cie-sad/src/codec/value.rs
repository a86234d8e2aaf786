//! Values between the model and the text of elements.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{NaiveDate, NaiveDateTime};

use super::chars::is_blank;
use crate::profile::{Key, Kind, Profile, TokenSet};
use crate::{Code, Error, Result};

/// A typed value of a field.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Date(NaiveDate),
    DateTime(NaiveDateTime),
    /// Index in [`TokenSet::members`].
    Token(usize),
    /// Index in the members of the outcome, and the number of subjects.
    Outcome(usize, usize),
    Number(u16),
    /// Boxed, so that a value is no larger than a text.
    Bytes(Box<[u8]>),
}

/// Reads the text of an element; `None` when it is empty where that means nothing.
///
/// The error has no position yet.
pub(super) fn parse(profile: &Profile, key: Key, text: &str) -> Result<Option<Value>> {
    if key.kind() == Kind::Text {
        return Ok(Some(Value::Text(text.to_owned())));
    }
    let trimmed = trimmed(text);
    if trimmed.is_empty() {
        return Ok(None);
    }
    let bad = |what: &str| Error::new(Code::BadValue).detail(format!("{what}: {}", key.name()));
    let token = |set: TokenSet| {
        profile.tokens.parse(set, trimmed).ok_or_else(|| {
            let expected = profile.tokens.expected(set);
            Error::new(Code::UnknownToken).detail(format!("{} is one of {expected}", key.name()))
        })
    };
    let value = match key.kind() {
        Kind::Text => Value::Text(text.to_owned()),
        Kind::Date => profile
            .date
            .parse_date(if profile.ordered {
                unzoned(trimmed)
            } else {
                trimmed
            })
            .map(Value::Date)
            .ok_or_else(|| bad("date"))?,
        Kind::DateTime => profile
            .date_time
            .parse_date_time(trimmed)
            .map(Value::DateTime)
            .ok_or_else(|| bad("date and time"))?,
        Kind::Token(set) => Value::Token(token(set)?),
        Kind::Outcome => Value::Outcome(token(TokenSet::Outcome)?, 0),
        Kind::Number => {
            let digits = trimmed.bytes().all(|b| b.is_ascii_digit());
            let number = digits.then(|| trimmed.parse().ok()).flatten();
            Value::Number(number.ok_or_else(|| bad("number"))?)
        }
        Kind::Bytes => {
            let packed: String = trimmed
                .chars()
                .filter(|c| !is_blank(c.encode_utf8(&mut [0; 4])))
                .collect();
            let bytes = STANDARD.decode(packed).map_err(|_| bad("base64"))?;
            Value::Bytes(bytes.into_boxed_slice())
        }
    };
    Ok(Some(value))
}

/// A date without the offset that schemas allow after it and many programs write.
fn unzoned(text: &str) -> &str {
    match text.as_bytes() {
        [.., b'Z'] => text.get(..text.len() - 1).unwrap_or(text),
        [.., b'+' | b'-', h1, h2, b':', m1, m2]
            if [h1, h2, m1, m2].iter().all(|b| b.is_ascii_digit()) =>
        {
            text.get(..text.len() - 6).unwrap_or(text)
        }
        _ => text,
    }
}

/// Without the white space around it, which few texts have.
fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    if bytes.first() > Some(&b' ') && bytes.last() > Some(&b' ') {
        return text;
    }
    text.trim_matches([' ', '\t', '\r', '\n'])
}

/// The text of a value.
pub(super) fn write<'v>(profile: &'v Profile, key: Key, value: &'v Value) -> Result<Cow<'v, str>> {
    let refuse = || Error::new(Code::NotRepresentable).detail(key.name());
    let text = match (value, key.kind()) {
        (Value::Text(text), _) => Some(Cow::Borrowed(text.as_str())),
        (Value::Date(date), _) => profile.date.write_date(*date).map(Cow::Owned),
        (Value::DateTime(at), _) => profile.date_time.write_date_time(*at).map(Cow::Owned),
        (Value::Token(member), Kind::Token(set)) => profile.tokens.write(set, *member, 0),
        (Value::Outcome(member, count), _) => {
            profile.tokens.write(TokenSet::Outcome, *member, *count)
        }
        (Value::Number(number), _) => Some(Cow::Owned(number.to_string())),
        (Value::Bytes(bytes), _) => Some(Cow::Owned(STANDARD.encode(bytes))),
        (Value::Token(_), _) => None,
    };
    text.ok_or_else(refuse)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A message has dozens: the size of one decides how much is moved about.
    #[test]
    fn a_value_is_no_larger_than_a_text() {
        assert_eq!(size_of::<Value>(), size_of::<String>());
    }
}
