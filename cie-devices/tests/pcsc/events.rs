//! Readers and cards that come and go, and services that hang.

use std::time::{Duration, Instant};

use cie_devices::Code;
use cie_devices::reader::{CardPresence, Patience, ReaderEvent, Readers};
use cie_devices::sim::card::{Inserted, PoweredCard, VPCD_PORT};

use crate::kit::{cie, insert};
use crate::stack::{Service, isolated, readers};

const SOON: Duration = Duration::from_secs(10);

#[test]
fn every_reader_is_listed_with_its_card_and_answer_to_reset() {
    isolated(
        "events::every_reader_is_listed_with_its_card_and_answer_to_reset",
        &[],
        || {
            let _service = Service::start();
            let readers = readers();
            let states = readers.states().unwrap();
            assert_eq!(states.len(), 2, "{states:?}");
            assert!(states.iter().all(|s| s.presence == CardPresence::Empty));
            assert_eq!(
                readers.open_all().unwrap_err().code(),
                Code::CardRemoved,
                "no card yet"
            );
            let (card, _) = cie();
            let atr = card.answer_to_reset();
            let inserted = insert(card, 1);
            let opened = readers.wait_for_card(SOON).unwrap();
            assert_eq!(opened.atr(), atr);
            assert_eq!(opened.reader(), states[1].name);
            let states = readers.states().unwrap();
            assert_eq!(
                (states[0].presence, states[1].presence),
                (CardPresence::Empty, CardPresence::Present)
            );
            assert_eq!(states[1].atr, atr);
            let (second, _) = cie();
            let _second = insert(second, 0);
            let mut watch = readers.watch().unwrap();
            while watch.states().iter().any(|s| !s.presence.has_card()) {
                watch.next(SOON).unwrap().expect("the other card");
            }
            assert_eq!(readers.open_all().unwrap().len(), 2);
            assert_eq!(
                readers.open("No such reader").unwrap_err().code(),
                Code::ReaderUnavailable
            );
            inserted.remove().unwrap();
        },
    );
}

#[test]
fn cards_that_come_and_go_are_told_in_order() {
    isolated(
        "events::cards_that_come_and_go_are_told_in_order",
        &[],
        || {
            let _service = Service::start();
            let readers = readers();
            let name = readers.names().unwrap()[0].clone();
            let mut watch = readers.watch().unwrap();
            assert_eq!(watch.next(Duration::from_millis(100)).unwrap(), None);
            let (mut card, _) = cie();
            for _ in 0..2 {
                let inserted = Inserted::insert(card, ("127.0.0.1", VPCD_PORT)).unwrap();
                let Some(ReaderEvent::CardInserted(state)) = watch.next(SOON).unwrap() else {
                    panic!("a card was put in");
                };
                assert_eq!(
                    (state.name.as_str(), state.presence),
                    (name.as_str(), CardPresence::Present)
                );
                card = inserted.remove().unwrap();
                let gone = watch.next(SOON).unwrap();
                assert_eq!(gone, Some(ReaderEvent::CardRemoved(name.clone())));
            }
            let known = readers.states().unwrap();
            let began = Instant::now();
            let short = Duration::from_millis(300);
            assert_eq!(readers.wait(&known, short).unwrap(), known);
            assert!(began.elapsed() >= short);
            let _inserted = insert(card, 0);
            assert_ne!(readers.wait(&known, SOON).unwrap(), known);
        },
    );
}

#[test]
fn a_service_that_hangs_or_stops_is_an_error_in_time() {
    isolated(
        "events::a_service_that_hangs_or_stops_is_an_error_in_time",
        &[],
        || {
            let service = Service::start();
            let readers = Readers::connect_within(Patience::of(Duration::from_secs(1))).unwrap();
            let (card, _) = cie();
            let _inserted = insert(card, 0);
            let mut opened = readers.wait_for_card(SOON).unwrap();
            let mut watch = readers.watch().unwrap();
            service.signal("STOP");
            let began = Instant::now();
            assert_eq!(readers.states().unwrap_err().code(), Code::CardTimeout);
            assert_eq!(
                watch.next(Duration::ZERO).unwrap_err().code(),
                Code::CardTimeout
            );
            assert_eq!(opened.session().unwrap_err().code(), Code::CardBusy);
            // The handle is given up: it is said at once.
            assert_eq!(opened.session().unwrap_err().code(), Code::CardBusy);
            assert!(began.elapsed() < 2 * SOON);
            service.signal("CONT");
            drop(service);
            assert_eq!(
                Readers::connect().unwrap_err().code(),
                Code::ReaderUnavailable
            );
        },
    );
}
