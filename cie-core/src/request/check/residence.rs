//! Residence, delivery.

use super::{FindingCode as F, Inspection};
use crate::citizen::{Address, Residence, StreetType};
use crate::request::{DeliveryMode, IssueKind};
use crate::rule::entitlement;

pub(super) fn inspect(i: &mut Inspection<'_>) {
    let subject = &i.request.subject;
    i.found_if(
        subject.cancellation.is_some(),
        F::Cancelled,
        "subject.cancellation",
    );
    match &subject.residence {
        None => i.found(F::NoResidence, "subject.residence"),
        Some(residence) => {
            belongs_here(i, residence);
            if let Residence::Italy { address, .. } = residence {
                inspect_address(i, address, "subject.residence");
            }
        }
    }
    delivery(i);
}

fn belongs_here(i: &mut Inspection<'_>, residence: &Residence) {
    // Consulates serve their own citizens abroad, whatever comune keeps their AIRE sheet.
    if matches!(i.request.kind, IssueKind::Consular(_)) {
        return;
    }
    let istat = &i.request.office.istat;
    let elsewhere = |place: &crate::citizen::AddressPlace| {
        place.istat.as_ref().is_some_and(|other| other != istat)
    };
    match residence {
        // From the date of the rule any comune may serve citizens on AIRE; before, none.
        Residence::Abroad { .. } => {
            let too_early = !entitlement::AIRE_COMUNE.in_force(i.on);
            i.found_if(too_early, F::AireBeforeDate, "subject.residence");
        }
        Residence::Italy { .. } | Residence::NoFixedAbode { .. } => {
            let missing =
                i.request.nulla_osta.is_none() && residence.comune().is_some_and(elsewhere);
            i.found_if(missing, F::NoNullaOsta, "nulla_osta");
        }
    }
}

fn inspect_address(i: &mut Inspection<'_>, address: &Address, field: &str) {
    match address.civic.as_ref().map(|civic| civic.verbatim.as_str()) {
        None | Some("") => i.found(F::NoCivic, format!("{field}.civic")),
        Some(civic) => {
            let plain = civic.chars().all(char::is_alphanumeric);
            i.found_if(!plain, F::CivicVerbatim, &format!("{field}.civic"));
        }
    }
    let known = |name: &String| StreetType::by_name(name).is_some();
    let unknown = address
        .street_type
        .as_ref()
        .is_some_and(|name| !known(name));
    i.found_if(
        unknown,
        F::UnknownStreetType,
        &format!("{field}.street_type"),
    );
    let good_cap = address
        .cap
        .as_ref()
        .is_some_and(|cap| cap.len() == 5 && cap.bytes().all(|b| b.is_ascii_digit()));
    i.found_if(!good_cap, F::BadCap, &format!("{field}.cap"));
}

fn delivery(i: &mut Inspection<'_>) {
    let delivery = &i.request.delivery;
    match &delivery.mode {
        DeliveryMode::Residence => {
            let consular = matches!(i.request.kind, IssueKind::Consular(_));
            let reachable = match &i.request.subject.residence {
                Some(Residence::Italy { .. }) => true,
                Some(Residence::Abroad { .. }) => consular,
                _ => false,
            };
            i.found_if(!reachable, F::NoAddressToDeliver, "delivery.mode");
        }
        DeliveryMode::Address(address) => inspect_address(i, address, "delivery.address"),
        DeliveryMode::Comune => {}
    }
    let until = const { crate::rule::travel::CHILD_DELIVERY.years("until_age") };
    let nobody = delivery.delegate.is_none() && delivery.mode != DeliveryMode::Comune;
    i.found_if(
        i.younger_than(until) && nobody,
        F::MinorWithoutDelegate,
        "delivery.delegate",
    );
}
