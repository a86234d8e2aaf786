//! The codice fiscale: reading, judging, writing, comparing.

use chrono::NaiveDate;
use cie_core::citizen::codice_fiscale as core;

use crate::fault::{Code, Error};
use crate::{BirthData, Day, Result, Sex};

record! {
    /// What a codice fiscale says, omocode letters read as digits.
    pub struct CodiceFiscaleParts {
        /// The three letters of the surname.
        @personal pub surname: String,
        /// The three letters of the given name.
        @personal pub given: String,
        /// The last two digits of the year of birth.
        @personal pub year: u8,
        /// The month of birth, from 1 to 12.
        @personal pub month: u8,
        /// The day of birth as coded, less 40 for women: not always a day of the calendar.
        @personal pub day: u8,
        /// The sex.
        @personal pub sex: Sex,
        /// The Belfiore code of the place of birth.
        @personal pub place: String,
        /// Whether at least one digit is written as a letter.
        pub omocode: bool,
    }
}

choice! {
    /// What the form of a codice fiscale is like.
    pub enum CodiceFiscaleSyntax {
        /// Sixteen characters, each of which may stand where it stands.
        Fits = "fits",
        /// Not sixteen bytes.
        WrongLength = "wrong_length",
        /// A character that may not stand where it stands.
        Misfit = "misfit",
    }
}

record! {
    /// The judgement of a codice fiscale, by degrees.
    pub struct CodiceFiscaleReport {
        /// The form, the check character, the day and the place are all right.
        pub valid: bool,
        /// What its form is like; the rest is false or absent unless it fits.
        pub syntax: CodiceFiscaleSyntax,
        /// Where the first misfit is, from 0.
        pub misfit_at: Option<u8> = None,
        /// The check character is the one that the other fifteen call for.
        pub checksum: bool = false,
        /// The day of birth exists, between 1 January 1900 and the reference day.
        pub calendar: bool = false,
        /// The place of birth was assigned its code at some time.
        pub place_known: bool = false,
        /// The place existed on one of the possible days of birth; absent when that cannot be said.
        /// Codes for which this is false exist: it is a warning.
        pub place_active: Option<bool> = None,
        /// Both triplets could come from a name. Codes for which this is false exist.
        pub names_plausible: bool = false,
        /// At least one digit is written as a letter.
        pub omocode: bool = false,
        /// The possible days of birth, oldest first.
        @personal pub births: Vec<Day>,
    }
}

choice! {
    /// A part of the codice fiscale.
    pub enum CodiceFiscaleField {
        /// The three letters of the surname.
        Surname = "surname",
        /// The three letters of the given name.
        Given = "given",
        /// The year of birth, last two digits.
        Year = "year",
        /// The month of birth.
        Month = "month",
        /// The day of birth.
        Day = "day",
        /// The sex.
        Sex = "sex",
        /// The place of birth.
        Place = "place",
    }
}

impl CodiceFiscaleField {
    fn of_field(field: core::Field) -> Result<Self> {
        Ok(match field {
            core::Field::Surname => Self::Surname,
            core::Field::Given => Self::Given,
            core::Field::Year => Self::Year,
            core::Field::Month => Self::Month,
            core::Field::Day => Self::Day,
            core::Field::Sex => Self::Sex,
            core::Field::Place => Self::Place,
            // A part that the facade does not know yet is a defect of the facade.
            _ => return Err(Error::new(Code::Defect).into()),
        })
    }
}

impl From<core::Report> for CodiceFiscaleReport {
    fn from(report: core::Report) -> Self {
        let (syntax, misfit_at) = match report.syntax() {
            core::Syntax::Fits => (CodiceFiscaleSyntax::Fits, None),
            core::Syntax::Misfit(at) => (CodiceFiscaleSyntax::Misfit, Some(at)),
            _ => (CodiceFiscaleSyntax::WrongLength, None),
        };
        let details = report.details();
        let says = |grade: fn(core::Details) -> bool| details.is_some_and(grade);
        Self {
            valid: report.is_valid(),
            syntax,
            misfit_at,
            checksum: says(|details| details.checksum),
            calendar: says(|details| details.calendar),
            place_known: says(|details| details.place_known),
            place_active: details.and_then(|details| details.place_active),
            names_plausible: says(|details| details.names_plausible),
            omocode: says(|details| details.omocode),
            births: details
                .map(|details| details.births.iter().map(Day).collect())
                .unwrap_or_default(),
        }
    }
}

export! {
    /// What a codice fiscale says, when its form and check character are right.
    fn parse_codice_fiscale(code: String) -> CodiceFiscaleParts
    [
        /// `CIE-CORE-010` when a character cannot stand where it stands, with its position;
        /// `CIE-CORE-011` when the check character is wrong;
    ]
    {
        let parts = core::CodiceFiscale::parse(code.as_bytes())?.parts();
        let letters = |triplet: [u8; 3]| String::from_utf8_lossy(&triplet).into_owned();
        Ok(CodiceFiscaleParts {
            surname: letters(parts.surname),
            given: letters(parts.given),
            year: parts.year,
            month: parts.month,
            day: parts.day,
            sex: parts.sex.into(),
            place: parts.place.as_str().into(),
            omocode: parts.omocode,
        })
    }

    /// Judges a codice fiscale by degrees. `on` is the day taken as today; without it, today.
    fn check_codice_fiscale(code: String, on: Option<Day> = None) -> CodiceFiscaleReport
    []
    {
        Ok(core::Validator::new(Day::or_today(on)).validate(code.as_bytes()).into())
    }

    /// Judges many codes, in order. `on` is the day taken as today; without it, today.
    fn check_codici_fiscali(codes: Vec<String>, on: Option<Day> = None) -> Vec<CodiceFiscaleReport>
    []
    {
        let validator = core::Validator::new(Day::or_today(on));
        let codes = codes.iter().map(String::as_bytes);
        Ok(validator.validate_all(codes).map(Into::into).collect())
    }

    /// Whether form, check character, day and place of a code are all right. `on` is the day taken as
    /// today; without it, today.
    fn is_valid_codice_fiscale(code: String, on: Option<Day> = None) -> bool
    []
    {
        Ok(core::Validator::new(Day::or_today(on)).validate(code.as_bytes()).is_valid())
    }

    /// Whether form, check character, day and place are all right, for many codes, in order. `on` is
    /// the day taken as today; without it, today.
    fn are_valid_codici_fiscali(codes: Vec<String>, on: Option<Day> = None) -> Vec<bool>
    []
    {
        let validator = core::Validator::new(Day::or_today(on));
        let codes = codes.iter().map(String::as_bytes);
        Ok(validator.validate_all(codes).map(|report| report.is_valid()).collect())
    }

    /// The code that these data call for, before any omocode: the Agenzia delle Entrate alone assigns
    /// codes, and may have assigned another.
    fn encode_codice_fiscale(data: BirthData) -> String
    [
        /// `CIE-CORE-013` when a name cannot be transliterated;
        /// `CIE-CORE-014` when the sex is not stated;
        /// `CIE-CORE-030` when the place is not a Belfiore code;
    ]
    {
        Ok(core::CodiceFiscale::encode(&borrowed(&data)?)?.expose().into())
    }

    /// The parts of the code that do not agree with the data: none when it is theirs. Letters of an
    /// omocode are read as digits.
    fn codice_fiscale_mismatches(code: String, data: BirthData) -> Vec<CodiceFiscaleField>
    [
        /// `CIE-CORE-010` and `CIE-CORE-011` when the code is wrong in itself;
        /// `CIE-CORE-013`, `CIE-CORE-014` and `CIE-CORE-030` when no code can be made of the data;
    ]
    {
        let code = core::CodiceFiscale::parse(code.as_bytes())?;
        let verification = code.verify(&borrowed(&data)?)?;
        verification.mismatches().map(CodiceFiscaleField::of_field).collect()
    }

    /// The other ways to write a code, in the order in which they are assigned.
    fn omocodes(code: String) -> Vec<String>
    [
        /// `CIE-CORE-010` and `CIE-CORE-011` when the code is wrong in itself;
    ]
    {
        let code = core::CodiceFiscale::parse(code.as_bytes())?;
        Ok(code.omocodes().map(|code| code.expose().into()).collect())
    }
}

fn borrowed(data: &BirthData) -> Result<core::BirthData<'_>> {
    Ok(core::BirthData {
        surname: data.surname.as_deref(),
        given: data.given.as_deref(),
        birth: NaiveDate::from(data.birth),
        sex: data.sex.into(),
        place: data.place.parse::<cie_core::citizen::place::Belfiore>()?,
    })
}
