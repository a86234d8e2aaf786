//! The header row.

use std::collections::HashMap;
use std::io::Read;

use csv::StringRecord;

use super::columns::{REQUIRED, columns};
use crate::{Code, Error, Result};

/// Where each column is.
#[derive(Debug)]
pub(super) struct Header {
    places: HashMap<&'static str, usize>,
    width: usize,
    /// The line as it was, for the file of rejected rows.
    pub(super) verbatim: Vec<u8>,
}

impl Header {
    /// Reads the header.
    pub(super) fn parse(line: Vec<u8>) -> Result<Self> {
        let record = values(&line).filter(|record| !record.is_empty());
        let record = record.ok_or_else(|| Error::new(Code::CsvNoHeader))?;
        let mut places = HashMap::new();
        let (mut unknown, mut repeated) = (Vec::new(), Vec::new());
        for (at, cell) in record.iter().enumerate() {
            match columns().find(|name| *name == cell.trim()) {
                Some(name) if places.insert(name, at).is_some() => repeated.push(name),
                Some(_) => {}
                None => unknown.push(shown(cell.trim(), at)),
            }
        }
        // A first row of mostly unknown words is a citizen, not a header: it is not repeated in
        // an error text.
        if places.len() * 2 < record.len() {
            return Err(Code::CsvNoHeader.into());
        }
        if !unknown.is_empty() {
            return Err(Error::new(Code::CsvUnknownColumns).detail(unknown.join(", ")));
        }
        if !repeated.is_empty() {
            return Err(Error::new(Code::CsvRepeatedColumns).detail(repeated.join(", ")));
        }
        let missing: Vec<_> = REQUIRED
            .into_iter()
            .filter(|name| !places.contains_key(name))
            .collect();
        if !missing.is_empty() {
            return Err(Error::new(Code::CsvMissingColumns).detail(missing.join(", ")));
        }
        Ok(Self {
            places,
            width: record.len(),
            verbatim: line,
        })
    }

    /// How many columns the file has.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Where this column is, when the file has it.
    pub(super) fn place(&self, column: &str) -> Option<usize> {
        self.places.get(column).copied()
    }
}

/// The name of an unknown column where it looks like one, else its place.
fn shown(cell: &str, at: usize) -> String {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if (1..=40).contains(&cell.len()) && cell.bytes().all(plain) {
        cell.to_owned()
    } else {
        format!("#{}", at + 1)
    }
}

/// What one line holds.
pub(super) enum Split {
    Values(StringRecord),
    /// It is not UTF-8.
    NotText,
    /// A quote is opened and not closed.
    OpenQuote,
}

/// The values of one line, which has no line end in it.
pub(super) fn split(line: &[u8]) -> Split {
    let mut record = StringRecord::new();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .terminator(csv::Terminator::Any(b'\n'))
        .buffer_capacity(line.len() + 1)
        // A quote that is open at the end takes the line end into its value.
        .from_reader(line.chain(&b"\n"[..]));
    match reader.read_record(&mut record) {
        Err(_) => Split::NotText,
        Ok(_) if record.iter().any(|cell| cell.contains('\n')) => Split::OpenQuote,
        Ok(_) => Split::Values(record),
    }
}

/// The values of one line, when it is sound.
pub(super) fn values(line: &[u8]) -> Option<StringRecord> {
    match split(line) {
        Split::Values(record) => Some(record),
        _ => None,
    }
}
