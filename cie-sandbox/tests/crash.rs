//! The simulator is stopped at every point of every durable write, and opened again.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // Tests fail by panicking.

mod common;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use cie_core::ports::{Acceptance, Cnsd, SerialSource};
use cie_sandbox::{ManualClock, Ministry, MinistryBuilder};
use common::{Office, STAGE, builder, number, payload, start};

/// What a comune does with two requests, and what it learns.
fn story(ministry: &Ministry, office: &Office, clock: &ManualClock) -> Vec<String> {
    let mut heard = Vec::new();
    for progressive in [1, 2] {
        let number = number(progressive);
        let serial = ministry.serial(&number).unwrap();
        heard.push(serial.clone());
        let recipient = ministry.recipient_certificate().unwrap();
        let envelope = office.envelope(&payload(&number, &serial), &recipient);
        let Acceptance { protocol, .. } = ministry.submit(&number, &envelope).unwrap();
        heard.push(protocol);
        let secrets = ministry.receipt_secrets(&number).unwrap();
        heard.push(format!(
            "{} {}",
            secrets.pin.0.expose(),
            secrets.puk.0.expose()
        ));
        clock.advance(STAGE);
        heard.push(format!("{:?}", ministry.progress(&number).unwrap().updates));
        clock.set(start());
    }
    heard
}

fn documents(dir: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for folder in [dir.to_owned(), dir.join("requests")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "json") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                all.insert(name, std::fs::read_to_string(path).unwrap());
            }
        }
    }
    all
}

/// Stops at the n-th step by panicking, for n = 1, 2, 3 … until the story ends by itself; each time
/// the story is told again on a fresh opening of the same directory.
#[test]
fn stopping_at_any_step_neither_loses_nor_repeats() {
    let office = Office::new();
    let mut stops = 0;
    for stop_at in 1.. {
        let dir = tempfile::tempdir().unwrap();
        let clock = ManualClock::at(start());
        let steps = AtomicU32::new(0);
        let stopped = catch_unwind(AssertUnwindSafe(|| {
            let hook = move |_| {
                if steps.fetch_add(1, Ordering::SeqCst) + 1 == stop_at {
                    std::panic::resume_unwind(Box::new("stopped"));
                }
            };
            let ministry = builder(dir.path(), &office)
                .clock(clock.clone())
                .on_step(hook)
                .open()
                .unwrap();
            story(&ministry, &office, &clock)
        }))
        .is_err();
        let left = documents(dir.path());
        let reopen = || {
            builder(dir.path(), &office)
                .clock(clock.clone())
                .open()
                .unwrap()
        };
        let heard = story(&reopen(), &office, &clock);
        // No serial was skipped and none given twice: two requests, the first two serials.
        assert_eq!(
            (heard[0].as_str(), heard[4].as_str()),
            ("CA00000AA", "CA00001AA")
        );
        // What the first life left on disk for good is what the second life answers.
        for (name, text) in left {
            let before: serde_json::Value = serde_json::from_str(&text).unwrap();
            if let Some(protocol) = before["content"]["accepted"]["protocol"].as_str() {
                assert!(
                    heard.iter().any(|h| h == protocol),
                    "{name} after step {stop_at}"
                );
            }
        }
        assert_eq!(
            story(&reopen(), &office, &clock),
            heard,
            "after step {stop_at}"
        );
        if !stopped {
            break;
        }
        stops += 1;
    }
    // Five points of seven writes: the key, and for two requests the counter, the serial, the
    // acceptance; and two more for what was told (the taking in and the certification at once).
    assert_eq!(stops, 5 * 9);
}

const CHILD_DIR: &str = "CIE_SANDBOX_TEST_CHILD_DIR";
const CHILD_STEP: &str = "CIE_SANDBOX_TEST_CHILD_STEP";
const CHILD_AUTHORITY: &str = "CIE_SANDBOX_TEST_CHILD_AUTHORITY";
const CHILD_ENVELOPE: &str = "CIE_SANDBOX_TEST_CHILD_ENVELOPE";

/// What the child process does: asks for a serial or hands in, and dies at the step it is told,
/// without unwinding; past the last step it dies between the write and the answer.
#[test]
fn child() {
    let Some(dir) = std::env::var_os(CHILD_DIR) else {
        return; // Run as an ordinary test, there is nothing to do.
    };
    let stop_at: u32 = std::env::var(CHILD_STEP).unwrap().parse().unwrap();
    let steps = AtomicU32::new(0);
    let hook = move |_| {
        if steps.fetch_add(1, Ordering::SeqCst) + 1 == stop_at {
            std::process::abort();
        }
    };
    let authority = std::fs::read(std::env::var_os(CHILD_AUTHORITY).unwrap()).unwrap();
    let clock = ManualClock::at(start());
    let open: MinistryBuilder = Ministry::builder(Path::new(&dir), authority);
    let ministry = open.clock(clock).on_step(hook).open().unwrap();
    match std::env::var_os(CHILD_ENVELOPE) {
        Some(envelope) => {
            ministry
                .submit(&number(1), &std::fs::read(envelope).unwrap())
                .unwrap();
        }
        None => {
            ministry.serial(&number(1)).unwrap();
        }
    }
    std::process::abort();
}

#[test]
fn a_process_killed_between_write_and_answer_is_answered_alike_later() {
    let office = Office::new();
    let scratch = tempfile::tempdir().unwrap();
    let authority = scratch.path().join("authority.cer");
    std::fs::write(&authority, office.authority.certificate()).unwrap();
    // 1 to 10 asking for the serial, 1 to 5 handing in; the last of each is past the last write.
    for (submit, last) in [(false, 11), (true, 6)] {
        for stop_at in 1..=last {
            let dir = tempfile::tempdir().unwrap();
            let open = || {
                let clock = ManualClock::at(start());
                builder(dir.path(), &office).clock(clock).open().unwrap()
            };
            let recipient = open().recipient_certificate().unwrap();
            let envelope = office.envelope(&payload(&number(1), "CA00000AA"), &recipient);
            let file = scratch.path().join("envelope.der");
            std::fs::write(&file, &envelope).unwrap();
            let mut command = Command::new(std::env::current_exe().unwrap());
            command
                .args(["--exact", "child"])
                .env(CHILD_DIR, dir.path())
                .env(CHILD_STEP, stop_at.to_string())
                .env(CHILD_AUTHORITY, &authority)
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            if submit {
                assert_eq!(open().serial(&number(1)).unwrap(), "CA00000AA");
                command.env(CHILD_ENVELOPE, &file);
            }
            assert!(
                !command.status().unwrap().success(),
                "the child was to be killed"
            );

            let record = dir
                .path()
                .join("requests")
                .join(format!("{}.json", number(1)));
            let written: serde_json::Value = std::fs::read_to_string(record)
                .map(|text| serde_json::from_str(&text).unwrap())
                .unwrap_or_default();
            let ministry = open();
            assert_eq!(
                ministry.serial(&number(1)).unwrap(),
                "CA00000AA",
                "step {stop_at}"
            );
            assert_eq!(
                ministry.serial(&number(2)).unwrap(),
                "CA00001AA",
                "step {stop_at}"
            );
            let acceptance = ministry.submit(&number(1), &envelope).unwrap();
            // Renamed is the fourth step: from there on the acceptance of the child counts.
            let kept = written["content"]["accepted"]["protocol"].as_str();
            assert_eq!(kept.is_some(), submit && stop_at >= 4, "step {stop_at}");
            if let Some(kept) = kept {
                assert_eq!(kept, acceptance.protocol);
            }
            drop(ministry);
            assert_eq!(open().submit(&number(1), &envelope).unwrap(), acceptance);
        }
    }
}
