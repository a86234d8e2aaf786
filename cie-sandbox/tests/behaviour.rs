//! One suite of behaviour, run over the simulator in process and over HTTP.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // Tests fail by panicking.

mod common;

use cie_core::issuance::{State, Transition};
use cie_core::ports::{System, Trouble};
use cie_sandbox::{Code, Course, code_of};
use common::{STAGE, Side, WAYS, number, start};

#[test]
fn a_request_gets_one_serial_and_another_request_another() {
    for way in WAYS {
        let mut side = Side::new(way);
        assert_eq!(side.ports().serial(&number(1)).unwrap(), "CA00000AA");
        assert_eq!(side.ports().serial(&number(2)).unwrap(), "CA00001AA");
        assert_eq!(side.ports().serial(&number(1)).unwrap(), "CA00000AA");
        side.restart();
        assert_eq!(side.ports().serial(&number(3)).unwrap(), "CA00002AA");
        assert_eq!(side.ports().serial(&number(1)).unwrap(), "CA00000AA");
    }
}

#[test]
fn a_resubmission_returns_the_first_acceptance() {
    for way in WAYS {
        let mut side = Side::new(way);
        let envelope = side.prepare(&number(1));
        let first = side.ports().submit(&number(1), &envelope).unwrap();
        assert!(
            first.simulated && first.protocol.starts_with("SIMULATO-"),
            "{first:?}"
        );
        let secrets = side.ports().receipt_secrets(&number(1)).unwrap();
        side.clock.advance(STAGE);
        assert_eq!(side.ports().submit(&number(1), &envelope).unwrap(), first);
        side.restart();
        assert_eq!(side.ports().submit(&number(1), &envelope).unwrap(), first);
        // Signed and sealed anew, with other bytes: still the same request.
        let again = side.prepare(&number(1));
        assert_ne!(again, envelope);
        assert_eq!(side.ports().submit(&number(1), &again).unwrap(), first);
        assert_eq!(side.ports().receipt_secrets(&number(1)).unwrap(), secrets);
        assert_eq!(
            side.ports().progress(&number(1)).unwrap().updates[0].at,
            start()
        );

        let other = side.prepare(&number(2));
        assert_ne!(side.ports().submit(&number(2), &other).unwrap(), first);
        assert_ne!(side.ports().receipt_secrets(&number(2)).unwrap(), secrets);
    }
}

#[test]
fn other_content_under_the_same_number_is_refused() {
    for way in WAYS {
        let side = Side::new(way);
        let envelope = side.prepare(&number(1));
        side.ports().submit(&number(1), &envelope).unwrap();
        let recipient = side.ports().recipient_certificate().unwrap();
        let json = format!(
            "{{\"number\":\"{}\",\"serial\":\"CA00000AA\",\"x\":1}}",
            number(1)
        );
        let other = side.office.envelope(json.as_bytes(), &recipient);
        let error = side.ports().submit(&number(1), &other).unwrap_err();
        assert_eq!(code_of(&error), Some(Code::OtherContent));
        assert_eq!(error.trouble, Trouble::Refused);
    }
}

#[test]
fn time_moves_a_request_along_each_course() {
    use System::{Cnsd, Ipzs, Poste};
    use Transition as T;
    type Row = (Course, &'static [(System, T)], State);
    let table: [Row; 5] = [
        (
            Course::Delivered,
            &[
                (Cnsd, T::TakeIn),
                (Cnsd, T::Certify),
                (Ipzs, T::Ship),
                (Poste, T::Deliver),
            ],
            State::Delivered,
        ),
        (
            Course::RejectedAtCertification,
            &[(Cnsd, T::TakeIn), (Cnsd, T::Reject)],
            State::Rejected,
        ),
        (
            Course::RejectedAtProduction,
            &[(Cnsd, T::TakeIn), (Cnsd, T::Certify), (Ipzs, T::Reject)],
            State::Rejected,
        ),
        (
            Course::HeldThenCollected,
            &[
                (Cnsd, T::TakeIn),
                (Cnsd, T::Certify),
                (Ipzs, T::Ship),
                (Poste, T::Hold),
                (Poste, T::Deliver),
            ],
            State::Delivered,
        ),
        (
            Course::HeldThenReturned,
            &[
                (Cnsd, T::TakeIn),
                (Cnsd, T::Certify),
                (Ipzs, T::Ship),
                (Poste, T::Hold),
                (Poste, T::Return),
            ],
            State::ReturnedToComune,
        ),
    ];
    for way in WAYS {
        let mut side = Side::new(way);
        for (progressive, (course, expected, end)) in (1..).zip(table) {
            let number = number(progressive);
            side.ministry().faults().course_of(&number, course);
            let envelope = side.prepare(&number);
            side.ports().submit(&number, &envelope).unwrap();
            // The orders are forgotten; the course of what was taken in is not.
            side.restart();
            for known in 1..=expected.len() {
                let progress = side.ports().progress(&number).unwrap();
                assert!(progress.simulated);
                let seen: Vec<_> = progress
                    .updates
                    .iter()
                    .map(|u| (u.system, u.transition))
                    .collect();
                assert_eq!(seen, expected[..known], "{way:?} {course:?}");
                side.clock.advance(STAGE);
            }
            let progress = side.ports().progress(&number).unwrap();
            let state = progress
                .updates
                .iter()
                .fold(State::Signed, |state, update| {
                    state.after(update.transition).unwrap()
                });
            assert_eq!(state, end);
        }
    }
}

#[test]
fn what_was_told_stays_when_the_clock_goes_back() {
    for way in WAYS {
        let mut side = Side::new(way);
        let envelope = side.prepare(&number(1));
        side.ports().submit(&number(1), &envelope).unwrap();
        side.clock.advance(2 * STAGE);
        let before = side.ports().progress(&number(1)).unwrap();
        assert_eq!(before.updates.len(), 3);
        side.clock.set(start());
        side.restart();
        assert_eq!(side.ports().progress(&number(1)).unwrap(), before);
    }
}

#[test]
fn secrets_are_halves_of_four_digits_and_not_shown() {
    for way in WAYS {
        let side = Side::new(way);
        let envelope = side.prepare(&number(1));
        side.ports().submit(&number(1), &envelope).unwrap();
        let secrets = side.ports().receipt_secrets(&number(1)).unwrap();
        for half in [&secrets.pin, &secrets.puk] {
            let text = half.0.expose();
            assert!(text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()));
            assert!(!format!("{secrets:?}").contains(text));
        }
    }
}

#[test]
fn unknown_requests_are_refused() {
    for way in WAYS {
        let side = Side::new(way);
        // Asking for a serial is not handing in.
        side.ports().serial(&number(2)).unwrap();
        for number in [number(1), number(2)] {
            let errors = [
                side.ports().progress(&number).unwrap_err(),
                side.ports().receipt_secrets(&number).unwrap_err(),
            ];
            for error in errors {
                assert_eq!(code_of(&error), Some(Code::UnknownRequest));
                assert_eq!(error.trouble, Trouble::Refused);
                assert_eq!(error.system, System::Cnsd);
            }
        }
    }
}

#[test]
fn the_recipient_certificate_says_simulated_and_stays() {
    for way in WAYS {
        let mut side = Side::new(way);
        let first = side.ports().recipient_certificate().unwrap();
        // O (2.5.4.10) = UTF8String "SIMULATED", as X.690 encodes it.
        let organisation = b"\x06\x03\x55\x04\x0a\x0c\x09SIMULATED";
        assert!(
            first
                .windows(organisation.len())
                .any(|part| part == organisation)
        );
        side.restart();
        assert_eq!(side.ports().recipient_certificate().unwrap(), first);
    }
}
