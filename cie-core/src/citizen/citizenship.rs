//! Citizenship by the state codes of ANPR.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::place::{Place, Places};
use crate::{Code, Error, Result};

/// ANPR's code of Italy.
pub const ITALY_STATE_CODE: &str = "100";

/// ANPR's code for a citizenship that is "being defined"; CIEOnline refuses it.
pub const UNDEFINED_STATE_CODE: &str = "997";

/// ANPR's code for a citizenship that cannot be attributed.
pub const NOT_ATTRIBUTABLE_STATE_CODE: &str = "998";

/// ANPR's code for people who have no citizenship.
pub const STATELESS_STATE_CODE: &str = "999";

/// One citizenship of a person.
///
/// Whether it lets a card serve for travel is for [`Nationality::of`] and [`travel`] to say.
///
/// ```
/// use cie_core::citizen::Citizenship;
/// use cie_core::document::{Holder, Nationality, travel};
/// let on = "2026-11-22".parse()?;
/// let french = Citizenship::of_state("215", on)?;
/// assert_eq!(french.state.as_deref(), Some("FRANCIA"));
/// assert_eq!(Citizenship::named("France", on)?, french);
///
/// let nationality = Nationality::of([&french], on);
/// assert_eq!(nationality, Nationality::Eu);
/// let holder = Holder { nationality, ..Holder::italian_adult() };
/// assert!(!travel(&holder, on)?.valid);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// [`Nationality::of`]: crate::document::Nationality::of
/// [`travel`]: fn@crate::document::travel
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citizenship {
    /// Code of the state (3 digits) in ANPR's table.
    pub state_code: String,
    /// Name of the state, as the registry writes it.
    pub state: Option<String>,
    /// Held since.
    pub since: Option<NaiveDate>,
}

impl Citizenship {
    /// Italian citizenship.
    #[must_use]
    pub fn italian() -> Self {
        Self {
            state_code: ITALY_STATE_CODE.into(),
            state: Some("ITALIA".into()),
            since: None,
        }
    }

    /// The condition of who has no citizenship.
    #[must_use]
    pub fn stateless() -> Self {
        Self {
            state_code: STATELESS_STATE_CODE.into(),
            state: Some("APOLIDE".into()),
            since: None,
        }
    }

    /// The citizenship with this code of ANPR, with the name ANPR gives it on that day.
    ///
    /// # Errors
    /// `CIE-CORE-033` when the code is not of three digits, or on that day no state has it of
    /// which ANPR lets one be a citizen.
    pub fn of_state(code: &str, on: NaiveDate) -> Result<Self> {
        let place = by_code(code, on).ok_or_else(|| unknown("state_code"))?;
        Self::of_place(&place).ok_or_else(|| unknown("state_code"))
    }

    /// The citizenship of the state that has this name on that day, in Italian or in another
    /// spelling of the table; case, accents, blanks, hyphens and apostrophes do not count.
    ///
    /// A state that ceased has no code for its citizens: whoever was a citizen of it is by now a
    /// citizen of another, or stateless.
    ///
    /// # Errors
    /// `CIE-CORE-033` when on that day no state has the name of which ANPR lets one be a citizen,
    /// or more than one has.
    pub fn named(name: &str, on: NaiveDate) -> Result<Self> {
        let mut found: Vec<Self> = Places::embedded()
            .by_name_at(name, on)
            .filter(Place::admits_citizenship)
            .filter_map(|place| Self::of_place(&place))
            .collect();
        found.dedup();
        match (found.pop(), found.pop()) {
            (Some(one), None) => Ok(one),
            (None, _) => Err(unknown("state")),
            (Some(_), Some(_)) => Err(unknown("state").detail("more than one state")),
        }
    }

    fn of_place(place: &Place<'_>) -> Option<Self> {
        Some(Self {
            state_code: place.istat_code()?,
            state: Some(place.name().to_owned()),
            since: None,
        })
    }

    /// The state in ANPR's table on that day, with its names, codes and dates; nothing for a code
    /// of which ANPR does not let one be a citizen.
    #[must_use]
    pub fn place(&self, on: NaiveDate) -> Option<Place<'static>> {
        by_code(&self.state_code, on)
    }

    /// Whether this is Italian citizenship.
    #[must_use]
    pub fn is_italian(&self) -> bool {
        self.state_code == ITALY_STATE_CODE
    }

    /// Whether this says that the person has no citizenship.
    #[must_use]
    pub fn is_stateless(&self) -> bool {
        self.state_code == STATELESS_STATE_CODE
    }

    /// Whether this says that the citizenship is not known, or not yet: ANPR's codes 997 and 998.
    #[must_use]
    pub fn is_undefined(&self) -> bool {
        let code = self.state_code.as_str();
        code == UNDEFINED_STATE_CODE || code == NOT_ATTRIBUTABLE_STATE_CODE
    }
}

fn by_code(code: &str, on: NaiveDate) -> Option<Place<'static>> {
    let digits: [u8; 3] = code.as_bytes().try_into().ok()?;
    let well_formed = digits.iter().all(u8::is_ascii_digit);
    let number = code.parse().ok().filter(|_| well_formed)?;
    let mut states = Places::embedded().by_state_code(number);
    states.find(|place| place.admits_citizenship() && place.is_active_on(on))
}

fn unknown(field: &'static str) -> Error {
    Error::new(Code::UnknownCitizenship).at(crate::error::Position::Field(field.into()))
}

impl std::fmt::Debug for Citizenship {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Citizenship([personal])")
    }
}
