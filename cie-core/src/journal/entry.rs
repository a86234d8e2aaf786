//! Events, and the entries they become.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Code, Error};

/// A SHA-256 digest, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
        let mut hash = [0; 32];
        hash.copy_from_slice(digest.as_ref());
        Self(hash)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = Error;

    /// # Errors
    /// `CIE-CORE-502` when the text is not 64 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, Error> {
        let bad = || Error::new(Code::BadHash);
        if text.len() != 64 || !text.is_ascii() {
            return Err(bad());
        }
        let mut hash = [0; 32];
        for (byte, at) in hash.iter_mut().zip((0..64).step_by(2)) {
            let digits = text.get(at..at + 2).ok_or_else(bad)?;
            if !digits
                .bytes()
                .all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase())
            {
                return Err(bad());
            }
            *byte = u8::from_str_radix(digits, 16).map_err(|_| bad())?;
        }
        Ok(Self(hash))
    }
}

impl TryFrom<String> for Hash {
    type Error = Error;
    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.to_string()
    }
}

/// Something that happened. Its data never name the citizen: a request number stands for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When, in whole seconds of UTC, by the clock of whoever composed the journal.
    pub at: DateTime<Utc>,
    /// Number of the request concerned, or another subject such as `sco` or `registry`.
    pub subject: String,
    /// What happened, such as `state.signed` or `sad.interrogazione`.
    pub what: String,
    /// Who did it: an operator's label, a system.
    pub actor: String,
    /// Particulars free of personal data, sorted by name.
    pub data: BTreeMap<String, String>,
}

impl Event {
    /// An event without particulars.
    pub fn new(
        at: DateTime<Utc>,
        subject: impl Into<String>,
        what: impl Into<String>,
        actor: impl Into<String>,
    ) -> Self {
        // Whole seconds, so that what is stored as text and read back hashes the same.
        let at = DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at);
        Self {
            at,
            subject: subject.into(),
            what: what.into(),
            actor: actor.into(),
            data: BTreeMap::new(),
        }
    }

    /// Adds a particular.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.data.insert(name.into(), value.into());
        self
    }
}

/// An event in its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Position, from 1, without gaps.
    pub seq: u64,
    /// What happened.
    pub event: Event,
    /// Hash of the entry before; [`GENESIS`](super::GENESIS) for the first.
    pub previous: Hash,
    /// SHA-256 of position, previous hash and event.
    pub hash: Hash,
}
