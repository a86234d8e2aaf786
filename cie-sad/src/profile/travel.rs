//! The constants for "valid for travel" that an installation chooses.

use std::fmt;
use std::str::FromStr;

use super::{Profile, TokenSet};
use crate::{Code, Error, Result};

/// One of the six pairs of constants that circolare 8/2017 lets a comune choose from for "valid for
/// travel"; it advises `S/N`.
///
/// ```
/// use cie_sad::profile::{Profile, TokenSet, TravelConstants};
/// let constants: TravelConstants = "SI/NO".parse()?;
/// let profile = Profile::piatto()?.with_travel_constants(constants);
/// assert_eq!(profile.tokens().words(TokenSet::Travel, 0), ["SI"]);
/// assert!("SI/NI".parse::<TravelConstants>().is_err());
/// # Ok::<(), cie_sad::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TravelConstants {
    /// `S` and `N`, as the circular advises.
    SN,
    /// `T` and `F`.
    TF,
    /// `SI` and `NO`.
    SiNo,
    /// `TRUE` and `FALSE`.
    TrueFalse,
    /// `VERO` and `FALSO`.
    VeroFalso,
    /// `1` and `0`.
    OneZero,
}

impl TravelConstants {
    /// Every pair, in the order of the circular.
    pub const ALL: [Self; 6] = [
        Self::SN,
        Self::TF,
        Self::SiNo,
        Self::TrueFalse,
        Self::VeroFalso,
        Self::OneZero,
    ];

    /// The word for yes and the word for no.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::SN => ("S", "N"),
            Self::TF => ("T", "F"),
            Self::SiNo => ("SI", "NO"),
            Self::TrueFalse => ("TRUE", "FALSE"),
            Self::VeroFalso => ("VERO", "FALSO"),
            Self::OneZero => ("1", "0"),
        }
    }

    /// Every pair by its name, for messages.
    pub(crate) fn names() -> String {
        Self::ALL.map(|pair| pair.to_string()).join(", ")
    }
}

impl fmt::Display for TravelConstants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (yes, no) = self.words();
        write!(f, "{yes}/{no}")
    }
}

impl FromStr for TravelConstants {
    type Err = Error;

    /// # Errors
    /// `CIE-SAD-010` when the text is none of the six.
    fn from_str(text: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|pair| pair.to_string() == text);
        found.ok_or_else(|| {
            let all = Self::names();
            Error::new(Code::BadOption).detail(format!("travel constants: {all}"))
        })
    }
}

impl Profile {
    /// The same wire with another pair of constants for its travel flag, and no other word read.
    ///
    /// What the flag means stays: where it says "forbidden" (ANPR's `interdizioneEspatrio`), the
    /// word for yes still means that the holder may not leave the country.
    #[must_use]
    pub fn with_travel_constants(mut self, constants: TravelConstants) -> Self {
        let (yes, no) = constants.words();
        let mut words = vec![vec![yes.to_owned()], vec![no.to_owned()]];
        if self.tokens.1 {
            words.reverse();
        }
        self.tokens.0.insert(TokenSet::Travel, words);
        self
    }
}
