//! Comparing a code with a person, field by field.

use super::code::CodiceFiscale;
use super::encode::BirthData;
use crate::Error;

/// A part of the code that comes from one datum of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Field {
    /// The three letters of the surname.
    Surname,
    /// The three letters of the given name.
    Given,
    /// The year of birth, last two digits.
    Year,
    /// The month of birth.
    Month,
    /// The day of birth.
    Day,
    /// The sex.
    Sex,
    /// The place of birth.
    Place,
}

impl Field {
    /// Every field, in the order of the code.
    pub const ALL: [Self; 7] = [
        Self::Surname,
        Self::Given,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::Sex,
        Self::Place,
    ];
}

/// Which parts of a code agree with a person's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verification {
    agrees: [bool; 7],
    omocode: bool,
}

impl Verification {
    /// Whether every part agrees, omocode letters read as digits.
    #[must_use]
    pub fn is_match(&self) -> bool {
        self.agrees == [true; 7]
    }

    /// Whether the code is an omocode: then it cannot be recomputed from the data alone.
    #[must_use]
    pub fn is_omocode(&self) -> bool {
        self.omocode
    }

    /// The parts that do not agree, in the order of the code.
    pub fn mismatches(&self) -> impl Iterator<Item = Field> {
        let pairs = Field::ALL.into_iter().zip(self.agrees);
        pairs.filter(|(_, agrees)| !agrees).map(|(field, _)| field)
    }
}

impl CodiceFiscale {
    /// Compares the code with a person's data.
    ///
    /// ```
    /// use cie_core::citizen::{Sex, codice_fiscale::{BirthData, CodiceFiscale, Field}};
    /// let code: CodiceFiscale = "RSSMRA80A41H501Y".parse()?;
    /// let verification = code.verify(&BirthData {
    ///     surname: Some("Rossi"),
    ///     given: Some("Maria"),
    ///     birth: "1980-01-11".parse()?,
    ///     sex: Sex::M,
    ///     place: "H501".parse()?,
    /// })?;
    /// let mismatches: Vec<_> = verification.mismatches().collect();
    /// assert_eq!(mismatches, [Field::Day, Field::Sex]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// - `CIE-CORE-013` when a name cannot be transliterated, with the field;
    /// - `CIE-CORE-014` when the sex is not stated.
    pub fn verify(&self, data: &BirthData<'_>) -> Result<Verification, Error> {
        let (code, expected) = (self.parts(), Self::encode(data)?.parts());
        Ok(Verification {
            agrees: [
                code.surname == expected.surname,
                code.given == expected.given,
                code.year == expected.year,
                code.month == expected.month,
                code.day == expected.day,
                code.sex == expected.sex,
                code.place == expected.place,
            ],
            omocode: code.omocode,
        })
    }
}
