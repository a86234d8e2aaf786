//! Who a card is for.

use crate::Day;

choice! {
    /// Sex as the registry records it.
    pub enum Sex {
        /// Male.
        M = "M",
        /// Female.
        F = "F",
        /// Not stated.
        N = "N",
    }
}

impl From<Sex> for cie_core::citizen::Sex {
    fn from(sex: Sex) -> Self {
        match sex {
            Sex::M => Self::M,
            Sex::F => Self::F,
            Sex::N => Self::N,
        }
    }
}

impl From<cie_core::citizen::Sex> for Sex {
    fn from(sex: cie_core::citizen::Sex) -> Self {
        match sex {
            cie_core::citizen::Sex::M => Self::M,
            cie_core::citizen::Sex::F => Self::F,
            _ => Self::N,
        }
    }
}

record! {
    /// The data that make a codice fiscale.
    pub struct BirthData {
        /// The surname; absent for people who have only a given name.
        @personal pub surname: Option<String> = None,
        /// The given names; absent for people who have only a surname.
        @personal pub given: Option<String> = None,
        /// The day of birth.
        @personal pub birth: Day,
        /// The sex.
        @personal pub sex: Sex,
        /// The Belfiore code of the comune of birth, or of the foreign state.
        @personal pub place: String,
    }
}
