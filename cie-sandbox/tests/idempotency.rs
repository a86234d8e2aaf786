//! Any order of calls, repeats, lost answers and restarts gives each request one serial, one
//! acceptance and one pair of secrets.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // Tests fail by panicking.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use cie_core::ports::System;
use common::{STAGE, Side, Way, number};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Act {
    Serial(u32),
    Submit(u32),
    Secrets(u32),
    Progress(u32),
    LoseAnAnswer,
    GarbleAnAnswer,
    BeDown,
    Wait,
    Restart,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let request = 1_u32..5;
    let act = prop_oneof![
        3 => request.clone().prop_map(Act::Serial),
        4 => request.clone().prop_map(Act::Submit),
        2 => request.clone().prop_map(Act::Secrets),
        2 => request.prop_map(Act::Progress),
        1 => Just(Act::LoseAnAnswer),
        1 => Just(Act::GarbleAnAnswer),
        1 => Just(Act::BeDown),
        1 => Just(Act::Wait),
        1 => Just(Act::Restart),
    ];
    prop::collection::vec(act, 1..24)
}

/// Remembers the first answer of each kind and demands it ever after.
#[derive(Default)]
struct Heard(BTreeMap<(u32, &'static str), String>);

impl Heard {
    fn hear(&mut self, request: u32, what: &'static str, answer: String) {
        let first = self
            .0
            .entry((request, what))
            .or_insert_with(|| answer.clone());
        assert_eq!(*first, answer, "{what} of {request} changed");
    }
}

fn play(way: Way, acts: Vec<Act>) {
    let mut side = Side::new(way);
    let mut heard = Heard::default();
    let mut told: BTreeMap<u32, Vec<_>> = BTreeMap::new();
    for act in acts {
        let faults = side.ministry().faults();
        let ports = side.ports();
        match act {
            Act::Serial(n) => {
                if let Ok(serial) = ports.serial(&number(n)) {
                    heard.hear(n, "serial", serial);
                }
            }
            Act::Submit(n) => {
                let (Ok(serial), Ok(recipient)) =
                    (ports.serial(&number(n)), ports.recipient_certificate())
                else {
                    continue;
                };
                heard.hear(n, "serial", serial.clone());
                let content = common::payload(&number(n), &serial);
                let envelope = side.office.envelope(&content, &recipient);
                if let Ok(acceptance) = ports.submit(&number(n), &envelope) {
                    heard.hear(n, "protocol", acceptance.protocol);
                }
            }
            Act::Secrets(n) => {
                if let Ok(s) = ports.receipt_secrets(&number(n)) {
                    heard.hear(
                        n,
                        "secrets",
                        format!("{}{}", s.pin.0.expose(), s.puk.0.expose()),
                    );
                }
            }
            Act::Progress(n) => {
                if let Ok(progress) = ports.progress(&number(n)) {
                    let before = told.insert(n, progress.updates.clone()).unwrap_or_default();
                    assert!(progress.updates.starts_with(&before));
                }
            }
            Act::LoseAnAnswer => {
                faults.lose_answers(System::Cnsd, 1);
                faults.lose_answers(System::CieOnline, 1);
            }
            Act::GarbleAnAnswer => faults.garble_answers(System::Cnsd, 1),
            Act::BeDown => faults.unavailable(System::CieOnline, 1),
            Act::Wait => side.clock.advance(STAGE),
            Act::Restart => {
                drop(ports);
                side.restart();
            }
        }
    }
    for kind in ["serial", "protocol"] {
        let of_kind = heard.0.iter().filter(|((_, what), _)| *what == kind);
        let answers: Vec<&String> = of_kind.map(|(_, answer)| answer).collect();
        let different: BTreeSet<&&String> = answers.iter().collect();
        assert_eq!(
            different.len(),
            answers.len(),
            "two requests share a {kind}"
        );
    }
    // However it went, no place of the order was skipped.
    side.ministry().faults().clear();
    let serials: BTreeSet<String> = (1..5)
        .map(|n| side.ports().serial(&number(n)).unwrap())
        .collect();
    let expected = ["CA00000AA", "CA00001AA", "CA00002AA", "CA00003AA"];
    assert!(serials.iter().eq(expected.iter()), "{serials:?}");
}

/// Restarts write to disk: fewer cases than usual. A failing case prints itself.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(32))]

    #[test]
    fn in_process(acts in acts()) {
        play(Way::InProcess, acts);
    }
}

proptest! {
    #![proptest_config(config(8))]

    #[test]
    fn over_http(acts in acts()) {
        play(Way::Http, acts);
    }
}

#[test]
fn calls_at_once_are_served_one_by_one() {
    for way in common::WAYS {
        let side = Side::new(way);
        let envelope = side.prepare(&number(1));
        let serials = std::sync::Mutex::new(Vec::new());
        let protocols = std::sync::Mutex::new(BTreeSet::new());
        std::thread::scope(|scope| {
            for worker in 0..8 {
                let (side, envelope, serials, protocols) = (&side, &envelope, &serials, &protocols);
                let ports = side.ports();
                scope.spawn(move || {
                    for n in 2..6 {
                        // Half of the workers go through the numbers the other way round.
                        let n = if worker % 2 == 0 { n } else { 7 - n };
                        serials
                            .lock()
                            .unwrap()
                            .push((n, ports.serial(&number(n)).unwrap()));
                    }
                    let acceptance = ports.submit(&number(1), envelope).unwrap();
                    protocols.lock().unwrap().insert(acceptance.protocol);
                });
            }
        });
        let pairs: BTreeSet<_> = serials.into_inner().unwrap().into_iter().collect();
        let serials: BTreeSet<_> = pairs.iter().map(|(_, serial)| serial).collect();
        assert_eq!((pairs.len(), serials.len()), (4, 4), "{way:?}");
        assert_eq!(protocols.into_inner().unwrap().len(), 1, "{way:?}");
    }
}
