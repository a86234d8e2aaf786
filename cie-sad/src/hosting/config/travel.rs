//! The constants for "valid for travel".

use std::str::FromStr;

use toml::{Table, Value};

use crate::profile::Profile;
use crate::{Code, Error, Result};

/// The pair of constants of a comune (circolare 8/2017), yes before no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TravelConstants {
    /// `S` and `N`, which the circular advises.
    #[default]
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
    /// Every pair of the circular.
    pub const ALL: [Self; 6] = [
        Self::SN,
        Self::TF,
        Self::SiNo,
        Self::TrueFalse,
        Self::VeroFalso,
        Self::OneZero,
    ];

    /// The words for yes and no.
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

    /// The pair as configuration files write it, such as `S/N`.
    #[must_use]
    pub fn name(self) -> String {
        let (yes, no) = self.words();
        format!("{yes}/{no}")
    }

    /// A profile with these words. What yes and no mean on the wire (valid, or forbidden) stays as
    /// the profile has it.
    ///
    /// # Errors
    /// As [`Profile::parse`].
    pub fn in_profile(self, text: &str) -> Result<Profile> {
        // Complaints about the file itself have its lines.
        Profile::parse(text)?;
        let mut table: Table = text.parse().map_err(|_| Error::new(Code::ProfileSyntax))?;
        let tokens = table.get_mut("tokens").and_then(Value::as_table_mut);
        let travel = tokens.and_then(|tokens| tokens.get_mut("travel")?.as_table_mut());
        if let Some(travel) = travel {
            let (yes, no) = self.words();
            travel.insert("yes".to_owned(), Value::from(yes));
            travel.insert("no".to_owned(), Value::from(no));
        }
        Profile::parse(&table.to_string())
    }
}

impl FromStr for TravelConstants {
    type Err = Error;

    /// # Errors
    /// `CIE-SAD-355` for a pair that the circular does not have.
    fn from_str(text: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|pair| pair.name() == text);
        found.ok_or_else(|| {
            let known = Self::ALL.map(Self::name).join(", ");
            Error::new(Code::BadConfig).detail(format!("travel is one of {known}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::TokenSet;

    #[test]
    fn the_words_change_and_their_meaning_does_not() {
        for pair in TravelConstants::ALL {
            let (yes, no) = pair.words();
            assert_eq!(pair.name().parse::<TravelConstants>().unwrap(), pair);
            // The ANPR vocabulary says "interdizione": its yes is not valid for travel.
            let anpr = pair.in_profile(Profile::ANPR).unwrap();
            assert_eq!(anpr.tokens().words(TokenSet::Travel, 0), [no]);
            // The flat card file says "ValiditaEspatrio".
            let flat = pair.in_profile(Profile::PIATTO).unwrap();
            assert_eq!(flat.tokens().words(TokenSet::Travel, 0), [yes]);
            assert_eq!(
                flat.tokens().words(TokenSet::Sex, 0),
                Profile::piatto().unwrap().tokens().words(TokenSet::Sex, 0)
            );
        }
        assert_eq!(
            "N/S".parse::<TravelConstants>().unwrap_err().code(),
            Code::BadConfig
        );
    }
}
