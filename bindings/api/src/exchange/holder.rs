//! The particulars of a person.

use cie_core::citizen as core;
use cie_core::redact::Personal;

use crate::{Born, Day, Result, Sex};

choice! {
    /// Where somebody was born.
    pub enum BirthPlaceKind {
        /// In a comune of Italy.
        Comune = "comune",
        /// Abroad.
        Foreign = "foreign",
        /// Neither: on a ship or an aircraft, in a territory that is no more.
        Exceptional = "exceptional",
    }
}

record! {
    /// A place of birth.
    pub struct BirthPlace {
        /// Where.
        pub kind: BirthPlaceKind,
        /// Name of the comune or of the state, as the registry writes it; the text itself for an
        /// exceptional place.
        @personal pub name: String,
        /// Belfiore code (4 characters), when known.
        @personal pub belfiore: Option<String> = None,
        /// ISTAT code (6 digits) of a comune, when known.
        @personal pub istat: Option<String> = None,
        /// Code of a foreign state in ANPR's table (3 digits), when known.
        @personal pub state_code: Option<String> = None,
        /// Town abroad, when known.
        @personal pub locality: Option<String> = None,
        /// Province: two letters in Italy, any text abroad.
        @personal pub province: Option<String> = None,
    }
}

record! {
    /// The particulars of a person.
    pub struct Person {
        /// Surname; absent for who has none.
        @personal pub surname: Option<String> = None,
        /// Given names; absent for who has none.
        @personal pub given: Option<String> = None,
        /// Sex.
        @personal pub sex: Sex,
        /// Date of birth, perhaps incomplete.
        @personal pub born: Born,
        /// Place of birth.
        @personal pub birth_place: BirthPlace,
        /// Codice fiscale, when the registry has one.
        @personal pub codice_fiscale: Option<String> = None,
        /// Whether the codice fiscale was validated, when the registry says.
        pub codice_fiscale_validated: Option<bool> = None,
        /// Since when it is so.
        pub codice_fiscale_since: Option<Day> = None,
        /// Registered with AIRE (citizens living abroad).
        pub aire: bool = false,
        /// Identifier of the person's sheet in the comune's registry.
        pub registry_id: Option<String> = None,
        /// Identifier of the person's sheet in ANPR.
        pub anpr_id: Option<String> = None,
    }
}

impl From<&core::BirthPlace> for BirthPlace {
    fn from(place: &core::BirthPlace) -> Self {
        let bare = |kind, name: &String| Self {
            kind,
            name: name.clone(),
            belfiore: None,
            istat: None,
            state_code: None,
            locality: None,
            province: None,
        };
        match place {
            core::BirthPlace::Comune {
                belfiore,
                istat,
                name,
                province,
            } => Self {
                belfiore: belfiore.clone(),
                istat: istat.clone(),
                province: province.clone(),
                ..bare(BirthPlaceKind::Comune, name)
            },
            core::BirthPlace::Foreign {
                belfiore,
                state_code,
                state,
                locality,
                province,
            } => Self {
                belfiore: belfiore.clone(),
                state_code: state_code.clone(),
                locality: locality.clone(),
                province: province.clone(),
                ..bare(BirthPlaceKind::Foreign, state)
            },
            core::BirthPlace::Exceptional(text) => bare(BirthPlaceKind::Exceptional, text),
            _ => bare(BirthPlaceKind::Exceptional, &String::new()),
        }
    }
}

impl From<BirthPlace> for core::BirthPlace {
    fn from(place: BirthPlace) -> Self {
        let BirthPlace {
            kind,
            name,
            belfiore,
            istat,
            state_code,
            locality,
            province,
        } = place;
        match kind {
            BirthPlaceKind::Comune => Self::Comune {
                belfiore,
                istat,
                name,
                province,
            },
            BirthPlaceKind::Foreign => Self::Foreign {
                belfiore,
                state_code,
                state: name,
                locality,
                province,
            },
            BirthPlaceKind::Exceptional => Self::Exceptional(name),
        }
    }
}

fn name(text: Option<String>) -> core::NamePart {
    text.map_or(core::NamePart::None, core::NamePart::from_text)
}

impl From<&core::Person> for Person {
    fn from(person: &core::Person) -> Self {
        let tax = person.tax_code.as_ref();
        Self {
            surname: person.surname.text().map(Into::into),
            given: person.given.text().map(Into::into),
            sex: person.sex.into(),
            born: Born(person.birth_date),
            birth_place: (&person.birth_place).into(),
            codice_fiscale: person.codice_fiscale().map(Into::into),
            codice_fiscale_validated: tax.and_then(|tax| tax.validated),
            codice_fiscale_since: tax.and_then(|tax| tax.since).map(Day),
            aire: person.aire,
            registry_id: person.registry_id.clone(),
            anpr_id: person.anpr_id.clone(),
        }
    }
}

impl TryFrom<Person> for core::Person {
    type Error = crate::ApiError;

    fn try_from(person: Person) -> Result<Self> {
        Ok(Self {
            tax_code: person.codice_fiscale.map(|code| core::TaxCode {
                code: Personal::new(code),
                validated: person.codice_fiscale_validated,
                since: person.codice_fiscale_since.map(Into::into),
            }),
            surname: name(person.surname),
            given: name(person.given),
            sex: person.sex.into(),
            birth_date: person.born.0,
            birth_place: person.birth_place.into(),
            aire: person.aire,
            registry_id: person.registry_id,
            anpr_id: person.anpr_id,
        })
    }
}
