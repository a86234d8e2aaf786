//! Any sequence of events at all: what is refused changes nothing, what is accepted is replayed,
//! and what must never be is never reached.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail by panicking, too"
)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use cie_core::sco::{Arrival, CardState, Event, Happening as H, Inventory, Role};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const START: &str = "2017-09-05";

fn label<T: std::str::FromStr<Err: std::fmt::Debug>>(prefix: &str, number: u8) -> T {
    format!("{prefix}{number}").parse().unwrap()
}

/// Few people and few cards, so that events meet.
fn happening() -> impl Strategy<Value = (H, u64)> {
    let parts = (0u8..28, 0u8..4, 0u8..4, 0u8..2, 0u64..3, 0u64..60);
    parts.prop_map(|(kind, card, other, person, pause, span)| {
        let start: NaiveDate = START.parse().unwrap();
        let (c, o) = (label("SCO-", card), label("SCO-", other));
        let expires = start + Days::new(span + 20);
        let what = match kind {
            0 => H::SecurityOfficerNamed {
                security_officer: label("SO-", person),
            },
            1 | 2 => H::MasterPasswordReceived {
                security_officer: label("SO-", person),
            },
            3 => H::SecurityOfficerLeft {
                security_officer: label("SO-", person),
            },
            4 | 5 => H::OfficerNamed {
                officer: label("UA-", other),
                role: Role::RegistryOfficer,
            },
            6 => H::OfficerLeft {
                officer: label("UA-", other),
            },
            7 | 8 => H::Requested {
                card: c,
                security_officer: label("SO-", person),
            },
            9 => H::Shipped { card: c },
            10 | 11 => H::Received {
                card: c,
                number: Some(label("N", other)),
            },
            12 => H::ChargePassed {
                card: c,
                to: label("SO-", person),
            },
            13 | 14 => H::Activated {
                card: c,
                expires: (span > 30).then_some(expires),
            },
            15 => H::ExpiryRead { card: c, expires },
            16 | 17 => H::Assigned {
                card: c,
                officer: label("UA-", other),
            },
            18 => H::Blocked { card: c },
            19 => H::Unblocked { card: c },
            20 => H::Suspended { card: c },
            21 => H::Resumed { card: c },
            22 => H::Lost { card: c },
            23 => H::Revoked { card: c },
            24 => H::Expired { card: c },
            25 => H::Replaced { card: c, by: o },
            26 => H::TransferredOut {
                card: c,
                to: label("sede-", person),
            },
            _ => H::TransferredIn(Arrival {
                card: c,
                from: label("sede-", person),
                security_officer: label("SO-", person),
                number: (other < 3).then(|| label("N", other)),
                activated: span > 20,
                expires: (span > 40).then_some(expires),
            }),
        };
        (what, pause)
    })
}

/// Events whose days mostly go on, now and then go back.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let step = (happening(), prop::bool::weighted(0.05));
    prop::collection::vec(step, 0..250).prop_map(|steps| {
        let start: NaiveDate = START.parse().unwrap();
        let mut at = 5;
        let dated = steps.into_iter().map(|((what, pause), back)| {
            at += pause;
            let on = start + Days::new(if back { at - 5 } else { at });
            Event::new(on, what)
        });
        dated.collect()
    })
}

/// What the accepted events themselves say, read without the inventory's help.
fn must_hold(office: &Inventory) {
    let mut received: BTreeMap<String, NaiveDate> = BTreeMap::new();
    let mut charge = BTreeMap::new();
    let mut over = BTreeSet::new();
    let mut away = BTreeSet::new();
    for event in office.events() {
        if let Some(card) = event.what.card() {
            // Whatever is over takes no further event, but for being replaced.
            let replaced = matches!(event.what, H::Replaced { .. });
            assert!(!over.contains(card) || replaced, "{event:?} after the end");
        }
        if let Some(card) = event.what.card() {
            let comes = matches!(event.what, H::TransferredIn(_));
            assert!(comes || !away.contains(card), "{event:?} while away");
        }
        match &event.what {
            H::TransferredOut { card, .. } => {
                away.insert(card.clone());
            }
            H::TransferredIn(Arrival {
                card,
                security_officer: so,
                ..
            }) => {
                away.remove(card);
                charge.insert(card.clone(), so.to_string());
            }
            H::MasterPasswordReceived { security_officer } => {
                received.insert(security_officer.to_string(), event.on);
            }
            H::SecurityOfficerLeft { security_officer } => {
                received.remove(security_officer.as_str());
            }
            H::Requested {
                card,
                security_officer: so,
            }
            | H::ChargePassed { card, to: so } => {
                charge.insert(card.clone(), so.to_string());
            }
            H::Activated { card, .. } => {
                let got = received.get(&charge[card]);
                assert!(
                    got.is_some_and(|got| *got <= event.on),
                    "activated without password"
                );
            }
            H::Revoked { card } | H::Expired { card } => {
                over.insert(card.clone());
            }
            _ => {}
        }
    }
    let departed: BTreeSet<_> = office.all_departed().map(|(id, _)| id.clone()).collect();
    assert_eq!(departed, away);
    let mut numbers = BTreeSet::new();
    for number in office.cards().filter_map(|(_, card)| card.number()) {
        assert!(numbers.insert(number.expose()), "a number twice");
    }
    let mut held = BTreeSet::new();
    let mut replacements = BTreeSet::new();
    for (id, card) in office.cards() {
        let state = card.state();
        if state == CardState::Assigned {
            assert!(card.officer().is_some());
        }
        if matches!(
            state,
            CardState::Requested | CardState::Shipped | CardState::Received | CardState::Activated
        ) {
            assert!(card.officer().is_none());
        }
        if let Some(officer) = card.officer().filter(|_| state.is_active()) {
            assert!(held.insert(officer.clone()), "two cards of one officer");
            assert!(office.officer(officer).unwrap().in_service());
        }
        if !state.is_over() {
            assert!(
                office
                    .security_officer(card.security_officer())
                    .unwrap()
                    .in_service()
            );
        }
        assert_eq!(state == CardState::Replaced, card.replaced_by().is_some());
        assert_eq!(state.is_over(), over.contains(id));
        assert!(!away.contains(id));
        if let Some(by) = card.replaced_by() {
            assert!(replacements.insert(by.clone()), "one card replaces two");
            assert!(by != id && (office.card(by).is_some() || away.contains(by)));
        }
    }
    let report = office.report(START.parse().unwrap(), 40);
    assert_eq!(
        report.counts.values().sum::<usize>(),
        office.cards().count()
    );
}

/// Runs events; returns the inventory and the number refused.
fn run(events: Vec<Event>) -> (Inventory, usize) {
    let mut office = Inventory::new("centrale".parse().unwrap());
    let mut refused = 0;
    for event in events {
        let before = office.clone();
        if office.apply(event).is_err() {
            assert_eq!(office, before, "a refused event changed something");
            refused += 1;
        }
    }
    (office, refused)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]
    #[test]
    fn replay_gives_the_same_and_nothing_illegal_is_reached(events in events()) {
        let given = events.len();
        let (office, refused) = run(events);
        prop_assert_eq!(office.events().len() + refused, given);
        must_hold(&office);
        let again = Inventory::replay(office.office().clone(), office.events().to_vec()).unwrap();
        prop_assert_eq!(&again, &office);
        let text = serde_json::to_string(&office).unwrap();
        prop_assert_eq!(serde_json::from_str::<Inventory>(&text).unwrap(), office);
    }

    /// Cards go to and fro between two offices: there are as many as before, each in one of them.
    #[test]
    fn transfers_lose_and_double_nothing(
        here in events(),
        there in events(),
        moves in prop::collection::vec((0u8..4, 0u8..2, any::<bool>(), 0u64..40), 0..30),
    ) {
        let strange = |event: &Event| !matches!(event.what, H::TransferredOut { .. } | H::TransferredIn(_));
        let (mut here, _) = run(here.into_iter().filter(strange).collect());
        let there = there.into_iter().filter(strange);
        let mut other = Inventory::new("porto".parse().unwrap());
        for event in there {
            let _ = other.apply(event);
        }
        let start: NaiveDate = START.parse().unwrap();
        let count = |here: &Inventory, other: &Inventory| here.cards().count() + other.cards().count();
        let cards = count(&here, &other);
        for (card, person, back, pause) in moves {
            let (id, so) = (label("SCO-", card), label("SO-", person));
            let (from, to) = if back { (&mut other, &mut here) } else { (&mut here, &mut other) };
            let before = (from.clone(), to.clone());
            match from.transfer(to, &id, &so, start + Days::new(300 + pause)) {
                Ok(transfer) => {
                    let moved = to.card(&id).unwrap();
                    prop_assert!(moved.security_officer() == &so && moved.officer().is_none());
                    prop_assert_eq!(moved.number(), transfer.number.as_ref());
                    prop_assert_eq!(from.departed(&id).map(|gone| gone.to()), Some(to.office()));
                    prop_assert!(from.card(&id).is_none() && to.departed(&id).is_none());
                }
                Err(_) => prop_assert_eq!(before, (from.clone(), to.clone())),
            }
            prop_assert_eq!(count(&here, &other), cards);
        }
        for office in [here, other] {
            must_hold(&office);
            let again = Inventory::replay(office.office().clone(), office.events().to_vec());
            prop_assert_eq!(again.unwrap(), office);
        }
    }

    #[test]
    fn any_text_is_an_inventory_or_an_error(text in "\\PC{0,200}") {
        prop_assert!(serde_json::from_str::<Inventory>(&text).is_err());
    }
}

/// Without this the property above could hold because nothing ever happens.
#[test]
fn the_events_drawn_reach_every_state() {
    let mut runner = TestRunner::deterministic();
    let (mut states, mut names) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..300 {
        let drawn = events().new_tree(&mut runner).unwrap().current();
        let (office, _) = run(drawn);
        states.extend(office.cards().map(|(_, card)| card.state()));
        names.extend(office.events().iter().map(|event| event.what.name()));
    }
    assert_eq!(states, CardState::ALL.into_iter().collect());
    assert_eq!(names.len(), 22, "{names:?}");
}
