//! What a request says of the card that is to come of it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use cie_core::citizen::{BirthPlace, Citizenship, NamePart, Residence, Sex};
use cie_core::date::PartialDate;
use cie_core::document::Expiry;
use cie_core::journal::Hash;
use cie_core::redact::Personal;
use cie_core::request::{CANONICAL_SCHEMA, CardRequest, Media};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// A photograph of a request: its digest and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestedPhoto {
    /// SHA-256 of the file.
    pub sha256: Hash,
    /// The file.
    pub file: Personal<Vec<u8>>,
}

/// What a request says of the card: what is printed, and what the chip holds.
///
/// It is taken from a [`CardRequest`], or read from the canonical form of one (the JSON that the
/// operator's card signs, `cie-request/1`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Requested {
    /// Serial, once it was given.
    pub serial: Option<Personal<String>>,
    /// Date of the request.
    pub requested_on: NaiveDate,
    /// Name of the comune that issues.
    pub comune: String,
    /// Surname.
    pub surname: NamePart,
    /// Given names.
    pub given: NamePart,
    /// Sex.
    pub sex: Sex,
    /// Date of birth.
    pub birth_date: PartialDate,
    /// Place of birth.
    pub birth_place: BirthPlace,
    /// Codice fiscale.
    pub codice_fiscale: Option<Personal<String>>,
    /// Citizenships.
    pub citizenships: Vec<Citizenship>,
    /// Residence.
    pub residence: Option<Residence>,
    /// Expiry, once it was worked out.
    pub expires: Option<Expiry>,
    /// Whether the card is to be valid for travel, once it was worked out.
    pub valid_for_travel: Option<bool>,
    /// The photograph.
    pub photo: Option<RequestedPhoto>,
}

impl Requested {
    /// ICAO codes of the citizenships: `ITA` alone for who is Italian, too.
    pub(crate) fn nationalities(&self) -> Vec<String> {
        if self.citizenships.iter().any(Citizenship::is_italian) {
            return vec!["ITA".to_owned()];
        }
        let code = |citizenship: &Citizenship| {
            if *citizenship == Citizenship::stateless() {
                // ICAO Doc 9303-3, 5, part D.
                return Some("XXA".to_owned());
            }
            let place = citizenship.place(self.requested_on)?;
            let iso3 = place.iso3()?;
            let text = String::from_utf8_lossy(&iso3).into_owned();
            // ICAO Doc 9303-3, 5: the one State whose code is not that of ISO 3166-1.
            Some(if text == "DEU" { "D".to_owned() } else { text })
        };
        self.citizenships.iter().filter_map(code).collect()
    }
}

impl From<&CardRequest> for Requested {
    fn from(request: &CardRequest) -> Self {
        let person = &request.subject.person;
        let outcome = request.outcome.as_ref();
        let photo = request.biometrics.photo.as_ref();
        Self {
            serial: request.serial.as_deref().map(Personal::from),
            requested_on: request.requested_on,
            comune: request.office.comune.clone(),
            surname: person.surname.clone(),
            given: person.given.clone(),
            sex: person.sex,
            birth_date: person.birth_date,
            birth_place: person.birth_place.clone(),
            codice_fiscale: person.codice_fiscale().map(Personal::from),
            citizenships: request.subject.citizenships.clone(),
            residence: request.subject.residence.clone(),
            expires: outcome.map(|o| expiry(o.expires_on)),
            valid_for_travel: outcome.map(|o| o.valid_for_travel),
            photo: photo.map(|Media { about, bytes }| RequestedPhoto {
                sha256: about.sha256,
                file: bytes.clone(),
            }),
        }
    }
}

fn expiry(date: Option<NaiveDate>) -> Expiry {
    date.map_or(Expiry::Unlimited, Expiry::On)
}

/// The members of the canonical form that concern the card.
#[derive(Deserialize)]
struct Canonical {
    schema: String,
    serial: String,
    requested_on: NaiveDate,
    office: Office,
    holder: Holder,
    citizenships: Vec<String>,
    residence: Option<Residence>,
    outcome: Option<Outcome>,
    media: Vec<Medium>,
}

#[derive(Deserialize)]
struct Office {
    comune: String,
}

#[derive(Deserialize)]
struct Holder {
    codice_fiscale: Option<Personal<String>>,
    surname: Name,
    given: Name,
    sex: Sex,
    birth_date: PartialDate,
    birth_place: BirthPlace,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Name {
    Written(Personal<String>),
    Missing {
        #[allow(dead_code)] // Its presence says it.
        none: bool,
    },
}

impl From<Name> for NamePart {
    fn from(name: Name) -> Self {
        match name {
            Name::Written(text) => Self::Written(text),
            Name::Missing { .. } => Self::None,
        }
    }
}

#[derive(Deserialize)]
struct Outcome {
    expires_on: Option<NaiveDate>,
    valid_for_travel: bool,
}

#[derive(Deserialize)]
struct Medium {
    kind: String,
    base64: Personal<String>,
}

impl<'de> Deserialize<'de> for Requested {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = Canonical::deserialize(deserializer)?;
        if form.schema != CANONICAL_SCHEMA {
            return Err(D::Error::custom("another schema than cie-request/1"));
        }
        let on = form.requested_on;
        let citizenships = form.citizenships.iter().map(|code| {
            Citizenship::of_state(code, on).unwrap_or_else(|_| Citizenship {
                state_code: code.clone(),
                state: None,
                since: None,
            })
        });
        let photo = form.media.iter().find(|medium| medium.kind == "photo");
        let photo = photo.map(|medium| {
            let file = STANDARD
                .decode(medium.base64.expose())
                .map_err(|_| D::Error::custom("base64 of the photo"))?;
            Ok(RequestedPhoto {
                sha256: Hash::of(&file),
                file: Personal::new(file),
            })
        });
        Ok(Self {
            serial: Some(Personal::new(form.serial)),
            requested_on: on,
            comune: form.office.comune,
            surname: form.holder.surname.into(),
            given: form.holder.given.into(),
            sex: form.holder.sex,
            birth_date: form.holder.birth_date,
            birth_place: form.holder.birth_place,
            codice_fiscale: form.holder.codice_fiscale,
            citizenships: citizenships.collect(),
            residence: form.residence,
            expires: form.outcome.as_ref().map(|o| expiry(o.expires_on)),
            valid_for_travel: form.outcome.as_ref().map(|o| o.valid_for_travel),
            photo: photo.transpose()?,
        })
    }
}
