//! Backups of a store in use, damaged ones, and getting one back.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use cie_core::issuance::State;
use cie_core::journal::{Event, Journal};
use cie_store::{Code, Expected, Outbox, Requests, Store, Verified};

use crate::contract::{at, outbox::push, requests};

fn event(n: i64) -> Event {
    Event::new(at(n), format!("R{n}"), "x", "y")
}

/// While others write, every copy is a whole one: request, entry and push go together.
#[test]
fn copies_are_of_one_moment_and_keep_nobody_waiting() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().join("office.db")).unwrap();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for writer in 0..3 {
            let (store, stop) = (&store, &stop);
            scope.spawn(move || {
                let mut n = 0;
                while !stop.load(Ordering::Relaxed) {
                    let written = store.transact(|tx| {
                        tx.append(event(n))?;
                        tx.enqueue(&push(&format!("{writer}-{n}"), 0))
                    });
                    written.unwrap();
                    n += 1;
                }
            });
        }
        // Also when an expectation fails: the writers would go on for ever.
        struct Stop<'a>(&'a AtomicBool);
        impl Drop for Stop<'_> {
            fn drop(&mut self) {
                self.0.store(true, Ordering::Relaxed);
            }
        }
        let _stop = Stop(&stop);
        // They have begun.
        while store.counts().unwrap().pending == 0 {
            std::thread::yield_now();
        }
        let mut last = 0;
        for n in 0..8 {
            let copy = dir.path().join(format!("copy-{n}.db"));
            let noted = store.backup(&copy).unwrap();
            assert!(noted.entries >= last);
            last = noted.entries;
            assert_eq!(Store::check_file(&copy).unwrap(), noted);
            let copy = Store::open(&copy).unwrap();
            assert_eq!(copy.counts().unwrap().pending, noted.entries);
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        assert!(last > 0);
    });
}

#[test]
fn a_backup_comes_back_whole_and_overwrites_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    let store = Store::open(at("office.db")).unwrap();
    for n in 0..300 {
        store.append(event(n)).unwrap();
    }
    let draft = requests::update(1, Expected::Absent, State::Draft);
    store.put(&draft).unwrap();
    let noted: Verified = store.backup(at("copy.db")).unwrap();
    assert_eq!(noted.entries, 300);
    assert_eq!(
        fs::read_dir(dir.path()).unwrap().count(),
        4,
        "nothing beside the copy"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(at("copy.db")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    for taken in ["copy.db", "office.db"] {
        let error = store.backup(at(taken)).unwrap_err();
        assert_eq!(error.code(), Code::FileExists);
        let error = Store::restore(at("copy.db"), at(taken)).unwrap_err();
        assert_eq!(error.code(), Code::FileExists);
    }
    // A log left by another store would be taken for the restored one's own.
    fs::write(at("new.db-wal"), "x").unwrap();
    let error = Store::restore(at("copy.db"), at("new.db")).unwrap_err();
    assert_eq!(error.code(), Code::FileExists);
    fs::remove_file(at("new.db-wal")).unwrap();

    assert_eq!(Store::restore(at("copy.db"), at("new.db")).unwrap(), noted);
    let restored = Store::open(at("new.db")).unwrap();
    assert_eq!(restored.entries().unwrap(), store.entries().unwrap());
    assert_eq!(
        restored.get(&draft.number).unwrap(),
        store.get(&draft.number).unwrap()
    );
    assert_eq!(restored.append(event(300)).unwrap().seq, 301);
}

#[test]
fn a_damaged_backup_is_refused_and_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    let store = Store::open(at("office.db")).unwrap();
    for n in 0..300 {
        store.append(event(n)).unwrap();
    }
    store.backup(at("copy.db")).unwrap();
    let good = fs::read(at("copy.db")).unwrap();
    // Wherever a byte of it is changed, the copy is refused or is as good as it was.
    let whole = Store::check_file(at("copy.db")).unwrap();
    for place in (100..good.len()).step_by(good.len() / 97) {
        let mut bad = good.clone();
        bad[place] ^= 0x5A;
        fs::write(at("bad.db"), &bad).unwrap();
        match Store::restore(at("bad.db"), at("new.db")) {
            Ok(verified) => {
                assert_eq!(verified, whole, "byte {place}");
                fs::remove_file(at("new.db")).unwrap();
            }
            Err(_) => {
                assert!(!at("new.db").exists() && !at("new.db.part").exists());
            }
        }
    }
    // Wherever the journal's own bytes are changed, it is refused.
    for entry in store.entries().unwrap().iter().step_by(29) {
        let hash = entry.hash.to_string();
        let found = good.windows(64).position(|text| text == hash.as_bytes());
        let mut bad = good.clone();
        bad[found.unwrap()] ^= 1;
        fs::write(at("bad.db"), &bad).unwrap();
        let error = Store::restore(at("bad.db"), at("new.db")).unwrap_err();
        assert!(
            matches!(error.code(), Code::BrokenChain | Code::Corrupt),
            "{error}"
        );
        assert!(!at("new.db").exists());
    }
    fs::write(at("bad.db"), &good[..good.len() / 2]).unwrap();
    assert!(Store::restore(at("bad.db"), at("new.db")).is_err());
    let error = Store::restore(at("nothing.db"), at("new.db")).unwrap_err();
    assert_eq!(error.code(), Code::CannotOpen);
    assert!(!at("new.db").exists());
}
