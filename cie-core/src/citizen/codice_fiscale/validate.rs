//! Judging a code by degrees: form, check character, calendar, place, names.

use std::fmt;

use chrono::NaiveDate;

use super::births::{Births, Centuries, Window};
use super::code::{CodiceFiscale, shaped};
use super::layout::Reading;
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
    reference: NaiveDate,
    window: Window,
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

/// The judgement of a code, in 16 bytes; [`Report::details`] spells it out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Report {
    reading: Reading,
    centuries: Centuries,
    /// The sum of the grades below.
    grades: u8,
    /// Where the first misfit is, or [`LENGTH`].
    misfit: u8,
}

/// Stands for the place of a misfit when the length is wrong.
const LENGTH: u8 = 16;
/// Grade: the form is right.
const FITS: u8 = 1;
/// Grade: the check character is right.
const CHECKS: u8 = 2;
/// Grade: the calendar has the day.
const CALENDAR: u8 = 4;
/// Grade: the place is known.
const PLACE: u8 = 8;
/// Grade: the place existed at birth.
const ACTIVE: u8 = 16;
/// What a valid code has.
const VALID: u8 = FITS | CHECKS | CALENDAR | PLACE;

impl Validator<'static> {
    /// A validator with the embedded places, which takes this day as today.
    #[must_use]
    pub fn new(reference: NaiveDate) -> Self {
        // Nobody born earlier is alive: a card cannot be asked for.
        let earliest = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default();
        Self {
            places: Places::embedded(),
            reference,
            window: Window::new(earliest, reference),
        }
    }
}

impl<'a> Validator<'a> {
    /// Looks places up in another table.
    #[must_use]
    pub fn with_places(self, places: &Places) -> Validator<'_> {
        Validator {
            places,
            reference: self.reference,
            window: self.window,
        }
    }

    /// Takes days of birth from this one on as possible, instead of from 1 January 1900; at most
    /// the four latest centuries are considered.
    #[must_use]
    pub fn with_earliest_birth(self, earliest: NaiveDate) -> Validator<'a> {
        Validator {
            window: Window::new(earliest, self.reference),
            ..self
        }
    }

    /// Judges sixteen bytes; lower case counts as upper case, nothing else is repaired.
    #[must_use]
    pub fn validate(&self, code: &[u8]) -> Report {
        match shaped(code) {
            Ok((_, reading)) => self.report(reading),
            Err(at) => Report::misfit(at),
        }
    }

    /// Judges a code that was read already.
    #[must_use]
    pub fn judge(&self, code: &CodiceFiscale) -> Details {
        self.validate(code.as_bytes()).spelt_out()
    }

    /// Judges codes one after the other, in order, without allocating.
    pub fn validate_all<'c, I>(&self, codes: I) -> impl Iterator<Item = Report> + use<'a, 'c, I>
    where
        I: IntoIterator<Item = &'c [u8]>,
    {
        let validator = *self;
        codes.into_iter().map(move |code| validator.validate(code))
    }

    #[inline]
    fn report(&self, reading: Reading) -> Report {
        let (places, code) = (self.places.spans(), reading.place());
        let place = places.latest(code);
        let known = place.assigned;
        let (centuries, active) = self.window.centuries(reading.day(), place, (places, code));
        let grade = |holds: bool, grade: u8| if holds { grade } else { 0 };
        Report {
            reading,
            centuries,
            grades: FITS
                | grade(reading.checks(), CHECKS)
                | grade(!centuries.none(), CALENDAR)
                | grade(known, PLACE)
                | grade(active, ACTIVE),
            misfit: 0,
        }
    }
}

impl Report {
    #[cold]
    fn misfit(at: Option<usize>) -> Self {
        Self {
            reading: Reading::default(),
            centuries: Centuries::default(),
            grades: 0,
            misfit: at.and_then(|at| u8::try_from(at).ok()).unwrap_or(LENGTH),
        }
    }

    /// What the form is like.
    #[must_use]
    pub fn syntax(&self) -> Syntax {
        match self.misfit {
            _ if self.has(FITS) => Syntax::Fits,
            LENGTH => Syntax::WrongLength,
            at => Syntax::Misfit(at),
        }
    }

    /// The rest of the judgement, when the form is right.
    #[must_use]
    pub fn details(&self) -> Option<Details> {
        self.has(FITS).then(|| self.spelt_out())
    }

    fn spelt_out(self) -> Details {
        let (reading, centuries) = (self.reading, self.centuries);
        let (calendar, place_known) = (self.has(CALENDAR), self.has(PLACE));
        Details {
            checksum: self.has(CHECKS),
            calendar,
            place_known,
            place_active: (place_known && calendar).then_some(self.has(ACTIVE)),
            names_plausible: reading.names_plausible(),
            omocode: reading.is_omocode(),
            births: Births {
                day: reading.day(),
                centuries,
            },
            sex: if reading.is_woman() { Sex::F } else { Sex::M },
            birth_place: Belfiore::of_index(reading.place()),
        }
    }

    fn has(self, grades: u8) -> bool {
        self.grades & grades == grades
    }

    /// Whether form, check character, calendar and place are all right.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.has(VALID)
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

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report")
            .field("syntax", &self.syntax())
            .field("details", &self.details())
            .finish()
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
