//! How long a card holds, and from when it may be renewed.

use cie_core::document;
use cie_core::document::{Circumstances, Expiry};

use crate::{Born, Day, Result};

choice! {
    /// What became of the fingerprints.
    pub enum Fingerprints {
        /// Taken, or not due at that age.
        Regular = "regular",
        /// They cannot be taken for the time being.
        TemporarilyImpossible = "temporarily_impossible",
        /// They can never be taken; medical proof was shown.
        PermanentlyImpossible = "permanently_impossible",
    }
}

choice! {
    /// Who asks for a card.
    pub enum Applicant {
        /// A citizen or a resident foreigner.
        Ordinary = "ordinary",
        /// An asylum seeker.
        AsylumSeeker = "asylum_seeker",
    }
}

choice! {
    /// Of which kind a card is.
    pub enum CardModel {
        /// Paper.
        Paper = "paper",
        /// Electronic, of a model before 3.0.
        OldElectronic = "old_electronic",
        /// CIE 3.0.
        Cie = "cie",
    }
}

record! {
    /// How long a card holds.
    pub struct Validity {
        /// Its last day; absent for a card that never expires.
        pub expires: Option<Day>,
        /// The first day on which it may be renewed.
        pub renewable_from: Day,
        /// The identifiers of the rules behind it, the most general first.
        pub rules: Vec<String>,
    }
}

record! {
    /// From when a card may be renewed.
    pub struct Renewal {
        /// The first day; absent for a card that may be renewed at any time.
        pub first_day: Option<Day>,
        /// The identifier of the rule behind it.
        pub rule: String,
    }
}

fn last_day(expires: Option<Day>) -> Expiry {
    expires.map_or(Expiry::Unlimited, |day| Expiry::On(day.0))
}

fn circumstances(
    fingerprints: Option<Fingerprints>,
    applicant: Option<Applicant>,
) -> Result<Circumstances> {
    let usual = Circumstances::default();
    Ok(Circumstances {
        fingerprints: fingerprints.map_or(Ok(usual.fingerprints), Fingerprints::core)?,
        applicant: applicant.map_or(Ok(usual.applicant), Applicant::core)?,
    })
}

export! {
    /// How long a card holds that is requested on a day, today unless given.
    ///
    /// Where the law is silent the SDK's documented defaults hold; `rules` names them.
    fn card_validity(
        born: Born,
        requested_on: Option<Day> = None,
        fingerprints: Option<Fingerprints> = None,
        applicant: Option<Applicant> = None,
    ) -> Validity
    [
        /// `CIE-CORE-120` when the date of birth is incomplete;
        /// `CIE-CORE-121` when the request is before the birth;
        /// `CIE-CORE-122` when a date is out of range;
    ]
    {
        let found = document::validity(
            born.0,
            Day::or_today(requested_on),
            circumstances(fingerprints, applicant)?,
            &document::Policy::default(),
        )?;
        Ok(Validity {
            expires: found.expires.date().map(Day),
            renewable_from: Day(found.renewable_from),
            rules: found.rules.iter().map(|rule| rule.id.into()).collect(),
        })
    }

    /// From when a card may be renewed; `expires` is absent for one that never expires.
    fn card_renewable_from(model: CardModel, issued_on: Day, expires: Option<Day> = None) -> Renewal
    [
        /// `CIE-CORE-122` when a date is out of range;
    ]
    {
        let (from, rule) = document::renewable_from(model.core()?, last_day(expires), issued_on.0)?;
        let first_day = match from {
            document::RenewableFrom::On(day) => Some(Day(day)),
            _ => None,
        };
        Ok(Renewal { first_day, rule: rule.id.into() })
    }
}
