//! The code that names a place in the codice fiscale.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::pack::{CODES, code_index};
use crate::{Code, Error};

/// A Belfiore code (codice catastale): a capital letter and three digits; `Z` and three digits
/// for a foreign state.
///
/// Being well formed does not mean being assigned: ask [`Places`](super::Places).
///
/// ```
/// use cie_core::citizen::place::Belfiore;
/// let rome: Belfiore = "H501".parse()?;
/// assert!(!rome.is_foreign());
/// assert_eq!(rome.to_string(), "H501");
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Belfiore([u8; 4]);

impl Belfiore {
    /// A code from its four bytes, or nothing if they are not a capital letter and three digits.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 4]) -> Option<Self> {
        code_index(bytes).map(|_| Self(bytes))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII gets in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether it is the code of a foreign state (`Z…`).
    #[must_use]
    pub fn is_foreign(self) -> bool {
        let [letter, ..] = self.0;
        letter == b'Z'
    }

    /// The four bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 4] {
        self.0
    }

    /// Letter by 1000 plus number, from 0 to 25,999.
    pub(crate) fn index(self) -> u16 {
        code_index(self.0).unwrap_or(0)
    }

    /// The inverse of [`Belfiore::index`].
    pub(crate) fn from_index(index: u16) -> Option<Self> {
        (usize::from(index) < CODES).then(|| Self::of_index(index))
    }

    /// The code of an index that is known to be one.
    pub(in crate::citizen) fn of_index(index: u16) -> Self {
        let digit = |unit: u16| (index / unit % 10) as u8 + b'0';
        let letter = (index / 1000) as u8 + b'A';
        Self([letter, digit(100), digit(10), digit(1)])
    }
}

impl FromStr for Belfiore {
    type Err = Error;

    /// # Errors
    /// `CIE-CORE-030` when the text is not a capital letter and three digits.
    fn from_str(text: &str) -> Result<Self, Error> {
        let bytes = text.as_bytes().try_into().ok();
        bytes
            .and_then(Self::from_bytes)
            .ok_or_else(|| Code::BadBelfiore.into())
    }
}

impl fmt::Display for Belfiore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Belfiore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Belfiore {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Belfiore {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
