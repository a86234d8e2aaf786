//! Judging a code by degrees: form, check character, calendar, place, names.

use std::fmt;

use chrono::NaiveDate;

use super::births::Births;
use super::code::{CodiceFiscale, Parts, shaped};
use super::layout;
use crate::citizen::Sex;
use crate::citizen::place::{Belfiore, Places};

/// Judges codes against a table of places and a day taken as today.
///
/// A judgement neither allocates nor fails, so a whole registry can be streamed through one
/// validator.
///
/// ```
/// use cie_core::citizen::codice_fiscale::Validator;
/// let validator = Validator::new("2026-11-22".parse()?);
/// let report = validator.validate(b"RSSMRA80B30H501X");
/// let details = report.details().ok_or("malformed")?;
/// assert!(details.checksum && !details.calendar, "30 February");
/// assert!(!report.is_valid());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Validator<'a> {
    places: &'a Places,
    earliest: NaiveDate,
    reference: NaiveDate,
}

/// What the form of a code is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Syntax {
    /// Sixteen characters, each of which may stand where it stands.
    Fits,
    /// Not sixteen bytes.
    WrongLength,
    /// A byte that may not stand where it stands, counted from 0.
    Misfit(u8),
}

/// The judgement of a code whose form is right.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Details {
    /// The check character is the one that the other fifteen call for, as they are written.
    pub checksum: bool,
    /// The day of birth exists, between the earliest day and the reference day.
    pub calendar: bool,
    /// The Belfiore code was assigned at some time.
    pub place_known: bool,
    /// The place existed on one of the possible days of birth; nothing when there is no such day
    /// or the place is not known. Codes of people born in a comune that had ceased or was not yet
    /// instituted exist, so this is a warning.
    pub place_active: Option<bool>,
    /// Both triplets could come from a name. Codes for which this is false exist.
    pub names_plausible: bool,
    /// At least one digit is written as a letter.
    pub omocode: bool,
    /// The possible days of birth.
    pub births: Births,
    /// The sex.
    pub sex: Sex,
    /// The place of birth.
    pub birth_place: Belfiore,
}

/// The judgement of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    syntax: Syntax,
    details: Option<Details>,
}

impl Validator<'static> {
    /// A validator with the embedded places, which takes this day as today.
    #[must_use]
    pub fn new(reference: NaiveDate) -> Self {
        Self {
            places: Places::embedded(),
            // Nobody born earlier is alive: a card cannot be asked for.
            earliest: NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default(),
            reference,
        }
    }
}

impl<'a> Validator<'a> {
    /// Looks places up in another table.
    #[must_use]
    pub fn with_places(self, places: &Places) -> Validator<'_> {
        Validator {
            places,
            earliest: self.earliest,
            reference: self.reference,
        }
    }

    /// Takes days of birth from this one on as possible, instead of from 1 January 1900; at most
    /// the four latest centuries are considered.
    #[must_use]
    pub fn with_earliest_birth(self, earliest: NaiveDate) -> Validator<'a> {
        Validator { earliest, ..self }
    }

    /// Judges sixteen bytes; lower case counts as upper case, nothing else is repaired.
    #[must_use]
    pub fn validate(&self, code: &[u8]) -> Report {
        match shaped(code) {
            Ok(code) => {
                let [.., check] = code;
                let checksum = layout::check_character(&code) == check;
                Report {
                    syntax: Syntax::Fits,
                    details: Some(self.details(&Parts::of(&code), checksum)),
                }
            }
            Err(at) => Report {
                syntax: at
                    .and_then(|at| u8::try_from(at).ok())
                    .map_or(Syntax::WrongLength, Syntax::Misfit),
                details: None,
            },
        }
    }

    /// Judges a code that was read already.
    #[must_use]
    pub fn judge(&self, code: &CodiceFiscale) -> Details {
        self.details(&code.parts(), true)
    }

    /// Judges codes one after the other, in order, without allocating.
    pub fn validate_all<'c, I>(&self, codes: I) -> impl Iterator<Item = Report> + use<'a, 'c, I>
    where
        I: IntoIterator<Item = &'c [u8]>,
    {
        let validator = *self;
        codes.into_iter().map(move |code| validator.validate(code))
    }

    fn details(&self, parts: &Parts, checksum: bool) -> Details {
        let ymd = (parts.year, parts.month, parts.day);
        let births = Births::between(self.earliest, self.reference, ymd);
        let place_known = self.places.is_known(parts.place);
        let active = || {
            births
                .iter()
                .any(|day| self.places.was_active(parts.place, day))
        };
        Details {
            checksum,
            calendar: !births.is_empty(),
            place_known,
            place_active: (place_known && !births.is_empty()).then(active),
            names_plausible: parts.names_plausible(),
            omocode: parts.omocode,
            births,
            sex: parts.sex,
            birth_place: parts.place,
        }
    }
}

impl Report {
    /// What the form is like.
    #[must_use]
    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// The rest of the judgement, when the form is right.
    #[must_use]
    pub fn details(&self) -> Option<&Details> {
        self.details.as_ref()
    }

    /// Whether form, check character, calendar and place are all right.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.details.is_some_and(|details| details.is_valid())
    }
}

impl Details {
    /// Whether check character, calendar and place are all right. Names that are not plausible
    /// and a place that did not exist at birth are warnings: such codes have been assigned.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.checksum && self.calendar && self.place_known
    }
}

impl fmt::Debug for Details {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Details")
            .field("checksum", &self.checksum)
            .field("calendar", &self.calendar)
            .field("place_known", &self.place_known)
            .field("place_active", &self.place_active)
            .field("names_plausible", &self.names_plausible)
            .field("omocode", &self.omocode)
            .finish_non_exhaustive()
    }
}
