//! For how long a card holds.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::birthday::{LeapDay, OnBirthday, age_on, first_birthday_after, last_birthday_within};
use crate::date::PartialDate;
use crate::rule::{Rule, biometrics, require, validity as rules};
use crate::{Code, Result};

/// Until when a card holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Expiry {
    /// The last day of validity.
    On(NaiveDate),
    /// It never expires; there is no date, and none may be invented.
    Unlimited,
}

impl Expiry {
    /// The last day, where there is one.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        match self {
            Self::On(date) => Some(date),
            Self::Unlimited => None,
        }
    }

    /// Whether the card still holds on that day.
    #[must_use]
    pub fn holds_on(self, day: NaiveDate) -> bool {
        self.date().is_none_or(|last| day <= last)
    }
}

/// What became of the fingerprints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fingerprints {
    /// Taken, or not due at that age.
    #[default]
    Regular,
    /// They cannot be taken for the time being.
    TemporarilyImpossible,
    /// They can never be taken; medical proof was shown.
    PermanentlyImpossible,
}

/// Who asks, as far as validity is concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Applicant {
    /// A citizen or a resident foreigner.
    #[default]
    Ordinary,
    /// An asylum seeker.
    AsylumSeeker,
}

/// The circumstances of a request that bear on validity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Circumstances {
    /// What became of the fingerprints.
    pub fingerprints: Fingerprints,
    /// Who asks.
    pub applicant: Applicant,
}

/// Whether an asylum seeker's card also runs to a birthday (`validity.policy.asylum_birthday`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AsylumTerm {
    /// Three years to the day.
    #[default]
    Exact,
    /// The first birthday after three years.
    FirstBirthday,
}

/// A birth date without its day or month (`validity.policy.incomplete_birth`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum IncompleteBirth {
    /// Refused with `CIE-CORE-120`: CIEOnline stops there too.
    #[default]
    Refuse,
    /// As if born on the first day it may have been.
    Earliest,
    /// As if born on the last day it may have been.
    Latest,
}

/// Where the law is silent: each choice is a rule of the catalogue with confidence `Policy`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// A request made on the birthday itself.
    pub on_birthday: OnBirthday,
    /// Born on 29 February.
    pub leap_day: LeapDay,
    /// Asylum seekers.
    pub asylum_term: AsylumTerm,
    /// Incomplete birth dates.
    pub incomplete_birth: IncompleteBirth,
}

/// How long a card holds, from when it may be renewed, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Validity {
    /// Until when.
    pub expires: Expiry,
    /// First day on which it may be renewed, by the renewal window as it is since 2020-07-17.
    pub renewable_from: NaiveDate,
    /// The rules behind it, the most general first.
    pub rules: Vec<&'static Rule>,
}

/// The validity of a card asked for on a day.
///
/// The day of the request counts as the day of issue, and age is the age on that day. Fingerprints
/// are not due below twelve, so their impossibility shortens no younger child's card.
///
/// # Errors
/// `CIE-CORE-120` when the birth date is incomplete and the policy refuses it, `CIE-CORE-121` when
/// it is after the request, `CIE-CORE-122` when a date leaves the years 1900 to 2999,
/// `CIE-CORE-201` when no rule is in force on the day (before 2012-02-10; asylum seekers before
/// 2025-04-09). No error shows the birth date.
pub fn validity(
    born: PartialDate,
    requested_on: NaiveDate,
    circumstances: Circumstances,
    policy: &Policy,
) -> Result<Validity> {
    let born = resolve(born, policy.incomplete_birth)?;
    // Neither bound is the law's: they keep the arithmetic inside the calendar.
    if !(1800..=2999).contains(&born.year()) || !(1900..=2999).contains(&requested_on.year()) {
        return Err(Code::DateOutOfRange.into());
    }
    let age = age_on(born, requested_on, policy.on_birthday, policy.leap_day)
        .ok_or(Code::BornAfterRequest)?;
    let due_at = const { biometrics::FINGERPRINTS.years("from_age") };
    let impossible = match circumstances.fingerprints {
        Fingerprints::TemporarilyImpossible => {
            rules::FINGERPRINTS_TEMPORARY.in_force(requested_on) && age >= due_at
        }
        Fingerprints::Regular | Fingerprints::PermanentlyImpossible => false,
    };
    let over_70 = age >= const { rules::OVER_70_UNLIMITED.years("from_age") }
        && rules::OVER_70_UNLIMITED.in_force(requested_on);

    let mut plan = if impossible {
        twelve_months(requested_on, over_70)
    } else if circumstances.applicant == Applicant::AsylumSeeker {
        asylum(born, requested_on, policy)
    } else if over_70 {
        return unlimited(requested_on, circumstances, policy);
    } else {
        banded(born, age, requested_on, policy)
    }?;
    if circumstances.fingerprints == Fingerprints::PermanentlyImpossible {
        plan.1.push(&rules::FINGERPRINTS_PERMANENT);
    }
    dated(plan.0, requested_on, plan.1)
}

type Plan = (NaiveDate, Vec<&'static Rule>);

fn twelve_months(requested_on: NaiveDate, over_70: bool) -> Result<Plan> {
    let term = const { rules::FINGERPRINTS_TEMPORARY.months("term") };
    let mut cited = vec![&rules::FINGERPRINTS_TEMPORARY];
    if over_70 {
        cited.push(&rules::OVER_70_TEMPORARY);
    }
    let end = requested_on
        .checked_add_months(Months::new(term))
        .ok_or(Code::DateOutOfRange)?;
    Ok((end, cited))
}

fn asylum(born: NaiveDate, requested_on: NaiveDate, policy: &Policy) -> Result<Plan> {
    let rule = require(&rules::ASYLUM, requested_on)?;
    let term = const { rules::ASYLUM.years("term") };
    let end = policy.leap_day.years_after(requested_on, term);
    let end = match policy.asylum_term {
        AsylumTerm::Exact => end,
        AsylumTerm::FirstBirthday => end.and_then(|end| {
            let Policy {
                on_birthday,
                leap_day,
                ..
            } = *policy;
            first_birthday_after(born, requested_on, end, on_birthday, leap_day)
        }),
    };
    let end = end.ok_or(Code::DateOutOfRange)?;
    Ok((end, vec![rule, &rules::POLICY_ASYLUM_BIRTHDAY]))
}

fn banded(born: NaiveDate, age: u32, requested_on: NaiveDate, policy: &Policy) -> Result<Plan> {
    let adult_from = const { rules::BAND_ADULT.years("from_age") };
    let infant_until = const { rules::BAND_INFANT.years("until_age") };
    let (band, term, last_within) = if age >= adult_from {
        let last_within = rules::ADULT_LAST_BIRTHDAY.in_force(requested_on);
        let term = const { rules::BAND_ADULT.years("term") };
        (&rules::BAND_ADULT, term, last_within)
    } else if age < infant_until {
        let term = const { rules::BAND_INFANT.years("term") };
        (&rules::BAND_INFANT, term, false)
    } else {
        let term = const { rules::BAND_MINOR.years("term") };
        (&rules::BAND_MINOR, term, false)
    };
    let ending = if last_within {
        &rules::ADULT_LAST_BIRTHDAY
    } else if age >= adult_from {
        require(&rules::ADULT_FIRST_BIRTHDAY, requested_on)?
    } else {
        require(&rules::MINOR_FIRST_BIRTHDAY, requested_on)?
    };
    let end = policy.leap_day.years_after(requested_on, term);
    let birthday = if last_within {
        last_birthday_within
    } else {
        first_birthday_after
    };
    let expires = end
        .and_then(|end| birthday(born, requested_on, end, policy.on_birthday, policy.leap_day))
        .ok_or(Code::DateOutOfRange)?;
    let mut cited = vec![require(band, requested_on)?, ending];
    let same_day = policy.leap_day.in_year(born, requested_on.year()) == Some(requested_on);
    if same_day {
        cited.push(&rules::POLICY_ON_BIRTHDAY);
    }
    if (born.month(), born.day()) == (2, 29) {
        cited.push(&rules::POLICY_LEAP_DAY);
    }
    Ok((expires, cited))
}

fn unlimited(
    requested_on: NaiveDate,
    circumstances: Circumstances,
    policy: &Policy,
) -> Result<Validity> {
    let after = const { rules::OVER_70_UNLIMITED.years("renewable_after") };
    let mut cited = vec![&rules::BAND_ADULT, &rules::OVER_70_UNLIMITED];
    if circumstances.fingerprints == Fingerprints::PermanentlyImpossible {
        cited.push(&rules::FINGERPRINTS_PERMANENT);
    }
    Ok(Validity {
        expires: Expiry::Unlimited,
        renewable_from: policy
            .leap_day
            .years_after(requested_on, after)
            .ok_or(Code::DateOutOfRange)?,
        rules: cited,
    })
}

fn dated(
    expires: NaiveDate,
    requested_on: NaiveDate,
    mut cited: Vec<&'static Rule>,
) -> Result<Validity> {
    let before = const { rules::RENEWAL_WINDOW.days("days_before") };
    cited.push(&rules::RENEWAL_WINDOW);
    let window = expires
        .checked_sub_days(Days::new(u64::from(before)))
        .ok_or(Code::DateOutOfRange)?;
    Ok(Validity {
        expires: Expiry::On(expires),
        // A card cannot be renewed before it is issued.
        renewable_from: window.max(requested_on),
        rules: cited,
    })
}

fn resolve(born: PartialDate, policy: IncompleteBirth) -> Result<NaiveDate> {
    if let Some(date) = born.complete() {
        return Ok(date);
    }
    let year = born.year();
    let date = match policy {
        IncompleteBirth::Refuse => return Err(Code::IncompleteBirth.into()),
        IncompleteBirth::Earliest => NaiveDate::from_ymd_opt(year, born.month().unwrap_or(1), 1),
        IncompleteBirth::Latest => {
            let month = born.month().unwrap_or(12);
            (28..=31)
                .rev()
                .find_map(|day| NaiveDate::from_ymd_opt(year, month, day))
        }
    };
    date.ok_or_else(|| Code::DateOutOfRange.into())
}
