//! The machine readable zone of the card (ICAO Doc 9303, TD1).

use chrono::NaiveDate;
use cie_core::document::Expiry;
use cie_core::document::mrz as core;
use cie_core::redact::Personal;

use crate::{Born, Day, Result, Sex};

record! {
    /// What a machine readable zone says.
    pub struct Mrz {
        /// Two letters: what document it is.
        pub document_code: String,
        /// Code of the issuing state.
        pub issuer: String,
        /// Number of the document.
        @personal pub document_number: String,
        /// Whether the number is one of a CIE.
        pub is_cie: bool,
        /// Date of birth, its century found by the day of reading; absent when none is written.
        @personal pub born: Option<Born>,
        /// Sex.
        @personal pub sex: Sex,
        /// Date of expiry; absent for a card that never expires.
        pub expires: Option<Day>,
        /// Code of the nationality.
        pub nationality: String,
        /// Surname, as written in the zone.
        @personal pub surname: String,
        /// Given names, as written in the zone.
        @personal pub given: String,
        /// Whether the names may have been shortened.
        pub maybe_truncated: bool,
    }
}

impl Mrz {
    /// What a zone says, its dates near a day.
    pub(crate) fn of(zone: &core::Td1, on: NaiveDate) -> Result<Self> {
        Ok(Self {
            document_code: zone.document_code().into(),
            issuer: zone.issuer().into(),
            document_number: zone.document_number(),
            is_cie: zone.cie_serial().is_ok(),
            born: zone
                .birth()
                .map(|date| date.birth(on))
                .transpose()?
                .map(Born),
            sex: zone.sex().into(),
            expires: zone
                .expiry()
                .map(|date| date.expiry(on))
                .transpose()?
                .map(Day),
            nationality: zone.nationality().into(),
            surname: zone.surname(),
            given: zone.given_names(),
            maybe_truncated: zone.maybe_truncated(),
        })
    }
}

record! {
    /// What a machine readable zone is made of.
    pub struct MrzData {
        /// Serial of the card, such as `CA00000AA`.
        @personal pub serial: String,
        /// Date of birth, perhaps incomplete.
        @personal pub born: Born,
        /// Sex.
        @personal pub sex: Sex,
        /// Date of expiry; leave it out for a card that never expires.
        pub expires: Option<Day> = None,
        /// Code of the nationality (ICAO); Italian unless given.
        pub nationality: Option<String> = None,
        /// Surname; leave it out for who has none.
        @personal pub surname: Option<String> = None,
        /// Given names; leave them out for who has none.
        @personal pub given: Option<String> = None,
    }
}

export! {
    /// Reads a zone: three lines of 30 characters, or all 90 together. `on` is the day near which the
    /// dates are, because their century is not written; today unless given.
    fn parse_mrz(text: String, on: Option<Day> = None) -> Mrz
    [
        /// `CIE-CORE-110` when it is not three lines of 30 characters;
        /// `CIE-CORE-111` for a character that may not stand there, with its position;
        /// `CIE-CORE-112` for a wrong check digit, with its position;
        /// `CIE-CORE-113` for a date that is none;
    ]
    {
        Mrz::of(&core::Td1::parse(text.as_bytes())?, Day::or_today(on))
    }

    /// The three lines of the zone of a card.
    fn make_mrz(data: MrzData) -> String
    [
        /// `CIE-CORE-101` when the serial is not one of a CIE;
        /// `CIE-CORE-114` to `CIE-CORE-116` when a field or a name cannot be written in a zone;
    ]
    {
        let serial = data.serial.parse()?;
        let fields = core::Td1Fields {
            serial: &serial,
            born: data.born.0,
            sex: data.sex.into(),
            expires: data.expires.map_or(Expiry::Unlimited, |day| Expiry::On(day.0)),
            nationality: data.nationality.as_deref().unwrap_or("ITA"),
            surname: Personal::new(data.surname.as_deref().unwrap_or_default()),
            given: Personal::new(data.given.as_deref().unwrap_or_default()),
        };
        Ok(core::Td1::make(&fields, core::NamePolicy::default())?.to_lines())
    }
}
