//! What the rules make of a request: expiry, travel, price.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CardRequest, Consent, GuardianRole, Impossibility, IssueKind};
use crate::Result;
use crate::document::{
    Applicant, Assent, Circumstances, Fingerprints, Holder, LeapDay, Nationality, OnBirthday,
    Policy, Travel, Validity, age_on, travel, validity,
};
use crate::fees::Quote;
use crate::rule::{Rule, travel as rules};

/// What the rules made of the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Date of expiry; `None` when validity is unlimited.
    pub expires_on: Option<NaiveDate>,
    /// Whether the card is valid for travel.
    pub valid_for_travel: bool,
    /// What the citizen pays, in cents.
    pub fee_cents: i64,
    /// Identifiers of the rules applied.
    pub rules: Vec<String>,
}

impl CardRequest {
    /// Age in completed years on a day, by the default policies; `None` when the birth date is
    /// incomplete or later.
    #[must_use]
    pub fn age_on(&self, on: NaiveDate) -> Option<u32> {
        let born = self.subject.person.birth_date.complete()?;
        age_on(born, on, OnBirthday::default(), LeapDay::default())
    }

    /// How long the card will be valid, with the rules behind it.
    ///
    /// # Errors
    /// Those of [`validity`](fn@validity).
    pub fn validity(&self, policy: &Policy) -> Result<Validity> {
        let fingerprints = match self.biometrics.fingerprints_impossible {
            None => Fingerprints::default(),
            Some(Impossibility::Temporary) => Fingerprints::TemporarilyImpossible,
            Some(Impossibility::Permanent) => Fingerprints::PermanentlyImpossible,
        };
        let applicant = match self.kind {
            IssueKind::AsylumSeeker => Applicant::AsylumSeeker,
            _ => Applicant::Ordinary,
        };
        let circumstances = Circumstances {
            fingerprints,
            applicant,
        };
        let born = self.subject.person.birth_date;
        validity(born, self.requested_on, circumstances, policy)
    }

    /// Whether the card will be valid for travel, with the rules behind it.
    ///
    /// # Errors
    /// Those of [`travel`](fn@travel).
    pub fn travel(&self) -> Result<Travel> {
        let adult_from = const { rules::MINOR_ASSENT.years("until_age") };
        let minor = self
            .age_on(self.requested_on)
            .is_some_and(|age| age < adult_from);
        let holder = Holder {
            nationality: Nationality::of(&self.subject.citizenships, self.requested_on),
            minor: minor.then(|| self.assent()),
            asylum_seeker: self.kind == IssueKind::AsylumSeeker,
            passport_ground: self.travel_barred,
            ..Holder::italian_adult()
        };
        travel(&holder, self.requested_on)
    }

    /// Who agreed to a minor's travelling: all the parents the registry knows of, or the judge.
    fn assent(&self) -> Assent {
        let guardians = &self.guardians;
        if guardians
            .iter()
            .any(|g| g.consent == Consent::ReplacedByJudge)
        {
            return Assent::Judge;
        }
        let parents = guardians
            .iter()
            .filter(|g| g.role == GuardianRole::Parent)
            .count();
        let guardian = guardians.iter().any(|g| g.role == GuardianRole::Guardian);
        let all_present = guardian || parents >= self.subject.parents.len().max(1);
        if all_present && guardians.iter().all(|g| g.consent == Consent::Given) {
            Assent::AllParents
        } else {
            Assent::Missing
        }
    }

    /// Expiry, travel and price, with the identifiers of the rules applied.
    ///
    /// # Errors
    /// Those of [`CardRequest::validity`] and [`CardRequest::travel`].
    pub fn outcome(&self, policy: &Policy, quote: &Quote) -> Result<Outcome> {
        let validity = self.validity(policy)?;
        let travel = self.travel()?;
        let all = [
            &validity.rules,
            &travel.granted_by,
            &travel.barred_by,
            &quote.rules,
        ];
        let mut rules: Vec<String> = Vec::new();
        for rule in all
            .into_iter()
            .flatten()
            .map(|rule: &&'static Rule| rule.id)
        {
            if !rules.iter().any(|known| known == rule) {
                rules.push(rule.to_owned());
            }
        }
        Ok(Outcome {
            expires_on: validity.expires.date(),
            valid_for_travel: travel.valid,
            fee_cents: quote.total.get(),
            rules,
        })
    }
}
