//! Sex as the registries record it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Code, Error};

/// Sex as civil status records it, written `M` or `F`. Personal data: `Debug` does not tell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// Male.
    M,
    /// Female.
    F,
}

impl Sex {
    /// The letter.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::M => "M",
            Self::F => "F",
        }
    }
}

impl FromStr for Sex {
    type Err = Error;

    /// # Errors
    /// `CIE-CORE-014` when the text is neither `M` nor `F`.
    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "M" => Ok(Self::M),
            "F" => Ok(Self::F),
            _ => Err(Code::BadSex.into()),
        }
    }
}

impl fmt::Debug for Sex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}
