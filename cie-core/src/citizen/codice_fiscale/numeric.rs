//! The numeric codes of 11 digits: provisional for people, definitive for bodies.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::code::CodiceFiscale;
use crate::{Code, Error};

/// A numeric codice fiscale: 11 digits, the last a check digit computed as for the partita IVA.
///
/// The Agenzia delle Entrate gives one to a person for the time being when the data do not
/// suffice for a definitive code; bodies have one for good. Nothing in the digits tells the two
/// apart. `Debug` and `Display` show `[personal]`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodiceNumerico([u8; 11]);

impl CodiceNumerico {
    /// Reads exactly 11 ASCII digits.
    ///
    /// ```
    /// use cie_core::citizen::codice_fiscale::CodiceNumerico;
    /// assert!(CodiceNumerico::parse(b"00743110157").is_ok());
    /// assert!(CodiceNumerico::parse(b"00743110158").is_err());
    /// ```
    ///
    /// # Errors
    /// `CIE-CORE-012` when these are not 11 digits, are all zeros, or the last is wrong.
    pub fn parse(code: &[u8]) -> Result<Self, Error> {
        let bad = |why: &'static str| Error::new(Code::BadNumericCode).detail(why);
        let digits: [u8; 11] = code.try_into().map_err(|_| bad("not 11 bytes long"))?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(bad("not all digits"));
        }
        if digits == [b'0'; 11] {
            return Err(bad("all zeros"));
        }
        // Luhn: from the right every second digit counts double, its own digits summed.
        let sum = digits.iter().zip(0..).fold(0u32, |sum, (byte, at)| {
            let digit = u32::from(byte - b'0');
            let double = if digit < 5 { digit * 2 } else { digit * 2 - 9 };
            sum + if at % 2 == 1 { double } else { digit }
        });
        if sum.is_multiple_of(10) {
            Ok(Self(digits))
        } else {
            Err(bad("wrong check digit"))
        }
    }

    /// The code itself; calling this says that the reader is entitled to it.
    #[must_use]
    pub fn expose(&self) -> &str {
        // Only ASCII gets in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for CodiceNumerico {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text.as_bytes())
    }
}

impl fmt::Debug for CodiceNumerico {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

impl fmt::Display for CodiceNumerico {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

impl Serialize for CodiceNumerico {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

impl<'de> Deserialize<'de> for CodiceNumerico {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A person's code of either kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum AnyCode {
    /// The definitive code of 16 characters.
    Definitive(CodiceFiscale),
    /// The provisional code of 11 digits.
    Provisional(CodiceNumerico),
}

impl AnyCode {
    /// Reads either kind, told apart by length.
    ///
    /// # Errors
    /// As [`CodiceNumerico::parse`] for 11 bytes, as [`CodiceFiscale::parse`] otherwise.
    pub fn parse(code: &[u8]) -> Result<Self, Error> {
        if code.len() == 11 {
            CodiceNumerico::parse(code).map(Self::Provisional)
        } else {
            CodiceFiscale::parse(code).map(Self::Definitive)
        }
    }

    /// The code itself; calling this says that the reader is entitled to it.
    #[must_use]
    pub fn expose(&self) -> &str {
        match self {
            Self::Definitive(code) => code.expose(),
            Self::Provisional(code) => code.expose(),
        }
    }
}
