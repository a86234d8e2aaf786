//! Faults on demand, and how each looks to a caller.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // Tests fail by panicking.

mod common;

use std::time::{Duration, Instant};

use cie_core::ports::{SerialSource, System, Trouble};
use cie_sandbox::{ClientOptions, Code, MinistryClient, Randomness, code_of};
use common::{Side, WAYS, Way, builder, number};

#[test]
fn down_for_so_many_calls_and_then_up_again() {
    for way in WAYS {
        let side = Side::new(way);
        side.ministry().faults().unavailable(System::CieOnline, 2);
        for _ in 0..2 {
            let error = side.ports().serial(&number(1)).unwrap_err();
            assert_eq!(code_of(&error), Some(Code::OrderedDown));
            assert_eq!(
                (error.system, error.trouble),
                (System::CieOnline, Trouble::Unavailable)
            );
            // The other system is up.
            assert!(side.ports().recipient_certificate().is_ok());
        }
        // Nothing was done while it was down: another request may come first.
        assert_eq!(side.ports().serial(&number(2)).unwrap(), "CA00000AA");
    }
}

#[test]
fn a_lost_answer_is_not_a_lost_request() {
    for way in WAYS {
        let side = Side::new(way);
        let envelope = side.prepare(&number(1));
        side.ministry().faults().lose_answers(System::Cnsd, 1);
        let error = side.ports().submit(&number(1), &envelope).unwrap_err();
        assert_eq!(code_of(&error), Some(Code::OrderedLoss));
        assert_eq!(error.trouble, Trouble::Unavailable);
        // It was taken in: its secrets are there, and the next try is told the same.
        let secrets = side.ports().receipt_secrets(&number(1)).unwrap();
        side.ports().submit(&number(1), &envelope).unwrap();
        assert_eq!(side.ports().receipt_secrets(&number(1)).unwrap(), secrets);
    }
}

#[test]
fn a_garbage_answer_is_garbled_and_the_work_is_done() {
    for way in WAYS {
        let side = Side::new(way);
        side.ministry()
            .faults()
            .garble_answers(System::CieOnline, 1);
        let error = side.ports().serial(&number(1)).unwrap_err();
        assert_eq!(
            (error.system, error.trouble),
            (System::CieOnline, Trouble::Garbled)
        );
        let expected = if way == Way::Http {
            Code::AnswerGarbled
        } else {
            Code::OrderedGarbage
        };
        assert_eq!(code_of(&error), Some(expected));
        assert_eq!(side.ports().serial(&number(2)).unwrap(), "CA00001AA");
    }
}

#[test]
fn a_slow_system_is_slow_and_over_http_times_out() {
    let delay = Duration::from_millis(400);
    for way in WAYS {
        let side = Side::new(way);
        side.ministry().faults().slow(System::CieOnline, 1, delay);
        let begun = Instant::now();
        assert!(side.ports().serial(&number(1)).is_ok());
        assert!(begun.elapsed() >= delay);
    }
    let side = Side::new(Way::Http);
    side.ministry().faults().slow(System::CieOnline, 1, delay);
    let options = ClientOptions {
        timeout: Duration::from_millis(50),
        ..ClientOptions::default()
    };
    let client = MinistryClient::new(&side.url(), options).unwrap();
    let error = client.serial(&number(1)).unwrap_err();
    assert_eq!(code_of(&error), Some(Code::NoAnswer));
    assert_eq!(error.trouble, Trouble::Unavailable);
    // The call that nobody waited for was done once.
    assert_eq!(side.ports().serial(&number(1)).unwrap(), "CA00000AA");
    assert_eq!(side.ports().serial(&number(2)).unwrap(), "CA00001AA");
}

#[test]
fn orders_are_forgotten_when_told() {
    let side = Side::new(Way::InProcess);
    side.ministry().faults().unavailable(System::CieOnline, 5);
    side.ministry().faults().clear();
    assert!(side.ports().serial(&number(1)).is_ok());
}

/// Gives 0, 1, 2 … as bytes; once empty, fails.
struct Scripted(std::sync::Mutex<u8>, u8);

impl Randomness for Scripted {
    fn fill(&self, buffer: &mut [u8]) -> cie_sandbox::Result<()> {
        let mut next = self.0.lock().unwrap();
        for byte in buffer {
            if *next == self.1 {
                return Err(Code::NoRandomness.into());
            }
            *byte = *next;
            *next += 1;
        }
        Ok(())
    }
}

#[test]
fn randomness_is_the_one_given_and_its_failure_takes_nothing_in() {
    let side = Side::new(Way::InProcess);
    let envelope = side.prepare(&number(1));
    let (dir, office) = (side.dir.path().to_owned(), &side.office);
    let dir_copy = tempfile::tempdir().unwrap();
    copy(&dir, dir_copy.path());
    let open = |bytes| {
        builder(dir_copy.path(), office)
            .clock(side.clock.clone())
            .randomness(Scripted(std::sync::Mutex::new(0), bytes))
            .open()
            .unwrap()
    };
    use cie_core::ports::Cnsd;
    let error = open(20).submit(&number(1), &envelope).unwrap_err();
    assert_eq!(code_of(&error), Some(Code::NoRandomness));
    assert_eq!(error.trouble, Trouble::Unavailable);
    assert!(open(0).progress(&number(1)).is_err());

    // 8 bytes for the protocol, 32 from 8 on for the PIN, 32 from 40 on for the PUK; a digit is
    // the byte modulo 10.
    let ministry = open(200);
    let acceptance = ministry.submit(&number(1), &envelope).unwrap();
    assert_eq!(acceptance.protocol, "SIMULATO-0001020304050607");
    let secrets = ministry.receipt_secrets(&number(1)).unwrap();
    assert_eq!(
        (secrets.pin.0.expose(), secrets.puk.0.expose()),
        ("8901", "0123")
    );
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}
