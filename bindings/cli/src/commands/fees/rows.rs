//! The rows of a CSV file, one at a time, in bounded memory.
//!
//! RFC 4180 with a header line; commas or, as Italian spreadsheets write, semicolons. Columns are
//! found by name, in any order; others are left alone.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use csv::{ByteRecord, Reader, ReaderBuilder, Terminator};

use crate::commands::input::unreadable;
use crate::exit::{Failure, Status};

/// Longest row, in bytes: a quote that is never closed must not take the rest of the file.
const LONGEST_ROW: u64 = 64 << 10;
/// What is read ahead of the present row.
const AHEAD: u64 = 128 << 10;

/// Stops at a row that does not end, and ends the last line.
struct Bounded<R> {
    inner: R,
    given: u64,
    /// How far the present row may reach.
    allowed: Rc<Cell<u64>>,
    last: u8,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given > self.allowed.get() {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let count = self.inner.read(buffer)?;
        if let Some(byte) = count.checked_sub(1).and_then(|at| buffer.get(at)) {
            self.last = *byte;
        } else if let (Some(first), true) = (buffer.first_mut(), self.last != b'\n') {
            *first = b'\n';
            self.last = b'\n';
            return Ok(1);
        }
        self.given += count as u64;
        Ok(count)
    }
}

/// A CSV file that is being read.
pub(super) struct Rows {
    path: PathBuf,
    reader: Reader<Bounded<Box<dyn Read>>>,
    record: ByteRecord,
    allowed: Rc<Cell<u64>>,
    /// Place in the file of each column asked for, if it is there.
    places: Vec<Option<usize>>,
    /// Cells of the header line.
    width: usize,
}

impl Rows {
    /// Opens the file, or standard input for `-`, and finds the columns: those that must be there,
    /// then those that may.
    pub(super) fn open(path: &Path, required: &[&str], optional: &[&str]) -> Result<Self, Failure> {
        let source: Box<dyn Read> = if path == Path::new("-") {
            Box::new(io::stdin().lock())
        } else {
            Box::new(File::open(path).map_err(|error| unreadable(path, &error))?)
        };
        let mut source = BufReader::with_capacity(64 << 10, source);
        let start = source
            .fill_buf()
            .map_err(|error| unreadable(path, &error))?;
        let header = start
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        let delimiter = if header.contains(&b';') && !header.contains(&b',') {
            b';'
        } else {
            b','
        };
        let allowed = Rc::new(Cell::new(LONGEST_ROW + AHEAD));
        let bounded: Bounded<Box<dyn Read>> = Bounded {
            inner: Box::new(source),
            given: 0,
            allowed: Rc::clone(&allowed),
            last: b'\n',
        };
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            // A carriage return before it is left to the cell, which is trimmed: the library's own
            // CRLF counts lines one short.
            .terminator(Terminator::Any(b'\n'))
            .buffer_capacity(64 << 10)
            .from_reader(bounded);
        let names = reader
            .byte_headers()
            .map_err(|error| broken(path, 1, &error))?
            .clone();
        let names: Vec<String> = names
            .iter()
            .map(|name| {
                String::from_utf8_lossy(name)
                    .trim()
                    .trim_start_matches('\u{feff}')
                    .to_owned()
            })
            .collect();
        let mut places = Vec::new();
        for (at, column) in required.iter().chain(optional).enumerate() {
            let place = names.iter().position(|name| name == column);
            if place.is_none() && at < required.len() {
                let path = path.display();
                return Err(Failure::new(
                    Status::Findings,
                    format!("{path}, riga 1: manca la colonna {column}"),
                    format!("{path}, line 1: column {column} is missing"),
                ));
            }
            places.push(place);
        }
        Ok(Self {
            path: path.to_owned(),
            reader,
            record: ByteRecord::new(),
            allowed,
            places,
            width: names.len(),
        })
    }

    /// Goes to the next row, if there is one.
    pub(super) fn next(&mut self) -> Result<bool, Failure> {
        let at = self.reader.position().byte();
        self.allowed.set(at + LONGEST_ROW + AHEAD);
        let line = self.reader.position().line();
        loop {
            let next = self.reader.read_byte_record(&mut self.record);
            let more = next.map_err(|error| broken(&self.path, line, &error))?;
            if !more || !self.is_blank() {
                return Ok(more);
            }
        }
    }

    fn is_blank(&self) -> bool {
        self.record.len() == 1 && self.record.as_slice().trim_ascii().is_empty()
    }

    /// Line on which the present row starts, from 1, by where it ends: the library takes blank lines
    /// for a part of the row that follows.
    pub(super) fn line(&self) -> u64 {
        let inside = self.record.as_slice().iter().filter(|byte| **byte == b'\n');
        let line = self.reader.position().line();
        let start = self.record.position().map_or(1, csv::Position::line);
        line.saturating_sub(inside.count() as u64 + 1).max(start)
    }

    /// A cell of the present row by the column's place in the list asked for: nothing when the row
    /// is too short, an empty cell when the file has no such column.
    pub(super) fn cell(&self, at: usize) -> Option<&[u8]> {
        match self.places.get(at) {
            Some(Some(place)) => self.record.get(*place).map(<[u8]>::trim_ascii),
            _ => Some(&[]),
        }
    }

    /// Whether the present row has more cells than the header line.
    pub(super) fn has_strays(&self) -> bool {
        self.record.len() > self.width
    }
}

/// The failure of a file that cannot be read on.
fn broken(path: &Path, line: u64, error: &csv::Error) -> Failure {
    let shown = path.display();
    match error.kind() {
        csv::ErrorKind::Io(cause) if cause.kind() == io::ErrorKind::FileTooLarge => Failure::new(
            Status::Findings,
            format!(
                "{shown}, riga {line}: riga oltre {LONGEST_ROW} byte, forse virgolette non chiuse"
            ),
            format!("{shown}, line {line}: row beyond {LONGEST_ROW} bytes, perhaps an open quote"),
        ),
        csv::ErrorKind::Io(cause) => unreadable(path, cause),
        _ => Failure::new(
            Status::Findings,
            format!("{shown}, riga {line}: non è CSV"),
            format!("{shown}, line {line}: not CSV"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn open(bytes: &[u8]) -> Result<(tempfile::NamedTempFile, Rows), Failure> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), bytes).expect("it is written");
        let rows = Rows::open(file.path(), &["a", "b"], &["c"])?;
        Ok((file, rows))
    }

    #[test]
    fn columns_are_found_by_name_in_either_dialect() {
        for text in ["b,x,a\r\n2,,1\r\n", "\u{feff}b;x;a\n2;;1\n"] {
            let (_file, mut rows) = open(text.as_bytes()).expect("columns");
            assert!(rows.next().expect("a row"));
            assert_eq!(rows.cell(0), Some(&b"1"[..]));
            assert_eq!(rows.cell(1), Some(&b"2"[..]));
            assert_eq!((rows.cell(2), rows.line()), (Some(&b""[..]), 2));
            assert!(!rows.next().expect("the end"));
        }
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        for (text, lines) in [
            ("a,b\n1,2\n\n\n3,4", &[2, 5][..]),
            ("a,b\r\n1,2\r\n\r\n\"x\r\ny\",4\r\n5,6\r\n", &[2, 4, 6]),
            ("a,b\n1,2\n3,4\n", &[2, 3]),
        ] {
            let (_file, mut rows) = open(text.as_bytes()).expect("columns");
            let mut found = Vec::new();
            while rows.next().expect("rows") {
                found.push(rows.line());
            }
            assert_eq!(found, lines, "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_ends_the_reading() {
        let text = format!("a,b\n1,2\n\"{}", "1,2\n".repeat(1 << 20));
        let (_file, mut rows) = open(text.as_bytes()).expect("columns");
        assert!(rows.next().expect("a row"));
        let failure = rows.next().expect_err("too long");
        assert!(failure.en.contains("line 3"), "{}", failure.en);
    }

    proptest! {
        #[test]
        fn any_bytes_are_rows_or_a_failure(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let text = [b"a,b\n", &bytes[..]].concat();
            let (_file, mut rows) = open(&text).expect("columns");
            let mut count = 0;
            while rows.next().unwrap_or(false) {
                count += 1;
                prop_assert!(rows.line() > 1);
                let _ = (rows.cell(0), rows.cell(1), rows.has_strays());
            }
            prop_assert!(count <= bytes.len());
        }
    }
}
