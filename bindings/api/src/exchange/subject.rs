//! A citizen as the registry describes them.

use cie_core::citizen;
use cie_core::exchange as core;

use super::{Person, Residence};
use crate::{Day, Result};

choice! {
    /// Where the registry took the data from.
    pub enum Provenance {
        /// ANPR.
        Anpr = "anpr",
        /// INA.
        Ina = "ina",
        /// The tax registry.
        TaxRegistry = "tax_registry",
        /// AIRE.
        Aire = "aire",
    }
}

record! {
    /// A birth act.
    pub struct BirthAct {
        /// Comune that registered it, by name.
        @personal pub comune: Option<String> = None,
        /// ISTAT code of that comune.
        @personal pub comune_istat: Option<String> = None,
        /// Year.
        @personal pub year: Option<String> = None,
        /// Part (parte).
        @personal pub part: Option<String> = None,
        /// Series (serie).
        @personal pub series: Option<String> = None,
        /// Number of the act; text, because acts are numbered `12/b` too.
        @personal pub number: Option<String> = None,
    }
}

record! {
    /// Why and since when a person is no longer in the registry.
    pub struct Cancellation {
        /// Date.
        pub on: Day,
        /// Reason, as the registry codes it.
        pub reason: Option<String> = None,
    }
}

record! {
    /// One citizenship of a person.
    pub struct Citizenship {
        /// Code of the state (3 digits) in ANPR's table; 100 is Italy.
        @personal pub state_code: String,
        /// Name of the state, as the registry writes it.
        @personal pub state: Option<String> = None,
        /// Held since.
        pub since: Option<Day> = None,
    }
}

record! {
    /// An identity card as registries record it.
    pub struct Card {
        /// Serial; text always, leading zeros count.
        @personal pub serial: String,
        /// Electronic, or paper; absent when the registry does not say.
        pub electronic: Option<bool> = None,
        /// Date of issue.
        pub issued_on: Option<Day> = None,
        /// Date of expiry; absent when unlimited or not known.
        pub expires_on: Option<Day> = None,
        /// Valid for travel.
        pub valid_for_travel: Option<bool> = None,
        /// ISTAT code of the issuing comune.
        pub comune_istat: Option<String> = None,
        /// Name of the issuing comune.
        pub comune: Option<String> = None,
        /// Date of annulment.
        pub annulled_on: Option<Day> = None,
    }
}

record! {
    /// A citizen as the registry describes them.
    pub struct Subject {
        /// Particulars.
        @personal pub person: Person,
        /// Residence.
        @personal pub residence: Option<Residence> = None,
        /// Citizenships; several are possible.
        @personal pub citizenships: Vec<Citizenship>,
        /// Parents, one or two; sent for minors only.
        @personal pub parents: Option<Vec<Person> > = None,
        /// Birth act.
        @personal pub birth_act: Option<BirthAct> = None,
        /// Civil status, as the registry codes it.
        @personal pub civil_status: Option<String> = None,
        /// Set when the person was cancelled from the registry.
        @personal pub cancellation: Option<Cancellation> = None,
        /// The identity card that the registry knows of.
        @personal pub card: Option<Card> = None,
        /// Whether certificates may be issued for the person.
        pub certifiable: Option<bool> = None,
        /// Where the data come from.
        pub provenance: Option<Provenance> = None,
        /// Height in centimetres.
        @personal pub height_cm: Option<u16> = None,
    }
}

mirrors! {
    BirthAct = core::BirthAct { comune, comune_istat, year, part, series, number }
    Cancellation = core::Cancellation { on, reason }
    Citizenship = citizen::Citizenship { state_code, state, since }
    Card = core::CardData {
        serial, electronic, issued_on, expires_on, valid_for_travel, comune_istat, comune, annulled_on,
    }
}

impl TryFrom<&core::Subject> for Subject {
    type Error = crate::ApiError;

    fn try_from(subject: &core::Subject) -> Result<Self> {
        let parents: Vec<Person> = subject.parents.iter().map(Into::into).collect();
        Ok(Self {
            person: (&subject.person).into(),
            residence: subject.residence.as_ref().map(Into::into),
            citizenships: subject.citizenships.iter().map(Into::into).collect(),
            parents: (!parents.is_empty()).then_some(parents),
            birth_act: subject.birth_act.as_ref().map(Into::into),
            civil_status: subject.civil_status.clone(),
            cancellation: subject.cancellation.as_ref().map(Into::into),
            card: subject.card.as_ref().map(Into::into),
            certifiable: subject.certifiable,
            provenance: subject.provenance.map(Provenance::of_core).transpose()?,
            height_cm: subject.height_cm,
        })
    }
}

impl TryFrom<Subject> for core::Subject {
    type Error = crate::ApiError;

    fn try_from(subject: Subject) -> Result<Self> {
        let parents = subject.parents.unwrap_or_default().into_iter();
        Ok(Self {
            birth_act: subject.birth_act.map(Into::into),
            civil_status: subject.civil_status,
            parents: parents.map(TryInto::try_into).collect::<Result<_>>()?,
            residence: subject.residence.map(Into::into),
            citizenships: subject.citizenships.into_iter().map(Into::into).collect(),
            cancellation: subject.cancellation.map(Into::into),
            card: subject.card.map(Into::into),
            certifiable: subject.certifiable,
            provenance: subject.provenance.map(Provenance::core).transpose()?,
            height_cm: subject.height_cm,
            ..Self::new(subject.person.try_into()?)
        })
    }
}
