//! Writing the code that a person's data call for.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::code::CodiceFiscale;
use super::layout::MONTHS;
use super::names;
use crate::citizen::place::Belfiore;
use crate::citizen::{Person, Sex};
use crate::error::Position;
use crate::{Code, Error};

/// The data that make a codice fiscale.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthData<'a> {
    /// The surname; `None` or empty for people who have only a given name.
    pub surname: Option<&'a str>,
    /// The given names; `None` or empty for people who have only a surname.
    pub given: Option<&'a str>,
    /// The day of birth.
    pub birth: NaiveDate,
    /// The sex.
    pub sex: Sex,
    /// The comune of birth, or the foreign state.
    pub place: Belfiore,
}

impl<'a> BirthData<'a> {
    /// The data of a registry record, when it has the whole date of birth and the Belfiore code
    /// of the place.
    #[must_use]
    pub fn of(person: &'a Person) -> Option<Self> {
        Some(Self {
            surname: person.surname.text(),
            given: person.given.text(),
            birth: person.birth_date.complete()?,
            sex: person.sex,
            place: person.birth_place.belfiore()?.parse().ok()?,
        })
    }
}

impl CodiceFiscale {
    /// The code that these data call for, before any omocode: the Agenzia delle Entrate alone
    /// assigns codes, and may have assigned another.
    ///
    /// ```
    /// use cie_core::citizen::{Sex, codice_fiscale::{BirthData, CodiceFiscale}};
    /// let code = CodiceFiscale::encode(&BirthData {
    ///     surname: Some("Rossi"),
    ///     given: Some("Mario"),
    ///     birth: "1980-01-01".parse()?,
    ///     sex: Sex::M,
    ///     place: "H501".parse()?,
    /// })?;
    /// assert_eq!(code.expose(), "RSSMRA80A01H501U");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// - `CIE-CORE-013` when a name cannot be transliterated, with the field;
    /// - `CIE-CORE-014` when the sex is not stated.
    pub fn encode(data: &BirthData<'_>) -> Result<Self, Error> {
        let field = |name: &'static str| move |error: Error| error.at(Position::Field(name.into()));
        let [s1, s2, s3] = names::surname(data.surname).map_err(field("surname"))?;
        let [g1, g2, g3] = names::given(data.given).map_err(field("given"))?;
        // Both numbers have two digits at most: a remainder of 100, and a day plus 40.
        let digits = |number: u32| {
            let digit = |value: u32| char::from_digit(value % 10, 10).map_or(b'0', |c| c as u8);
            [digit(number / 10), digit(number)]
        };
        let [y1, y2] = digits(data.birth.year().rem_euclid(100).cast_unsigned());
        let month = MONTHS.get(data.birth.month0() as usize).copied();
        let [d1, d2] = digits(match data.sex {
            Sex::M => data.birth.day(),
            Sex::F => data.birth.day() + 40,
            Sex::N => return Err(field("sex")(Code::SexNotStated.into())),
        });
        let [p1, p2, p3, p4] = data.place.to_bytes();
        Ok(Self::with_check([
            s1,
            s2,
            s3,
            g1,
            g2,
            g3,
            y1,
            y2,
            month.unwrap_or(b'A'),
            d1,
            d2,
            p1,
            p2,
            p3,
            p4,
            b'A',
        ]))
    }
}

impl fmt::Debug for BirthData<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthData([personal])")
    }
}
