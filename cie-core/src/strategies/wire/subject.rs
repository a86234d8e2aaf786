//! What a registry answers about somebody.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use super::super::any_date;
use super::people::{citizenship, person, residence};
use super::text::{personal, text};
use crate::exchange::{BirthAct, Cancellation, CardData, Provenance, Subject};

/// A birth act with at least one of its particulars.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(act in wire::birth_act())| prop_assert!(act != cie_core::exchange::BirthAct::default()));
/// ```
pub fn birth_act() -> BoxedStrategy<BirthAct> {
    let t = || of(text());
    (t(), t(), t(), t(), t(), of(personal()))
        .prop_map(
            |(comune, comune_istat, year, part, series, number)| BirthAct {
                comune,
                comune_istat,
                year,
                part,
                series,
                number,
            },
        )
        .prop_filter("an empty act is no act", |act| *act != BirthAct::default())
        .boxed()
}

/// A card with any serial and dates in any order.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(card in wire::card())| prop_assert!(!card.serial.is_empty()));
/// ```
pub fn card() -> BoxedStrategy<CardData> {
    (
        text(),
        of(any::<bool>()),
        of(any_date()),
        of(any_date()),
        of(any::<bool>()),
        of(text()),
        of(text()),
        of(any_date()),
    )
        .prop_map(
            |(
                serial,
                electronic,
                issued_on,
                expires_on,
                travel,
                comune_istat,
                comune,
                annulled,
            )| {
                CardData {
                    serial,
                    electronic,
                    issued_on,
                    expires_on,
                    valid_for_travel: travel,
                    comune_istat,
                    comune,
                    annulled_on: annulled,
                }
            },
        )
        .boxed()
}

/// A subject made of parts that need not agree.
///
/// ```
/// use cie_core::strategies::wire;
/// use proptest::prelude::*;
/// proptest!(|(subject in wire::subject())| prop_assert!(subject.parents.len() < 3));
/// ```
pub fn subject() -> BoxedStrategy<Subject> {
    let cancellation =
        (of(text()), any_date()).prop_map(|(reason, on)| Cancellation { reason, on });
    let provenance = prop_oneof![
        Just(Provenance::Anpr),
        Just(Provenance::Ina),
        Just(Provenance::TaxRegistry),
        Just(Provenance::Aire),
    ];
    (
        person(),
        of(birth_act()),
        of(text()),
        vec(person(), 0..3),
        of(residence()),
        vec(citizenship(), 0..4),
        of(cancellation),
        of(card()),
        (of(any::<bool>()), of(provenance), of(any::<u16>())),
    )
        .prop_map(
            |(person, act, status, parents, residence, citizenships, cancellation, card, rest)| {
                let mut subject = Subject::new(person);
                subject.birth_act = act;
                subject.civil_status = status;
                subject.parents = parents;
                subject.residence = residence;
                subject.citizenships = citizenships;
                subject.cancellation = cancellation;
                subject.card = card;
                (subject.certifiable, subject.provenance, subject.height_cm) = rest;
                subject
            },
        )
        .boxed()
}
