//! The journal as JSON Lines: one entry a line, for keeping elsewhere and for checking anywhere.

use std::io::{BufRead, Read, Write};

use cie_core::error::Position;
use cie_core::journal::{Chain, Entry, GENESIS, Hash};

use crate::{Code, Error, Result};

/// Longest line read, in bytes; the limits of the store keep every entry far below it.
pub const MAX_LINE: u64 = 256 * 1024;

/// What a verified journal ends with.
///
/// A chain shows changes, not a missing tail: note number and hash somewhere else (on paper, in
/// the protocol register) and compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Number of entries.
    pub entries: u64,
    /// Hash of the last entry; all zeros for an empty journal.
    pub head: Hash,
}

/// Checks entries one after the other without keeping them.
pub(crate) struct Verifier {
    chain: Chain,
    verified: Verified,
}

impl Default for Verifier {
    fn default() -> Self {
        Self {
            chain: Chain::default(),
            verified: Verified {
                entries: 0,
                head: GENESIS,
            },
        }
    }
}

impl Verifier {
    /// Checks the next entry.
    pub(crate) fn take(&mut self, entry: &Entry) -> Result<()> {
        let expected = self.chain.link(entry.event.clone());
        if expected != *entry {
            return Err(broken(self.verified.entries + 1));
        }
        self.verified = Verified {
            entries: entry.seq,
            head: entry.hash,
        };
        Ok(())
    }

    pub(crate) fn finish(self) -> Verified {
        self.verified
    }
}

pub(crate) fn broken(line: u64) -> Error {
    Error::new(Code::BrokenChain).at(Position::Row {
        line,
        column: "hash".into(),
    })
}

/// Writes entries as JSON Lines.
///
/// # Errors
/// `CIE-STORE-008` when writing fails.
pub fn write_jsonl(entries: &[Entry], mut out: impl Write) -> Result<()> {
    for entry in entries {
        let mut line = serde_json::to_vec(entry).map_err(|_| Error::new(Code::Io))?;
        line.push(b'\n');
        out.write_all(&line).map_err(io)?;
    }
    out.flush().map_err(io)
}

/// Checks a journal exported as JSON Lines, from its first entry to its last.
///
/// # Errors
/// `CIE-STORE-021` with the line of the first entry that is wrong, `CIE-STORE-022` for a line that
/// is not an entry or is longer than [`MAX_LINE`], `CIE-STORE-008` when reading fails.
pub fn verify_jsonl(mut input: impl BufRead) -> Result<Verified> {
    let mut verifier = Verifier::default();
    let mut line = Vec::new();
    for number in 1u64.. {
        line.clear();
        let mut bounded = input.by_ref().take(MAX_LINE);
        if bounded.read_until(b'\n', &mut line).map_err(io)? == 0 {
            break;
        }
        let bad = || {
            Error::new(Code::BadRecord).at(Position::Row {
                line: number,
                column: "entry".into(),
            })
        };
        // The parser's own text may quote the line: it is not passed on.
        let entry: Entry = serde_json::from_slice(&line).map_err(|_| bad())?;
        verifier.take(&entry)?;
    }
    Ok(verifier.finish())
}

pub(crate) fn io(error: std::io::Error) -> Error {
    let detail = error.kind().to_string();
    Error::new(Code::Io).detail(detail)
}
