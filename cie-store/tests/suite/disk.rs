//! A disk that is full, under many writers at once.

use std::collections::BTreeSet;
use std::sync::Mutex;

use cie_core::journal::{Event, Journal};
use cie_store::{Code, Error, Store, StoreOptions};

fn event(subject: String) -> Event {
    Event::new(chrono::DateTime::UNIX_EPOCH, subject, "x", "test").with("filler", "x".repeat(2000))
}

/// Writers fill the store until it refuses; what was acknowledged is there, what was refused is not.
fn fill(store: &Store, writers: usize, room: impl Fn()) {
    let acknowledged = Mutex::new(BTreeSet::new());
    std::thread::scope(|scope| {
        for writer in 0..writers {
            let (store, acknowledged) = (store, &acknowledged);
            scope.spawn(move || {
                for n in 0..10_000 {
                    let name = format!("{writer}-{n}");
                    match store.append(event(name.clone())) {
                        Ok(_) => assert!(acknowledged.lock().unwrap().insert(name)),
                        Err(error) => {
                            let error = error.downcast_ref::<Error>().unwrap();
                            assert!(matches!(error.code(), Code::Full | Code::Io), "{error}");
                            return;
                        }
                    }
                }
                panic!("the disk never filled");
            });
        }
    });
    let stored = |store: &Store| -> BTreeSet<String> {
        let entries = store.entries().unwrap();
        entries
            .into_iter()
            .map(|entry| entry.event.subject)
            .collect()
    };
    let acknowledged = acknowledged.into_inner().unwrap();
    assert!(acknowledged.len() > 20);
    assert_eq!(stored(store), acknowledged);
    store.verify_journal().unwrap();
    // With room again it goes on.
    room();
    store.append(event("after".into())).unwrap();
    assert_eq!(stored(store).len(), acknowledged.len() + 1);
}

#[test]
fn a_store_at_its_limit_keeps_what_it_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let options = StoreOptions {
        max_pages: Some(300),
        ..StoreOptions::default()
    };
    let store = options.open(&path).unwrap();
    let acknowledged = Mutex::new(BTreeSet::new());
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let (store, acknowledged) = (&store, &acknowledged);
            scope.spawn(move || {
                for n in 0.. {
                    let name = format!("{writer}-{n}");
                    match store.append(event(name.clone())) {
                        Ok(_) => assert!(acknowledged.lock().unwrap().insert(name)),
                        Err(error) => {
                            let error = error.downcast_ref::<Error>().unwrap();
                            assert_eq!(error.code(), Code::Full);
                            return;
                        }
                    }
                }
            });
        }
    });
    let acknowledged = acknowledged.into_inner().unwrap();
    let entries = store.entries().unwrap();
    let stored: BTreeSet<_> = entries.into_iter().map(|e| e.event.subject).collect();
    assert!(acknowledged.len() > 100);
    assert_eq!(stored, acknowledged);
    store.verify_journal().unwrap();
    // With room again it goes on.
    drop(store);
    let store = Store::open(&path).unwrap();
    store.append(event("after".into())).unwrap();
}

/// A small file system of its own, in a namespace of its own: the test starts itself again there.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_what_was_acknowledged() {
    use std::process::Command;
    let dir = tempfile::tempdir().unwrap();
    let script = r#"mount -t tmpfs -o size=3m none "$DIR" || exit 99; exec "$0" "$@""#;
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script])
        .arg(std::env::current_exe().unwrap())
        .args([
            "disk::full_child",
            "--exact",
            "--ignored",
            "--test-threads=1",
        ])
        .env("DIR", dir.path())
        .output();
    let Ok(output) = output else {
        eprintln!("SKIPPED: unshare is not installed");
        return;
    };
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.code() == Some(99) || text.contains("unshare failed") {
        eprintln!("SKIPPED: no mount namespace here: {text}");
        return;
    }
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{told}\n{text}");
    assert!(told.contains("1 passed"), "{told}");
}

#[test]
#[ignore = "runs on a small disk; started by the test above"]
fn full_child() {
    let Some(dir) = std::env::var_os("DIR") else {
        return;
    };
    let dir = std::path::PathBuf::from(dir);
    // Something that can be deleted, to make room again.
    let ballast = dir.join("ballast");
    std::fs::write(&ballast, vec![1; 500_000]).unwrap();
    let store = Store::open(dir.join("office.db")).unwrap();
    fill(&store, 8, || std::fs::remove_file(&ballast).unwrap());
}
