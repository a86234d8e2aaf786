//! The serial of a card (numero unico nazionale).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Code, Error};

/// The serial of a card, such as `CA00000AA`: `C`, a letter, five digits, two letters.
///
/// It is text: leading zeros count, and it is never read as a number. It identifies a person's
/// document, so neither `Debug` nor an error shows it; [`Serial::as_str`] does.
///
/// ```
/// use cie_core::document::Serial;
/// let serial: Serial = "CA00007AA".parse()?;
/// assert_eq!(serial.as_str(), "CA00007AA");
/// assert!("CA7AA".parse::<Serial>().is_err());
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Serial(String);

impl Serial {
    /// The nine characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Serial {
    type Err = Error;

    /// Reads exactly nine characters; nothing is trimmed, padded or capitalised.
    ///
    /// # Errors
    /// `CIE-CORE-101` when the text is of another form.
    fn from_str(text: &str) -> Result<Self, Error> {
        let well_formed = match text.as_bytes() {
            [b'C', series, middle @ .., last_but_one, last] => {
                series.is_ascii_uppercase()
                    && middle.len() == 5
                    && middle.iter().all(u8::is_ascii_digit)
                    && last_but_one.is_ascii_uppercase()
                    && last.is_ascii_uppercase()
            }
            _ => false,
        };
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(Code::BadSerial.into())
        }
    }
}

impl fmt::Debug for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Serial([personal])")
    }
}

impl<'de> Deserialize<'de> for Serial {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
