//! Synthetic people and messages as a registry in good order has them, and careless ones.

use chrono::NaiveDate;
use cie_core::citizen::{Address, AddressPlace, Civic, Residence};
use cie_core::exchange::{
    AnnulmentReason, BirthAct, CardAnnulment, CardNotice, Header, Mode, Operation, Provenance,
    Query, QueryKey, Request, Requester, Subject,
};
use cie_core::redact::Personal;
use cie_core::strategies::{self, wire};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::support::sample;

pub(crate) fn today() -> NaiveDate {
    sample::day("2026-11-23")
}

/// One value of a strategy; the same at every run.
pub(crate) fn draw<T: std::fmt::Debug>(runner: &mut TestRunner, from: &BoxedStrategy<T>) -> T {
    use proptest::strategy::ValueTree;
    from.new_tree(runner).unwrap().current()
}

pub(crate) fn header() -> BoxedStrategy<Header> {
    let mode = prop_oneof![
        Just(Mode::Test),
        Just(Mode::PreSubentro),
        Just(Mode::Production)
    ];
    let app = proptest::option::of("[A-Za-z0-9. ]{1,20}");
    ("[A-Za-z0-9]{1,30}", wire::date_time(), mode, app)
        .prop_map(|(id, sent_at, mode, application)| Header {
            operation_id: id.parse().unwrap(),
            sender: "058091".into(),
            recipient: "ANPR00".into(),
            sent_at,
            mode,
            application,
            application_version: Some("1.0-beta".into()),
            application_vendor: None,
        })
        .boxed()
}

fn requester() -> Requester {
    Requester {
        comune_istat: "058091".into(),
        workstation_id: "00-1A-2B-3C-4D-5E".into(),
        operator: Personal::from("VRDGPP75C12F205K"),
    }
}

/// A subject of a registry in good order, with all that it may have.
pub(crate) fn subject() -> BoxedStrategy<Subject> {
    let born = sample::day("1926-01-01")..=today();
    let parents = prop::collection::vec(strategies::person(born), 0..3);
    let act = (strategies::comune(today()), "[0-9]{1,4}", "[12]", "[AB]").prop_map(
        |(comune, number, part, series)| BirthAct {
            comune: Some(comune.name),
            comune_istat: comune.istat,
            year: Some("1980".into()),
            part: Some(part),
            series: Some(series),
            number: Some(Personal::new(number)),
        },
    );
    let act = proptest::option::of(act);
    (strategies::subject(today()), parents, act, any::<bool>())
        .prop_map(|(mut subject, parents, act, aire)| {
            subject.parents = parents;
            subject.birth_act = act;
            subject.civil_status = Some("1".into());
            subject.person.aire = aire;
            subject.provenance = Some(Provenance::Anpr);
            subject
        })
        .boxed()
}

/// Requests of an operation, about people of a registry in good order.
pub(crate) fn request(operation: Operation) -> BoxedStrategy<Request> {
    let born = sample::day("1926-01-01")..=today();
    let person = strategies::person(born);
    let card = strategies::card(today());
    let reason = prop_oneof![
        Just(AnnulmentReason::MaterialError),
        Just(AnnulmentReason::Revocation),
        Just(AnnulmentReason::Other)
    ];
    let comune = strategies::comune(today());
    (header(), person, card, reason, comune, any::<bool>())
        .prop_map(move |(header, mut person, card, reason, comune, aire)| {
            person.aire = aire;
            let requester = requester();
            let annulment = CardAnnulment {
                header: header.clone(),
                requester: requester.clone(),
                person: person.clone(),
                card: card.clone(),
                on: today(),
                reason,
            };
            match operation {
                Operation::Interrogazione => Request::Interrogazione(Query {
                    header,
                    requester,
                    key: QueryKey::Person(Box::new(person)),
                    residence_istat: comune.istat,
                }),
                Operation::Emissione => Request::Emissione(CardNotice {
                    header,
                    requester,
                    person,
                    card,
                    attachments: Vec::new(),
                }),
                Operation::Annullamento => Request::Annullamento(annulment),
                _ => Request::Revoca(annulment),
            }
        })
        .boxed()
}

/// A residence with all that the schema asks for.
pub(crate) fn home() -> Residence {
    Residence::Italy {
        address: Address {
            comune: AddressPlace {
                name: "ROMA".into(),
                istat: Some("058091".into()),
                province: Some("RM".into()),
            },
            street_type: Some("VIA".into()),
            street: Personal::from("DELLE BOTTEGHE"),
            civic: Some(Civic::parse("17/2")),
            cap: Some("00100".into()),
            frazione: None,
        },
        care_of: None,
        since: Some(sample::day("2001-01-01")),
    }
}
