//! Transactions that share a commit, and readers beside them.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::sync::mpsc;
use std::time::Duration;

use cie_core::exchange::{AnswerLog, OperationKey, Outcome, StoredAnswer, Tried};
use cie_core::journal::{Event, Journal};
use cie_core::redact::Personal;
use cie_store::{Code, Error, NewPush, Outbox, Store, StoreOptions};

use crate::crash::{child, store_of_child};

fn event(subject: impl Into<String>) -> Event {
    Event::new(chrono::DateTime::UNIX_EPOCH, subject, "x", "test")
}

/// Every third fails after it wrote; its neighbours in the batch are kept.
#[test]
fn one_that_fails_takes_back_its_own_work_only() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().join("office.db")).unwrap();
    let refused = || Error::new(Code::BadLabel);
    std::thread::scope(|scope| {
        for writer in 0..24 {
            let store = &store;
            scope.spawn(move || {
                for n in 0..20 {
                    let done = store.transact(|tx| {
                        tx.append(event(format!("{writer}-{n}")))?;
                        if n % 3 == 0 { Err(refused()) } else { Ok(()) }
                    });
                    assert_eq!(done.map_err(|e| e.code()).is_err(), n % 3 == 0);
                }
            });
        }
    });
    assert_eq!(store.verify_journal().unwrap().entries, 24 * 13);
    let kept = store.entries().unwrap();
    let kept: BTreeSet<_> = kept.into_iter().map(|entry| entry.event.subject).collect();
    let expected = (0..24).flat_map(|w| {
        (0..20)
            .filter(|n| n % 3 != 0)
            .map(move |n| format!("{w}-{n}"))
    });
    assert_eq!(kept, expected.collect());
}

#[test]
fn one_that_panics_takes_back_its_own_work_only() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().join("office.db")).unwrap();
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let store = &store;
            scope.spawn(move || {
                for n in 0..10 {
                    let attempt = std::panic::AssertUnwindSafe(|| {
                        store.transact(|tx| {
                            tx.append(event(format!("{writer}-{n}")))?;
                            // Without the panic hook: no noise among the results.
                            if n == 5 {
                                std::panic::resume_unwind(Box::new("as a defect would"));
                            }
                            Ok(())
                        })
                    });
                    assert_eq!(std::panic::catch_unwind(attempt).is_err(), n == 5);
                }
            });
        }
    });
    assert_eq!(store.verify_journal().unwrap().entries, 8 * 9);
}

/// While somebody writes, readers see the store as it was committed last, at once.
#[test]
fn readers_do_not_wait_for_writers() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().join("office.db")).unwrap();
    store.append(event("first")).unwrap();
    let (written, wait_for_written) = mpsc::channel();
    let (finish, wait_for_finish) = mpsc::channel::<()>();
    let writer = std::thread::spawn({
        let store = store.clone();
        move || {
            store.transact(|tx| {
                tx.append(event("second"))?;
                written.send(()).unwrap();
                wait_for_finish.recv().unwrap();
                Ok(())
            })
        }
    });
    wait_for_written.recv().unwrap();
    let (read, wait_for_read) = mpsc::channel();
    std::thread::spawn({
        let store = store.clone();
        move || read.send(store.entries().unwrap().len())
    });
    // Before the writer is told to finish: a reader that waited for it would never answer.
    let seen = wait_for_read.recv_timeout(Duration::from_secs(30));
    assert_eq!(seen, Ok(1), "what is not committed is not seen");
    finish.send(()).unwrap();
    writer.join().unwrap().unwrap();
    assert_eq!(store.entries().unwrap().len(), 2);
}

/// What is synced soon is there at once, for other programs too, and in the chain.
#[test]
fn what_is_synced_soon_is_there_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().join("office.db")).unwrap();
    let other = Store::open(dir.path().join("office.db")).unwrap();
    store.append_soon(event("first")).unwrap();
    assert_eq!(other.entries().unwrap().len(), 1);
    other.append(event("second")).unwrap();
    let kept = store.remember_soon(&key("1"), &answer("1")).unwrap();
    assert_eq!(kept, answer("1"));
    assert_eq!(other.remember(&key("1"), &answer("2")).unwrap(), kept);
    assert_eq!(other.remember_soon(&key("1"), &answer("2")).unwrap(), kept);
    drop(store);
    assert_eq!(other.verify_journal().unwrap().entries, 2);
}

/// What waits for nobody is there at once, whole or not at all.
#[test]
fn what_waits_for_nobody_is_whole_or_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().join("office.db")).unwrap();
    let other = Store::open(dir.path().join("office.db")).unwrap();
    let both = |name: &str, kept: &str| {
        store.transact_now(|tx| {
            let first = tx.remember(&key(name), &answer(kept))?;
            if first.is_none() {
                tx.append(event(name))?;
            }
            Ok(first)
        })
    };
    assert_eq!(both("1", "1").unwrap(), Tried::Done(None));
    assert_eq!(both("1", "2").unwrap(), Tried::Done(Some(answer("1"))));
    assert_eq!(other.recall(&key("1")).unwrap(), Some(answer("1")));
    assert_eq!(other.verify_journal().unwrap().entries, 1);
    let failed = store.transact_now(|tx| {
        tx.remember(&key("2"), &answer("2"))?;
        tx.append(event("x".repeat(201)))?; // longer than a subject may be
        Ok(())
    });
    assert!(failed.is_err());
    assert_eq!(other.recall(&key("2")).unwrap(), None);
    let panicked = std::panic::AssertUnwindSafe(|| {
        store.transact_now(|tx| -> Result<(), Error> {
            tx.append(event("never"))?;
            std::panic::resume_unwind(Box::new("as a defect would"))
        })
    });
    assert!(std::panic::catch_unwind(panicked).is_err());
    assert_eq!(both("3", "3").unwrap(), Tried::Done(None));
    store.append(event("an effect")).unwrap();
    assert_eq!(other.verify_journal().unwrap().entries, 3);
}

/// Somebody's long work, in this process or another, is not waited for.
#[test]
fn what_waits_for_nobody_is_not_done_while_somebody_writes() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().join("office.db")).unwrap();
    let other = Store::open(dir.path().join("office.db")).unwrap();
    let now = |name: &str| store.transact_now(|tx| tx.append(event(name))).unwrap();
    for writer in [&store, &other] {
        let (inside, entered) = mpsc::channel();
        let (leave, left) = mpsc::channel::<()>();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                writer
                    .transact(|tx| {
                        inside.send(()).unwrap();
                        let _ = left.recv();
                        tx.append(event("long")).map(drop)
                    })
                    .unwrap();
            });
            entered.recv().unwrap();
            // Each store waits for five seconds by default; this one not at all.
            let started = std::time::Instant::now();
            assert_eq!(now("meanwhile"), Tried::NotNow);
            assert!(started.elapsed() < Duration::from_secs(4));
            drop(leave);
        });
        assert!(matches!(now("after"), Tried::Done(_)));
    }
    assert_eq!(store.verify_journal().unwrap().entries, 4);
}

/// The log is copied into the file by somebody who may wait, however many there are who may not.
#[test]
fn who_waits_for_nobody_leaves_room_for_copying_the_log() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().join("office.db")).unwrap();
    let now = |n: usize| store.transact_now(|tx| tx.append(event(n.to_string())));
    let in_a_row = |limit: usize| (0..limit).find(|n| now(*n).unwrap() == Tried::NotNow);
    let most = in_a_row(10_000).expect("an end");
    assert!(most > 100, "{most} in a row");
    assert_eq!(now(0).unwrap(), Tried::NotNow);
    store.append_soon(event("room")).unwrap();
    assert_eq!(in_a_row(10_000), Some(most));
    let entries = u64::try_from(2 * most + 1).unwrap();
    assert_eq!(store.verify_journal().unwrap().entries, entries);
}

/// A store that syncs everything, and one without a file, have nothing that waits for nobody.
#[test]
fn a_store_that_syncs_everything_is_never_in_a_hurry() {
    let dir = tempfile::tempdir().unwrap();
    let options = StoreOptions {
        sync_all: true,
        ..StoreOptions::default()
    };
    let synced = options.open(dir.path().join("office.db")).unwrap();
    for store in [synced, Store::in_memory().unwrap()] {
        let tried = store.transact_now(|tx| tx.append(event("never")));
        assert_eq!(tried.unwrap(), Tried::NotNow);
        let tried = store.remember_now(&key("1"), &answer("1")).unwrap();
        assert_eq!(tried, Tried::NotNow);
        store.remember_soon(&key("1"), &answer("1")).unwrap();
        assert_eq!(store.recall(&key("1")).unwrap(), Some(answer("1")));
        assert_eq!(store.verify_journal().unwrap().entries, 0);
    }
}

/// What an effect leaves in three tables, under one name.
pub(crate) fn key(name: &str) -> OperationKey {
    OperationKey {
        sender: "058091".into(),
        id: name.parse().unwrap(),
    }
}

pub(crate) fn answer(name: &str) -> StoredAnswer {
    StoredAnswer {
        request_digest: [7; 32],
        outcome: Outcome::Ok,
        codes: Vec::new(),
        body: Personal::new(name.as_bytes().to_vec()),
    }
}

const WRITERS: usize = 16;
/// Said by the program that dies when its store is open.
pub(crate) const READY: &str = "ready";

#[test]
#[ignore = "the program that dies; started by the test below"]
fn acknowledging_child() {
    let Some(store) = store_of_child() else {
        return;
    };
    let round = std::process::id();
    println!("\n{READY}");
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let store = &store;
            scope.spawn(move || {
                for n in 0.. {
                    let name = format!("{round}-{writer}-{n}");
                    store.append(event(name.clone())).unwrap();
                    // A kill must lose none of these kinds; only a power cut tells them apart.
                    let (key, answer) = (key(&name), answer(&name));
                    let now =
                        n % 3 == 0 && store.remember_now(&key, &answer).unwrap() != Tried::NotNow;
                    if !now && n % 3 != 1 {
                        store.remember_soon(&key, &answer).unwrap();
                    } else if !now {
                        store.remember(&key, &answer).unwrap();
                    }
                    let push = NewPush {
                        key: name.clone(),
                        kind: "test".into(),
                        payload: Personal::new(name.clone().into_bytes()),
                        due_at: chrono::DateTime::UNIX_EPOCH,
                    };
                    store.enqueue(&push).unwrap();
                    // The line is the acknowledgement: whatever it names must be there for good.
                    println!("\ndone {name}");
                }
            });
        }
    });
}

/// Sixteen writers, killed somewhere in the middle, again and again over the same file.
#[test]
fn what_was_acknowledged_survives_kill_9() {
    let rounds: u64 = match std::env::var("CIE_STORE_KILLS") {
        Ok(rounds) => rounds.parse().unwrap(),
        Err(_) => 12,
    };
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let mut acknowledged: Vec<String> = Vec::new();
    for round in 0..rounds {
        let mut child = child("sharing::acknowledging_child", &path);
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut lines = output.lines().map_while(Result::ok);
        assert!(lines.any(|line| line == READY), "it starts");
        let reader = std::thread::spawn(move || {
            let names = lines.filter_map(|l| l.strip_prefix("done ").map(str::to_owned));
            names.collect::<Vec<_>>()
        });
        // Points of time that are spread but the same in every run.
        std::thread::sleep(Duration::from_millis(60 + round * 7919 % 180));
        child.kill().unwrap();
        child.wait().unwrap();
        let told = reader.join().unwrap();

        let store = Store::open(&path).unwrap();
        store.verify_journal().unwrap();
        for name in &told {
            let entries = store.journal_of(name).unwrap();
            assert_eq!(entries.len(), 1, "entry {name}");
            assert_eq!(store.recall(&key(name)).unwrap(), Some(answer(name)));
            assert!(store.push(name).unwrap().is_some(), "push {name} is lost");
        }
        acknowledged.extend(told);
    }
    assert!(!acknowledged.is_empty(), "nobody got anything done");
    // What an earlier round acknowledged outlived the kills of the later ones.
    let store = Store::open(&path).unwrap();
    let entries = store.entries().unwrap();
    let subjects: BTreeSet<_> = entries.iter().map(|e| e.event.subject.as_str()).collect();
    assert_eq!(subjects.len(), entries.len(), "nothing is doubled");
    for name in &acknowledged {
        assert!(subjects.contains(name.as_str()), "entry {name} is lost");
        assert_eq!(store.recall(&key(name)).unwrap(), Some(answer(name)));
        assert!(store.push(name).unwrap().is_some(), "push {name} is lost");
    }
    eprintln!(
        "{rounds} kills, {} acknowledged, none lost",
        acknowledged.len()
    );
}
