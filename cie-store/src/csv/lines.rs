//! Lines of bounded length.

use std::io::{self, BufRead, BufReader, Read};

use ring::digest::{Context, SHA256};

use super::mark;

/// A line without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: u64,
    pub(super) bytes: Vec<u8>,
    /// It was longer than the limit: only its beginning is here.
    pub(super) cut: bool,
}

/// Reads lines and never holds more of one than the limit.
pub(super) struct Lines<R> {
    input: BufReader<R>,
    max: usize,
    number: u64,
    offset: u64,
    sum: Option<Context>,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(input: R, max: usize) -> Self {
        Self {
            input: BufReader::with_capacity(64 * 1024, input),
            max,
            number: 0,
            offset: 0,
            sum: None,
        }
    }

    /// The same, with a digest of what was read.
    pub(super) fn summed(self) -> Self {
        let sum = Some(Context::new(&SHA256));
        Self { sum, ..self }
    }

    /// How many bytes were read, up to the end of the last line, and their SHA-256 when it is kept.
    pub(super) fn place(&self) -> (u64, Option<[u8; 32]>) {
        (self.offset, self.sum.clone().map(mark::bytes))
    }

    /// How many bytes were read, up to the end of the last line.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// The next line, empty ones too.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let (mut bytes, mut cut, mut seen) = (Vec::new(), false, false);
        loop {
            let chunk = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                chunk => chunk?,
            };
            if chunk.is_empty() {
                break;
            }
            seen = true;
            let end = chunk.iter().position(|b| *b == b'\n');
            let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
            // One more than the limit, for the carriage return that will be taken off.
            let room = (self.max + 1).saturating_sub(bytes.len());
            cut |= part.len() > room;
            bytes.extend(part.iter().take(room));
            let used = end.map_or(chunk.len(), |end| end + 1);
            if let Some(sum) = &mut self.sum {
                sum.update(chunk.get(..used).unwrap_or_default());
            }
            self.offset += used as u64;
            self.input.consume(used);
            if end.is_some() {
                break;
            }
        }
        if !seen {
            return Ok(None);
        }
        self.number += 1;
        if !cut && bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        cut |= bytes.len() > self.max;
        bytes.truncate(self.max);
        let number = self.number;
        Ok(Some(Line { number, bytes, cut }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(bytes: &[u8], max: usize) -> Vec<Line> {
        let mut lines = Lines::new(bytes, max);
        std::iter::from_fn(|| lines.next().unwrap()).collect()
    }

    #[test]
    fn the_limit_is_exact() {
        let lines = all(b"abcd\r\nabcde\nab\n\nlast", 4);
        let seen: Vec<_> = lines.iter().map(|l| (l.bytes.as_slice(), l.cut)).collect();
        let expected: [(&[u8], bool); 5] = [
            (b"abcd", false),
            (b"abcd", true),
            (b"ab", false),
            (b"", false),
            (b"last", false),
        ];
        assert_eq!(seen, expected);
    }

    proptest! {
        /// The standard library's splitting is the peer.
        #[test]
        fn lines_are_those_of_the_standard_library(bytes in prop::collection::vec(
            prop_oneof![Just(b'\n'), Just(b'\r'), Just(b'x'), any::<u8>()], 0..60))
        {
            let expected: Vec<Vec<u8>> = bytes
                .split_inclusive(|b| *b == b'\n')
                .map(|line| {
                    let line = line.strip_suffix(b"\n").unwrap_or(line);
                    line.strip_suffix(b"\r").unwrap_or(line).to_vec()
                })
                .collect();
            let got: Vec<Vec<u8>> = all(&bytes, 1000).into_iter().map(|line| line.bytes).collect();
            prop_assert_eq!(got, expected);
        }
    }
}
