//! Labels: how an inventory names cards, people and offices without naming anybody.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::redact::Personal;
use crate::{Code, Error};

/// Longest label, in characters.
const LONGEST: usize = 40;

fn check(text: &str, what: &'static str) -> Result<(), Error> {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let well_formed = (1..=LONGEST).contains(&text.len()) && text.bytes().all(allowed);
    // A codice fiscale has the form of a label, and is just what must not end up in a log.
    if well_formed && CodiceFiscale::parse_loose(text.as_bytes()).is_err() {
        Ok(())
    } else {
        Err(Error::new(Code::BadScoLabel).detail(what))
    }
}

macro_rules! labels {
    ($( $(#[doc = $doc:literal])+ $name:ident, $what:literal; )+) => {
        $(
            $(#[doc = $doc])+
            ///
            /// From 1 to 40 ASCII letters, digits, dots, hyphens or underscores; never a name nor a
            /// codice fiscale, because labels go into journals and debug texts.
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(try_from = "String", into = "String")]
            pub struct $name(String);

            impl $name {
                /// The label as text.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl FromStr for $name {
                type Err = Error;

                /// # Errors
                /// `CIE-CORE-600` when the text is not of the form allowed, or is a codice fiscale.
                fn from_str(text: &str) -> Result<Self, Error> {
                    check(text, $what)?;
                    Ok(Self(text.to_owned()))
                }
            }

            impl TryFrom<String> for $name {
                type Error = Error;
                fn try_from(text: String) -> Result<Self, Error> {
                    text.parse()
                }
            }

            impl From<$name> for String {
                fn from(label: $name) -> Self {
                    label.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.0)
                }
            }
        )+
    };
}

labels! {
    /// The comune's own label of an operator card, given when it is asked for.
    CardId, "card";
    /// The comune's own label of a registry officer.
    OfficerId, "officer";
    /// The comune's own label of a Security Officer.
    SecurityOfficerId, "security_officer";
    /// The comune's own label of an office that issues cards.
    OfficeId, "office";
}

/// The number written on an operator card.
///
/// Its form is not public: any 1 to 40 letters, digits, dots, hyphens or underscores. It is kept
/// out of `Debug`, because it leads to the officer; [`CardNumber::expose`] reads it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CardNumber(Personal<String>);

impl CardNumber {
    /// The number as text.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl FromStr for CardNumber {
    type Err = Error;

    /// # Errors
    /// `CIE-CORE-600` when the text is not of the form allowed.
    fn from_str(text: &str) -> Result<Self, Error> {
        check(text, "number")?;
        Ok(Self(Personal::from(text)))
    }
}

impl TryFrom<String> for CardNumber {
    type Error = Error;
    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<CardNumber> for String {
    fn from(number: CardNumber) -> Self {
        number.0.into_inner()
    }
}
