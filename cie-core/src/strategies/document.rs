//! Serials, and what a machine readable zone is made of.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::date::{date, partial_date};
use super::person::family_name;
use crate::citizen::Sex;
use crate::date::PartialDate;
use crate::document::mrz::Td1Fields;
use crate::document::{Expiry, Serial};
use crate::redact::Personal;

/// The serial of an electronic card.
///
/// ```
/// use cie_core::document::Serial;
/// use cie_core::strategies::serial;
/// use proptest::prelude::*;
/// proptest!(|(serial in serial())| {
///     prop_assert_eq!(serial.as_str().parse::<Serial>()?, serial);
/// });
/// ```
pub fn serial() -> BoxedStrategy<Serial> {
    "C[A-Z][0-9]{5}[A-Z]{2}"
        .prop_filter_map("refused", |text| text.parse().ok())
        .boxed()
}

/// What [`Td1Fields`] borrows, owned.
#[derive(Clone, Debug)]
pub struct MrzFields {
    /// Serial.
    pub serial: Serial,
    /// Date of birth, perhaps incomplete.
    pub born: PartialDate,
    /// Sex.
    pub sex: Sex,
    /// Expiry.
    pub expires: Expiry,
    /// Nationality, one or three capital letters.
    pub nationality: String,
    /// Surname, empty when there is none.
    pub surname: Personal<String>,
    /// Given names, empty when there are none.
    pub given: Personal<String>,
}

impl MrzFields {
    /// The fields as [`Td1::make`](crate::document::mrz::Td1::make) takes them.
    #[must_use]
    pub fn as_fields(&self) -> Td1Fields<'_> {
        Td1Fields {
            serial: &self.serial,
            born: self.born,
            sex: self.sex,
            expires: self.expires,
            nationality: &self.nationality,
            surname: Personal::new(self.surname.expose()),
            given: Personal::new(self.given.expose()),
        }
    }
}

/// Fields of a zone that can be made: any birth date, an expiry of this century or none, names of
/// any length.
///
/// ```
/// use cie_core::document::mrz::{NamePolicy, Td1};
/// use cie_core::strategies::mrz_fields;
/// use proptest::prelude::*;
/// proptest!(|(fields in mrz_fields())| {
///     let zone = Td1::make(&fields.as_fields(), NamePolicy::default())?;
///     prop_assert_eq!(Td1::parse(zone.to_lines().as_bytes())?, zone);
/// });
/// ```
pub fn mrz_fields() -> BoxedStrategy<MrzFields> {
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    let expires = prop_oneof![
        9 => date(first..=first + chrono::Days::new(36_500)).prop_map(Expiry::On),
        1 => Just(Expiry::Unlimited),
    ];
    let sex = prop_oneof![Just(Sex::F), Just(Sex::M), Just(Sex::N)];
    let nationality = prop_oneof![3 => Just("ITA".to_owned()), 1 => "[A-Z]{3}", 1 => "D"];
    let names = prop_oneof![
        (family_name(), family_name()),
        (family_name(), Just(String::new())),
        (
            prop::collection::vec(family_name(), 1..5).prop_map(|names| names.join(" ")),
            prop::collection::vec(family_name(), 1..5).prop_map(|names| names.join(" ")),
        ),
    ];
    (serial(), partial_date(), sex, expires, nationality, names)
        .prop_map(
            |(serial, born, sex, expires, nationality, (surname, given))| MrzFields {
                serial,
                born,
                sex,
                expires,
                nationality,
                surname: Personal::new(surname),
                given: Personal::new(given),
            },
        )
        .boxed()
}
