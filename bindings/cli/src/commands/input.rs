//! Values and files from outside, bounded.

use std::convert::Infallible;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use chrono::{Local, NaiveDate};
use cie_core::citizen::Sex;
use cie_core::redact::Personal;
use serde::de::value::Error as NameError;
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::exit::{Failure, Status};

/// The day given, or today.
pub(super) fn day_or_today(day: Option<NaiveDate>) -> NaiveDate {
    day.unwrap_or_else(|| Local::now().date_naive())
}

/// A value by the name it has in files; the error lists the choices, not what was typed.
pub(super) fn named<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    T::deserialize(text.into_deserializer()).map_err(|error: NameError| choices(&error))
}

/// The part of a serde error that says what would have been right.
pub(super) fn choices(error: &impl std::fmt::Display) -> String {
    let text = error.to_string();
    let expected = text.split_once(", expected ").map_or("", |(_, rest)| rest);
    expected
        .strip_prefix("one of ")
        .unwrap_or(expected)
        .to_owned()
}

/// `M`, `F` or `N`, in either case.
pub(super) fn sex(text: &str) -> Result<Sex, &'static str> {
    Sex::from_letter(&text.to_ascii_uppercase()).ok_or("M, F, N")
}

/// The name of a person, kept out of debug texts from here on.
pub(super) fn personal(text: &str) -> Result<Personal<String>, Infallible> {
    Ok(Personal::from(text))
}

/// A file, or standard input for `-`, of at most so many bytes.
pub(super) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: io::Error| unreadable(path, &error);
    let bytes = if path == Path::new("-") {
        bounded(io::stdin().lock(), limit)
    } else {
        bounded(File::open(path).map_err(unreadable)?, limit)
    };
    bytes.map_err(unreadable)?.ok_or_else(|| {
        let path = path.display();
        Failure::new(
            Status::Findings,
            format!("{path}: oltre {limit} byte"),
            format!("{path}: beyond {limit} bytes"),
        )
    })
}

/// A file of text, as [`read`] reads it.
pub(super) fn read_text(path: &Path, limit: u64) -> Result<String, Failure> {
    String::from_utf8(read(path, limit)?).map_err(|_| {
        Failure::new(Status::Findings, "non è testo UTF-8", "not UTF-8 text").in_file(path)
    })
}

/// All bytes, or nothing if there are more than the limit.
fn bounded(input: impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    input.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// The failure of a file that cannot be read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    Failure::new(
        Status::Environment,
        format!("{path}: lettura non riuscita: {error}"),
        format!("{path}: cannot be read: {error}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use cie_core::fees::Reason;

    #[test]
    fn a_limit_is_the_last_length_that_is_read() {
        let read = |limit| bounded(&b"abc"[..], limit).expect("memory can be read");
        assert_eq!(read(3).as_deref(), Some(&b"abc"[..]));
        assert_eq!(read(2), None);
    }

    #[test]
    fn an_unknown_name_gives_the_choices_and_not_itself() {
        assert_eq!(named("not_delivered"), Ok(Reason::NotDelivered));
        let error = named::<Reason>("ROSSI").expect_err("no such reason");
        assert!(
            error.contains("`first_issue`") && !error.contains("ROSSI"),
            "{error}"
        );
    }
}
