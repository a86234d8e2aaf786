//! The value type and what it says.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::layout::{self, Reading};
use super::names::is_plausible;
use crate::citizen::Sex;
use crate::citizen::place::Belfiore;
use crate::error::Position;
use crate::{Code, Error};

/// A codice fiscale of 16 characters whose form and check character are right.
///
/// That says nothing of the calendar, of the place or of the person: see
/// [`Validator`](super::Validator) and [`CodiceFiscale::verify`]. `Debug` and `Display` show
/// `[personal]`; serialisation is transparent.
///
/// ```
/// use cie_core::citizen::{Sex, codice_fiscale::CodiceFiscale};
/// let code: CodiceFiscale = "RSSMRA80A41H501Y".parse()?;
/// assert_eq!(code.to_string(), "[personal]");
/// assert_eq!(code.expose(), "RSSMRA80A41H501Y");
/// let parts = code.parts();
/// assert_eq!((parts.year, parts.month, parts.day), (80, 1, 1));
/// assert!(parts.sex == Sex::F && !parts.omocode);
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodiceFiscale([u8; 16]);

/// What a code says, omocode letters read as digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The three letters of the surname.
    pub surname: [u8; 3],
    /// The three letters of the given name.
    pub given: [u8; 3],
    /// The last two digits of the year of birth.
    pub year: u8,
    /// The month of birth, from 1 to 12.
    pub month: u8,
    /// The day of birth as coded, less 40 for women: not always a day of the calendar.
    pub day: u8,
    /// The sex.
    pub sex: Sex,
    /// The place of birth.
    pub place: Belfiore,
    /// Whether at least one digit is written as a letter.
    pub omocode: bool,
}

/// Whether these bytes are a codice fiscale by form and check character, and nothing more: the
/// fast way through a large file.
///
/// ```
/// use cie_core::citizen::codice_fiscale::is_well_formed;
/// assert!(is_well_formed(b"RSSMRA80A01H501U"));
/// assert!(!is_well_formed(b"RSSMRA80A01H501A"));
/// assert!(!is_well_formed("RSSMRA80A01H5\u{20AC}".as_bytes()));
/// ```
#[must_use]
pub fn is_well_formed(code: &[u8]) -> bool {
    <&[u8; 16]>::try_from(code).is_ok_and(|code| {
        let reading = Reading::of(code);
        reading.fits() && reading.checks()
    })
}

impl CodiceFiscale {
    /// Reads exactly 16 ASCII bytes; lower case counts as upper case, nothing else is repaired.
    ///
    /// # Errors
    /// - `CIE-CORE-010` when the length is not 16 bytes or a character cannot stand where it
    ///   stands, with its position;
    /// - `CIE-CORE-011` when the check character is wrong.
    pub fn parse(code: &[u8]) -> Result<Self, Error> {
        let (code, reading) = shaped(code).map_err(|at| match at {
            Some(at) => Error::new(Code::BadCodiceFiscale).at(Position::Byte(at as u64)),
            None => Error::new(Code::BadCodiceFiscale).detail("not 16 bytes long"),
        })?;
        if reading.checks() {
            Ok(Self(layout::capitals(code)))
        } else {
            Err(Error::new(Code::WrongCheckCharacter).at(Position::Byte(15)))
        }
    }

    /// Reads a code as scanners and printed cards give it: ASCII blanks, line ends and hyphens
    /// anywhere, and the asterisks that delimit a Code 39 barcode, do not count.
    ///
    /// # Errors
    /// As [`CodiceFiscale::parse`]; positions are those of the cleaned code.
    pub fn parse_loose(text: &[u8]) -> Result<Self, Error> {
        let text = text.trim_ascii();
        let text = text
            .strip_prefix(b"*")
            .and_then(|text| text.strip_suffix(b"*"))
            .unwrap_or(text);
        let (mut code, mut length) = ([0; 16], 0);
        for byte in text
            .iter()
            .filter(|b| !b.is_ascii_whitespace() && **b != b'-')
        {
            match code.get_mut(length) {
                Some(place) => *place = *byte,
                None => return Self::parse(text),
            }
            length += 1;
        }
        Self::parse(code.get(..length).unwrap_or_default())
    }

    /// Puts the right check character after 15 characters known to fit.
    pub(super) fn with_check(mut code: [u8; 16]) -> Self {
        let check = layout::check_character(&code);
        let [.., last] = &mut code;
        *last = check;
        Self(code)
    }

    /// The code in capitals; calling this says that the reader is entitled to it.
    #[must_use]
    pub fn expose(&self) -> &str {
        // Only ASCII gets in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The sixteen bytes, in capitals.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// What the code says.
    #[must_use]
    pub fn parts(&self) -> Parts {
        Parts::of(&self.0)
    }

    /// Whether at least one digit is written as a letter, to tell two people apart.
    #[must_use]
    pub fn is_omocode(&self) -> bool {
        self.parts().omocode
    }
}

/// The sixteen bytes and what they say, if each may stand where it stands; else the first that may
/// not, or nothing if the length is wrong.
#[inline]
pub(super) fn shaped(code: &[u8]) -> Result<(&[u8; 16], Reading), Option<usize>> {
    let code = <&[u8; 16]>::try_from(code).map_err(|_| None)?;
    let reading = Reading::of(code);
    if reading.fits() {
        Ok((code, reading))
    } else {
        Err(layout::misfit(code))
    }
}

impl Parts {
    /// What sixteen capitals and digits that fit say.
    fn of(code: &[u8; 16]) -> Self {
        let reading = Reading::of(code);
        let day = reading.day();
        let [s1, s2, s3, g1, g2, g3, ..] = *code;
        Self {
            surname: [s1, s2, s3],
            given: [g1, g2, g3],
            year: day.year(),
            month: day.month(),
            day: day.day(),
            sex: if reading.is_woman() { Sex::F } else { Sex::M },
            place: Belfiore::of_index(reading.place()),
            omocode: reading.is_omocode(),
        }
    }

    /// Whether both triplets could come from a name: consonants, then vowels, then filling `X`s.
    #[must_use]
    pub fn names_plausible(&self) -> bool {
        is_plausible(self.surname) && is_plausible(self.given)
    }
}

impl FromStr for CodiceFiscale {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text.as_bytes())
    }
}

impl fmt::Debug for CodiceFiscale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

impl fmt::Display for CodiceFiscale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts")
            .field("omocode", &self.omocode)
            .finish_non_exhaustive()
    }
}

impl Serialize for CodiceFiscale {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

impl<'de> Deserialize<'de> for CodiceFiscale {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
