//! The session follows the rule: Reg. (EU) 2019/1157 and the dossier of 2026-11-22.

use std::collections::VecDeque;
use std::time::Duration;

use chrono::NaiveDate;
use cie_core::request::{
    Biometrics, FindingCode, Finger, FingerprintPlan, Hand, Impossibility, check,
};
use cie_core::samples;
use cie_devices::fingerprint::quality::{ClarityMeter, Quality};
use cie_devices::fingerprint::session::{
    AttemptFailure, Choice, Decision, Desk, FingerAbsence, Patience, PrintSession, SessionSettings,
    Step, conduct,
};
use cie_devices::fingerprint::{CaptureEvent, CapturedPrint, GrayPrint};
use cie_devices::sim::{PrintFault, VirtualPrintScanner};
use cie_devices::{Code, Result};
use proptest::prelude::*;

use crate::drawn::part;

fn day() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

fn begin(age: u32) -> PrintSession {
    PrintSession::begin(day(), age, SessionSettings { least_quality: 50 }).unwrap()
}

fn captured(hand: Hand, finger: Finger) -> CapturedPrint {
    let image = GrayPrint::new(96, 96, 500, vec![200; 9216]).unwrap();
    CapturedPrint {
        hand,
        finger,
        image,
        simulated: true,
    }
}

fn code<T: std::fmt::Debug>(result: Result<T>) -> Code {
    result.unwrap_err().code()
}

/// Offers a print of this quality for whatever finger is asked for.
fn offer(session: &mut PrintSession, quality: u8) -> Step {
    let (hand, finger) = asked(session);
    session.offer(&captured(hand, finger), quality).unwrap()
}

fn asked(session: &PrintSession) -> (Hand, Finger) {
    match session.step() {
        Step::Capture { hand, finger, .. } | Step::Choose { hand, finger, .. } => (hand, finger),
        other => panic!("{other:?}"),
    }
}

#[test]
fn right_index_then_left_index() {
    let mut session = begin(38);
    assert_eq!(
        session.step(),
        Step::Capture {
            hand: Hand::Right,
            finger: Finger::Index,
            attempt: 1,
            least_attempts: 3
        }
    );
    offer(&mut session, 80);
    assert_eq!(asked(&session), (Hand::Left, Finger::Index));
    assert_eq!(offer(&mut session, 50), Step::Complete);
    let outcome = session.outcome().unwrap();
    assert_eq!(outcome.impossible, None);
    let mut request = samples::request().unwrap();
    request.biometrics = Biometrics {
        fingerprints: Vec::new(),
        ..request.biometrics
    };
    outcome.put_into(&mut request.biometrics);
    // The request is as the checks want it: two hands, WSQ.
    let found: Vec<FindingCode> = check(&request, day()).iter().map(|f| f.code).collect();
    assert!(!found.contains(&FindingCode::NoFingerprints), "{found:?}");
    assert!(
        !found.contains(&FindingCode::FingerprintFormat),
        "{found:?}"
    );
    for print in &request.biometrics.fingerprints {
        let file = print.image.bytes.expose();
        assert!(print.image.about.simulated);
        assert_eq!(
            cie_devices::fingerprint::wsq::decode(file).unwrap().width(),
            96
        );
    }
}

/// Three attempts a finger, then middle, ring, thumb; then and only then impossibility.
#[test]
fn fingers_fall_back_in_the_order_of_the_rule() {
    let mut session = begin(38);
    for finger in [Finger::Index, Finger::Middle, Finger::Ring, Finger::Thumb] {
        for attempt in 1..=3 {
            let Step::Capture {
                finger: asked,
                attempt: number,
                ..
            } = session.step()
            else {
                panic!("{:?}", session.step());
            };
            assert_eq!((asked, number), (finger, attempt));
            assert_eq!(code(session.next_finger()), Code::PrintStep);
            assert_eq!(code(session.accept_best()), Code::PrintStep);
            let temporary = session.declare_impossible(Impossibility::Temporary, None);
            assert_eq!(code(temporary), Code::PrintStep);
            session.failed(AttemptFailure::Lifted).unwrap();
        }
        let Step::Choose { may, best, .. } = session.step() else {
            panic!("{:?}", session.step());
        };
        assert_eq!(best, None);
        if finger == Finger::Thumb {
            assert_eq!(may, [Choice::TryAgain, Choice::DeclareImpossible]);
        } else {
            assert_eq!(may, [Choice::TryAgain, Choice::NextFinger]);
            session.next_finger().unwrap();
        }
    }
    // Permanent impossibility needs its medical proof; temporary does not.
    let permanent = session.declare_impossible(Impossibility::Permanent, Some("  ".into()));
    assert_eq!(code(permanent), Code::PrintProofMissing);
    session
        .declare_impossible(Impossibility::Temporary, None)
        .unwrap();
    assert_eq!(asked(&session), (Hand::Left, Finger::Index));
    offer(&mut session, 90);
    let outcome = session.outcome().unwrap();
    assert_eq!(outcome.impossible, Some(Impossibility::Temporary));
    assert_eq!(outcome.prints.len(), 1);
    // Art. 4(3): twelve months.
    let mut request = samples::request().unwrap();
    outcome.put_into(&mut request.biometrics);
    let validity = request
        .validity(&cie_core::document::Policy::default())
        .unwrap();
    assert_eq!(validity.expires.date(), "2027-11-23".parse().ok());
    let found: Vec<FindingCode> = check(&request, day()).iter().map(|f| f.code).collect();
    assert!(!found.contains(&FindingCode::NoFingerprints), "{found:?}");
}

#[test]
fn a_poor_print_is_kept_until_the_operator_takes_it() {
    let mut session = begin(70);
    for quality in [10, 30, 20] {
        offer(&mut session, quality);
    }
    session.next_finger().unwrap();
    for quality in [25, 5, 5] {
        offer(&mut session, quality);
    }
    let Step::Choose { best, may, .. } = session.step() else {
        panic!("{:?}", session.step());
    };
    assert_eq!(best, Some(30));
    assert!(may.contains(&Choice::AcceptBest));
    session.accept_best().unwrap();
    offer(&mut session, 90);
    let prints = session.outcome().unwrap().prints;
    assert_eq!(
        (
            prints[0].print.finger,
            prints[0].quality,
            prints[0].attempts
        ),
        (Finger::Index, 30, 3)
    );
    // A better one still counts when the operator tries again.
    let mut session = begin(70);
    for quality in [10, 20, 30] {
        offer(&mut session, quality);
    }
    offer(&mut session, 60);
    assert_eq!(asked(&session), (Hand::Left, Finger::Index));
}

#[test]
fn absent_fingers_and_hands_need_no_attempts() {
    let mut session = begin(40);
    session.finger_absent(FingerAbsence::Missing).unwrap();
    assert_eq!(asked(&session), (Hand::Right, Finger::Middle));
    session.hand_absent(FingerAbsence::Injured).unwrap();
    let Step::Choose { may, .. } = session.step() else {
        panic!("{:?}", session.step());
    };
    assert_eq!(may, [Choice::DeclareImpossible]);
    assert_eq!(
        code(session.failed(AttemptFailure::TimedOut)),
        Code::PrintStep
    );
    session
        .declare_impossible(Impossibility::Permanent, Some("ASL 1/2026".into()))
        .unwrap();
    session.hand_absent(FingerAbsence::Injured).unwrap();
    session
        .declare_impossible(Impossibility::Temporary, None)
        .unwrap();
    let outcome = session.outcome().unwrap();
    // Of two hands that differ the temporary one prevails.
    assert_eq!(outcome.impossible, Some(Impossibility::Temporary));
    assert_eq!(outcome.proofs.len(), 1);
    assert!(!format!("{outcome:?} {session:?}").contains("ASL"));
    assert_eq!(
        code(session.hand_absent(FingerAbsence::Missing)),
        Code::PrintStep
    );
}

#[test]
fn who_is_too_young_gives_none_and_who_refuses_gets_no_card() {
    let mut young = begin(11);
    assert_eq!(young.step(), Step::NotDue { from_age: 12 });
    let offered = young.offer(&captured(Hand::Right, Finger::Index), 90);
    assert_eq!(code(offered), Code::PrintStep);
    assert_eq!(code(young.refuse()), Code::PrintStep);
    assert!(young.outcome().unwrap().prints.is_empty());
    assert!(matches!(begin(12).step(), Step::Capture { .. }));

    let mut session = begin(38);
    assert_eq!(code(session.outcome()), Code::PrintStep);
    offer(&mut session, 90);
    assert_eq!(session.refuse().unwrap(), Step::Refused);
    assert_eq!(code(session.outcome()), Code::PrintsRefused);
    // What was taken is forgotten.
    assert!(!serde_json::to_string(&session).unwrap().contains("image"));
}

#[test]
fn a_print_of_another_finger_is_not_taken() {
    let mut session = begin(38);
    let wrong = session.offer(&captured(Hand::Left, Finger::Index), 90);
    assert_eq!(code(wrong), Code::PrintStep);
    assert_eq!(asked(&session), (Hand::Right, Finger::Index));
}

#[test]
fn attempts_end_somewhere() {
    let mut session = begin(38);
    for _ in 0..50 {
        session.failed(AttemptFailure::TimedOut).unwrap();
    }
    assert_eq!(
        code(session.failed(AttemptFailure::TimedOut)),
        Code::PrintStep
    );
    session.next_finger().unwrap();
    assert_eq!(asked(&session), (Hand::Right, Finger::Middle));
}

#[test]
fn a_stored_session_that_breaks_the_rule_is_refused() {
    let mut session = begin(38);
    offer(&mut session, 10);
    let good = serde_json::to_value(&session).unwrap();
    let read = |value: &serde_json::Value| serde_json::from_value::<PrintSession>(value.clone());
    assert_eq!(read(&good).unwrap(), session);
    let hand = "/hands/0";
    for (path, value) in [
        ("/version", serde_json::json!(2)),
        ("/age", serde_json::json!(11)),
        ("/age", serde_json::json!(999)),
        ("/settings/least_quality", serde_json::json!(101)),
        // Better than asked for, and not accepted.
        ("/settings/least_quality", serde_json::json!(5)),
        ("/refused", serde_json::json!(true)),
        ("/hands/0/hand", serde_json::json!("left")),
        ("/hands/0/accepted", serde_json::json!(true)),
        ("/hands/0/tried/0/finger", serde_json::json!("thumb")),
        ("/hands/0/tried/0/attempts", serde_json::json!([])),
        ("/hands/0/best/quality", serde_json::json!(11)),
        ("/hands/0/best/image/about/len", serde_json::json!(1)),
        (
            "/hands/0/best/image/about/media_type",
            serde_json::json!("image/png"),
        ),
        ("/hands/0/best/image/bytes", serde_json::json!("AAAA")),
        (
            "/hands/0/impossible",
            serde_json::json!({ "kind": "temporary" }),
        ),
        (
            "/hands/1/tried/0/attempts",
            serde_json::json!([{ "print": 10 }]),
        ),
        ("/hands/1/tried", serde_json::json!([])),
        ("/hands", serde_json::json!([good.pointer(hand)])),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(path).unwrap() = value;
        assert!(read(&bad).is_err(), "{path}");
    }
}

/// Decides by a list, then captures.
#[derive(Default)]
struct Script {
    decisions: VecDeque<Decision>,
    failures: Vec<AttemptFailure>,
    scores: Vec<u8>,
    stored: Option<String>,
}

impl Desk for Script {
    fn decide(&mut self, _: Step) -> Decision {
        self.decisions.pop_front().unwrap_or(Decision::Capture)
    }

    fn event(&mut self, _: CaptureEvent) {}

    fn measured(&mut self, _: CapturedPrint, quality: Quality) {
        self.scores.push(quality.score);
    }

    fn failed(&mut self, why: AttemptFailure) {
        self.failures.push(why);
    }

    fn save(&mut self, session: PrintSession) -> Result<()> {
        self.stored = Some(serde_json::to_string(&session).unwrap());
        Ok(())
    }
}

fn patience() -> Patience {
    let mut patience = Patience::default();
    patience.capture = Duration::from_millis(500);
    patience
}

/// Small drawn fingers: the right index, middle and the left index.
fn scanner() -> VirtualPrintScanner {
    let image = |seed| part(&crate::drawn::print(seed), 300, 400);
    VirtualPrintScanner::new(vec![
        (Hand::Right, Finger::Index, image(1)),
        (Hand::Right, Finger::Middle, image(2)),
        (Hand::Left, Finger::Index, image(3)),
    ])
}

#[test]
fn a_session_is_conducted_through_faults() {
    let mut scanner = scanner();
    for fault in [PrintFault::Lifted, PrintFault::Dry(10), PrintFault::Dry(5)] {
        scanner.fail_next(fault);
    }
    let mut desk = Script {
        decisions: VecDeque::from([
            Decision::Capture,
            Decision::Capture,
            Decision::Capture,
            Decision::NextFinger,
        ]),
        ..Script::default()
    };
    let mut session = begin(38);
    let last = conduct(
        &mut session,
        &mut scanner,
        &ClarityMeter,
        &mut desk,
        &patience(),
    )
    .unwrap();
    assert_eq!(last, Step::Complete);
    assert_eq!(desk.failures, [AttemptFailure::Lifted]);
    assert_eq!(desk.scores.len(), 4);
    let fingers = session.outcome().unwrap().prints;
    let fingers: Vec<Finger> = fingers.iter().map(|taken| taken.print.finger).collect();
    assert_eq!(fingers, [Finger::Middle, Finger::Index]);
}

/// A scanner that is unplugged is nobody's attempt; the stored session goes on from there.
#[test]
fn a_session_survives_the_scanner() {
    let mut scanner = scanner();
    scanner.fail_next(PrintFault::Dry(5));
    scanner.fail_next(PrintFault::Unplugged);
    let mut desk = Script::default();
    let mut session = begin(38);
    let gone = conduct(
        &mut session,
        &mut scanner,
        &ClarityMeter,
        &mut desk,
        &patience(),
    );
    assert_eq!(code(gone), Code::PrintScannerUnavailable);
    let stored = desk.stored.clone().unwrap();
    let mut back: PrintSession = serde_json::from_str(&stored).unwrap();
    assert_eq!(back, session);
    assert!(matches!(back.step(), Step::Capture { attempt: 2, .. }));
    let away = conduct(
        &mut back,
        &mut scanner,
        &ClarityMeter,
        &mut desk,
        &patience(),
    );
    assert_eq!(code(away), Code::PrintScannerUnavailable);
    scanner.plug_in();
    let last = conduct(
        &mut back,
        &mut scanner,
        &ClarityMeter,
        &mut desk,
        &patience(),
    )
    .unwrap();
    assert_eq!(last, Step::Complete);
    assert_eq!(back.outcome().unwrap().prints[0].attempts, 2);
}

#[test]
fn the_operator_stops_and_the_citizen_refuses() {
    let mut session = begin(38);
    let run = |decision: Decision, session: &mut PrintSession| {
        let mut desk = Script {
            decisions: VecDeque::from([decision]),
            ..Script::default()
        };
        conduct(
            session,
            &mut scanner(),
            &ClarityMeter,
            &mut desk,
            &patience(),
        )
    };
    assert_eq!(
        code(run(Decision::Stop, &mut session)),
        Code::PrintCancelled
    );
    assert!(matches!(session.step(), Step::Capture { attempt: 1, .. }));
    assert_eq!(run(Decision::Refused, &mut session).unwrap(), Step::Refused);
    let mut patience = patience();
    patience.cancel = cie_devices::fingerprint::Cancel::new();
    patience.cancel.cancel();
    let mut session = begin(38);
    let mut desk = Script::default();
    let cancelled = conduct(
        &mut session,
        &mut scanner(),
        &ClarityMeter,
        &mut desk,
        &patience,
    );
    assert_eq!(code(cancelled), Code::PrintCancelled);
}

/// What may happen at a desk.
#[derive(Clone, Debug)]
enum Act {
    Offer(u8),
    Fail,
    Accept,
    Next,
    Absent,
    HandAbsent,
    Declare(bool),
    Refuse,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => (0u8..=100).prop_map(Act::Offer),
        5 => Just(Act::Fail),
        2 => Just(Act::Accept),
        3 => Just(Act::Next),
        2 => Just(Act::Absent),
        1 => Just(Act::HandAbsent),
        2 => any::<bool>().prop_map(Act::Declare),
        1 => Just(Act::Refuse),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    /// Whatever is done in whatever order: refusals change nothing, every state is stored and read
    /// back, and a complete session holds what the rule asks for.
    #[test]
    fn no_order_of_acts_breaks_the_rule(age in 10u32..90, acts in prop::collection::vec(act(), 0..40)) {
        let mut session = begin(age);
        let plan = FingerprintPlan::in_force(day()).unwrap();
        for act in acts {
            let before = session.clone();
            let (hand, finger) = match session.step() {
                Step::Capture { hand, finger, .. } | Step::Choose { hand, finger, .. } => (hand, finger),
                _ => (Hand::Right, Finger::Index),
            };
            let done = match act {
                Act::Offer(quality) => session.offer(&captured(hand, finger), quality),
                Act::Fail => session.failed(AttemptFailure::TimedOut),
                Act::Accept => session.accept_best(),
                Act::Next => session.next_finger(),
                Act::Absent => session.finger_absent(FingerAbsence::Injured),
                Act::HandAbsent => session.hand_absent(FingerAbsence::Missing),
                Act::Declare(true) => session.declare_impossible(Impossibility::Temporary, None),
                Act::Declare(false) => {
                    session.declare_impossible(Impossibility::Permanent, Some("1".into()))
                }
                Act::Refuse => session.refuse(),
            };
            match done {
                Ok(step) => prop_assert_eq!(step, session.step()),
                Err(_) => prop_assert_eq!(&session, &before),
            }
            let stored = serde_json::to_string(&session).unwrap();
            prop_assert_eq!(&serde_json::from_str::<PrintSession>(&stored).unwrap(), &session);
        }
        match session.outcome() {
            Ok(outcome) if age < plan.from_age => prop_assert!(outcome.prints.is_empty()),
            Ok(outcome) => {
                let hands: Vec<Hand> = outcome.prints.iter().map(|t| t.print.hand).collect();
                prop_assert!(hands.len() == 2 || outcome.impossible.is_some());
                prop_assert!(hands.windows(2).all(|pair| pair[0] != pair[1]));
            }
            Err(error) => prop_assert!(matches!(error.code(), Code::PrintStep | Code::PrintsRefused)),
        }
    }
}
