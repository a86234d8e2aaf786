//! Minors: who answers for them, travel, organ donation.

use super::{FindingCode as F, Inspection};
use crate::rule::{delivery, travel};

pub(super) fn inspect(i: &mut Inspection<'_>) {
    parents(i);
    let until = const { travel::MINOR_ASSENT.years("until_age") };
    if i.younger_than(until) {
        guardians(i);
    }
    let adult_from = const { delivery::ORGAN_DONATION.years("from_age") };
    let chose = i.request.organ_donation.is_some();
    i.found_if(
        chose && i.younger_than(adult_from),
        F::OrganDonationByMinor,
        "organ_donation",
    );
}

/// The registry's parents, whose null surname stops the real system.
fn parents(i: &mut Inspection<'_>) {
    let guardians = i
        .request
        .guardians
        .iter()
        .map(|g| (&g.surname, "guardians"));
    let parents = i
        .request
        .subject
        .parents
        .iter()
        .map(|p| (&p.surname, "subject.parents"));
    let nameless: Vec<&str> = guardians
        .chain(parents)
        .filter(|(surname, _)| surname.text().is_none_or(|text| text.trim().is_empty()))
        .map(|(_, field)| field)
        .collect();
    for field in nameless {
        i.found(F::ParentWithoutSurname, field);
    }
}

fn guardians(i: &mut Inspection<'_>) {
    if i.request.guardians.is_empty() {
        return i.found(F::MinorWithoutGuardian, "guardians");
    }
    let travel = i.request.travel();
    let lacking = travel.is_ok_and(|t| t.barred_by.iter().any(|r| r.id == travel::MINOR_ASSENT.id));
    i.found_if(lacking, F::NoTravelAssent, "guardians");
}
