//! The number by which a request is known.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Code, Error};

/// Number of a request, this SDK's own: ISTAT code of the comune, year, progressive.
///
/// The numbering of CIEOnline is not public; where the Ministry's number is known it is kept beside
/// this one.
///
/// ```
/// use cie_core::issuance::RequestNumber;
/// let number = RequestNumber::new("058091", 2026, 7)?;
/// assert_eq!(number.to_string(), "058091-2026-000007");
/// assert_eq!("058091-2026-000007".parse::<RequestNumber>()?, number);
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RequestNumber(String);

impl RequestNumber {
    /// Makes a number.
    ///
    /// # Errors
    /// `CIE-CORE-302` when the code is not 6 digits, the year not 4, or the progressive not 1 to
    /// 999999.
    pub fn new(istat: &str, year: i32, progressive: u32) -> Result<Self, Error> {
        format!("{istat}-{year:04}-{progressive:06}").parse()
    }

    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RequestNumber {
    type Err = Error;

    /// # Errors
    /// `CIE-CORE-302` when the text is not `IIIIII-YYYY-NNNNNN`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let shape: Vec<usize> = text.split('-').map(str::len).collect();
        let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if shape == [6, 4, 6] && digits && !text.ends_with("-000000") {
            Ok(Self(text.to_owned()))
        } else {
            Err(Code::BadRequestNumber.into())
        }
    }
}

impl TryFrom<String> for RequestNumber {
    type Error = Error;
    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<RequestNumber> for String {
    fn from(number: RequestNumber) -> Self {
        number.0
    }
}

impl fmt::Display for RequestNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_other_shapes() {
        for bad in [
            "",
            "58091-2026-000001",
            "058091-2026-000000",
            "058091/2026/000001",
            "٠58091-2026-1",
        ] {
            assert!(bad.parse::<RequestNumber>().is_err(), "{bad}");
        }
        assert!(RequestNumber::new("058091", 2026, 1_000_000).is_err());
        assert!(RequestNumber::new("058091", -1, 1).is_err());
    }
}
