//! A whole TD1 zone: made from fields, or parsed and checked.

use std::fmt;

use super::check_digit;
use super::date::MrzDate;
use super::name::{NamePolicy, name_field};
use crate::citizen::Sex;
use crate::date::PartialDate;
use crate::document::{Expiry, Serial};
use crate::error::Position;
use crate::rule::numbers as rules;
use crate::{Code, Error, Result};

const WIDTH: usize = 30;
const LINES: usize = 3;

/// What a CIE's zone is made of. Names as the registry writes them; optional data in MRZ letters.
#[derive(Clone, Debug)]
pub struct Td1Fields<'a> {
    /// Serial.
    pub serial: &'a Serial,
    /// Date of birth, perhaps incomplete.
    pub born: PartialDate,
    /// Sex.
    pub sex: Sex,
    /// Expiry; a card that never expires has fillers (policy `numbers.policy.mrz_unlimited`).
    pub expires: Expiry,
    /// Nationality, the ICAO code of up to three letters, such as `ITA` or `D`.
    pub nationality: &'a str,
    /// Surname, empty when there is none.
    pub surname: crate::redact::Personal<&'a str>,
    /// Given names, empty when there are none.
    pub given: crate::redact::Personal<&'a str>,
}

/// A TD1 zone whose form and check digits are right.
///
/// It holds the text itself, so parsing and writing cannot disagree. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Td1 {
    text: String,
}

impl Td1 {
    /// The zone of a CIE.
    ///
    /// # Errors
    /// `CIE-CORE-114` when the nationality is not one to three capital letters, `CIE-CORE-115` and
    /// `CIE-CORE-116` for the names.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use cie_core::citizen::Sex;
    /// use cie_core::document::{Expiry, mrz::{NamePolicy, Td1, Td1Fields}};
    /// use cie_core::redact::Personal;
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("in the calendar");
    /// let zone = Td1::make(&Td1Fields {
    ///     serial: &"CA00000AA".parse()?,
    ///     born: day(1964, 12, 30).into(),
    ///     sex: Sex::F,
    ///     expires: Expiry::On(day(2022, 12, 30)),
    ///     nationality: "ITA",
    ///     surname: Personal::new("Rossi"),
    ///     given: Personal::new("Bianca"),
    /// }, NamePolicy::default())?;
    /// assert_eq!(zone.line(1), Some("6412308F2212304ITA<<<<<<<<<<<0"));
    /// # Ok::<(), cie_core::Error>(())
    /// ```
    pub fn make(fields: &Td1Fields<'_>, policy: NamePolicy) -> Result<Self> {
        let nationality = fields.nationality;
        if !(1..=3).contains(&nationality.len())
            || !nationality.bytes().all(|b| b.is_ascii_uppercase())
        {
            return Err(Error::new(Code::BadMrzField).detail("nationality"));
        }
        let serial = fields.serial.as_str();
        let born = MrzDate::write(fields.born);
        let expires = match fields.expires {
            Expiry::On(date) => MrzDate::write(date.into()),
            Expiry::Unlimited => "<".repeat(6),
        };
        let sex = match fields.sex {
            Sex::M => 'M',
            Sex::F => 'F',
            Sex::N => '<',
        };
        let code = const { rules::MRZ_SPECIMEN.text("document_code") };
        let issuer = const { rules::MRZ_SPECIMEN.text("issuer") };
        let first = format!("{code:<<2}{issuer:<<3}{serial}{}", digit(serial)?);
        let second = format!(
            "{born}{}{sex}{expires}{}{nationality:<<3}",
            digit(&born)?,
            digit(&expires)?
        );
        let mut text = format!("{first:<<WIDTH$}{second:<<29}");
        let composite = composite(&text).and_then(|part| digit(&part).ok());
        text.push_str(&composite.ok_or(Code::BadMrzField)?.to_string());
        text.push_str(&name_field(
            fields.surname.expose(),
            fields.given.expose(),
            policy,
        )?);
        Self::parse(text.as_bytes())
    }

    /// Reads three lines of 30 characters, separated by line feeds or by nothing, and checks their
    /// form and their four check digits.
    ///
    /// # Errors
    /// `CIE-CORE-110` for another shape, `CIE-CORE-111` for a character that is not of the MRZ,
    /// `CIE-CORE-112` for a wrong check digit, `CIE-CORE-113` for a date that cannot be,
    /// `CIE-CORE-114` for a field of another form; each with line and column.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let text = joined(bytes)?;
        if let Some(at) = text
            .bytes()
            .position(|b| !matches!(b, b'A'..=b'Z' | b'0'..=b'9' | b'<'))
        {
            return Err(at_offset(Code::BadMrzCharacter, at));
        }
        let zone = Self { text };
        zone.check_fields()?;
        zone.check_digits()?;
        Ok(zone)
    }

    /// One of the three lines, counted from 0.
    #[must_use]
    pub fn line(&self, number: usize) -> Option<&str> {
        let from = number.checked_mul(WIDTH)?;
        self.text.get(from..from.checked_add(WIDTH)?)
    }

    /// The three lines with line feeds between them.
    #[must_use]
    pub fn to_lines(&self) -> String {
        let lines: Vec<&str> = (0..LINES).filter_map(|at| self.line(at)).collect();
        lines.join("\n")
    }

    /// The 90 characters, as data group 1 of the chip holds them.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Document code without filler, such as `C`.
    #[must_use]
    pub fn document_code(&self) -> &str {
        self.field(0, 2).trim_end_matches('<')
    }

    /// Issuing State without filler, such as `ITA`.
    #[must_use]
    pub fn issuer(&self) -> &str {
        self.field(2, 3).trim_end_matches('<')
    }

    /// Document number without fillers; one longer than nine characters is put together again.
    #[must_use]
    pub fn document_number(&self) -> String {
        let head = self.field(5, 9).trim_end_matches('<');
        let tail = self.long_number().map_or("", |(tail, _)| tail);
        format!("{head}{tail}")
    }

    /// Date of birth.
    #[must_use]
    pub fn birth(&self) -> Option<MrzDate> {
        MrzDate::read(self.field(30, 6))
    }

    /// Sex; a filler means not stated.
    #[must_use]
    pub fn sex(&self) -> Sex {
        match self.field(37, 1) {
            "M" => Sex::M,
            "F" => Sex::F,
            _ => Sex::N,
        }
    }

    /// Date of expiry; `None` when the document never expires.
    #[must_use]
    pub fn expiry(&self) -> Option<MrzDate> {
        MrzDate::read(self.field(38, 6))
    }

    /// Nationality without filler, such as `ITA`.
    #[must_use]
    pub fn nationality(&self) -> &str {
        self.field(45, 3).trim_end_matches('<')
    }

    /// Surname, components separated by spaces.
    #[must_use]
    pub fn surname(&self) -> String {
        let line = self.field(60, WIDTH);
        spaced(line.split_once("<<").map_or(line, |(surname, _)| surname))
    }

    /// Given names, separated by spaces; empty when there are none.
    #[must_use]
    pub fn given_names(&self) -> String {
        let line = self.field(60, WIDTH);
        spaced(line.split_once("<<").map_or("", |(_, given)| given))
    }

    /// Whether the name may have been shortened: the line ends with a letter.
    #[must_use]
    pub fn maybe_truncated(&self) -> bool {
        !self.text.ends_with('<')
    }

    /// What basic access control derives its keys from: number, birth, expiry, each with its check
    /// digit (ICAO Doc 9303-11 section 4.3.2).
    #[must_use]
    pub fn mrz_information(&self) -> String {
        let number = match self.long_number() {
            Some((tail, check)) => format!("{}{tail}{check}", self.field(5, 9)),
            None => self.field(5, 10).to_owned(),
        };
        format!("{number}{}{}", self.field(30, 7), self.field(38, 7))
    }

    /// The serial, if this is the zone of a CIE: document code `C`, State `ITA`, serial well formed.
    ///
    /// # Errors
    /// `CIE-CORE-117` when the document is another, `CIE-CORE-101` when the number is no serial.
    pub fn cie_serial(&self) -> Result<Serial> {
        let code = const { rules::MRZ_SPECIMEN.text("document_code") };
        let issuer = const { rules::MRZ_SPECIMEN.text("issuer") };
        if self.document_code() != code || self.issuer() != issuer {
            return Err(Code::NotACie.into());
        }
        self.document_number().parse()
    }

    fn field(&self, from: usize, length: usize) -> &str {
        self.text.get(from..from + length).unwrap_or_default()
    }

    /// The rest of a number longer than nine characters and its check digit (9303-5 note j).
    fn long_number(&self) -> Option<(&str, &str)> {
        if self.field(14, 1) != "<" {
            return None;
        }
        let (rest, _) = self.field(15, 15).split_once('<')?;
        rest.split_at_checked(rest.len().checked_sub(1)?)
            .filter(|(tail, _)| !tail.is_empty())
    }

    fn check_fields(&self) -> Result<()> {
        let letters = |field: &str| {
            let trimmed = field.trim_end_matches('<');
            !trimmed.is_empty() && trimmed.bytes().all(|b| b.is_ascii_uppercase())
        };
        let name = self.field(60, WIDTH);
        for (good, at) in [
            (letters(self.field(0, 2)), 0),
            (letters(self.field(2, 3)), 2),
            (!self.field(5, 9).starts_with('<'), 5),
            (matches!(self.field(37, 1), "M" | "F" | "<"), 37),
            (letters(self.field(45, 3)), 45),
            (!name.starts_with('<'), 60),
            (!name.bytes().any(|b| b.is_ascii_digit()), 60),
        ] {
            if !good {
                return Err(at_offset(Code::BadMrzField, at));
            }
        }
        if self.birth().is_none() {
            return Err(at_offset(Code::BadMrzDate, 30));
        }
        if self.expiry().is_none() && self.field(38, 6) != "<<<<<<" {
            return Err(at_offset(Code::BadMrzDate, 38));
        }
        Ok(())
    }

    fn check_digits(&self) -> Result<()> {
        let (number, number_check, at) = match self.long_number() {
            Some((tail, check)) => (
                format!("{}{tail}", self.field(5, 9)),
                check,
                15 + tail.len(),
            ),
            None => (self.field(5, 9).to_owned(), self.field(14, 1), 14),
        };
        let composite = composite(&self.text).unwrap_or_default();
        for (field, check, at) in [
            (number.as_str(), number_check, at),
            (self.field(30, 6), self.field(36, 1), 36),
            (self.field(38, 6), self.field(44, 1), 44),
            (composite.as_str(), self.field(59, 1), 59),
        ] {
            let expected = check_digit(field).map(|digit| digit.to_string());
            // An empty field may have a filler instead of the digit 0 (9303-3 section 4.9).
            let empty = check == "<" && field.bytes().all(|b| b == b'<');
            if expected.as_deref() != Some(check) && !empty {
                return Err(at_offset(Code::MrzCheckDigit, at));
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Td1 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Td1([personal])")
    }
}

/// The characters the composite digit covers (9303-5 section 4.2.4), from the first two lines.
fn composite(text: &str) -> Option<String> {
    Some([text.get(5..37)?, text.get(38..45)?, text.get(48..59)?].concat())
}

fn digit(field: &str) -> Result<u32> {
    check_digit(field).ok_or_else(|| Code::BadMrzField.into())
}

/// The 90 characters without the line ends.
fn joined(bytes: &[u8]) -> Result<String> {
    let shape = || Error::from(Code::BadMrzShape);
    // Three line ends of two bytes at most.
    if bytes.len() > LINES * (WIDTH + 2) {
        return Err(shape());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| shape())?;
    let text = text.strip_suffix('\n').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    if !text.contains('\n') {
        return if text.len() == LINES * WIDTH && text.is_ascii() {
            Ok(text.to_owned())
        } else {
            Err(shape())
        };
    }
    let lines: Vec<&str> = text
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .collect();
    let right = |line: &&str| line.len() == WIDTH && line.is_ascii();
    if lines.len() == LINES && lines.iter().all(right) {
        Ok(lines.concat())
    } else {
        Err(shape())
    }
}

fn at_offset(code: Code, offset: usize) -> Error {
    let number = |value: usize| u64::try_from(value).unwrap_or(u64::MAX);
    Error::new(code).at(Position::Text {
        line: number(offset / WIDTH + 1),
        column: number(offset % WIDTH + 1),
    })
}

fn spaced(part: &str) -> String {
    let components: Vec<&str> = part.split('<').filter(|c| !c.is_empty()).collect();
    components.join(" ")
}
