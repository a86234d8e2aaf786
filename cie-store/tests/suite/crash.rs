//! Programs that are killed, and programs that write at once.
//!
//! The test binary starts itself again as the program that dies.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use chrono::DateTime;
use cie_core::issuance::{RequestNumber, State};
use cie_core::journal::{Event, Journal};
use cie_core::redact::Personal;
use cie_store::{Expected, ImportOptions, Outbox, RegistryConfig, RequestUpdate, Requests, Store};

const STORE: &str = "CIE_STORE_TEST_FILE";
const ROWS: u64 = 3000;

/// Starts this test binary again with one of its ignored tests, as a program that may be killed.
pub(crate) fn child(role: &str, store: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            role,
            "--exact",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(STORE, store)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

pub(crate) fn store_of_child() -> Option<Store> {
    Some(Store::open(std::env::var_os(STORE)?).unwrap())
}

fn csv() -> String {
    let mut csv = String::from(
        "scheda;cognome;nome;sesso;data_nascita;luogo_nascita;carta_numero;carta_tipo\n",
    );
    for n in 0..ROWS {
        // Every tenth row is bad.
        let sex = if n % 10 == 9 { "?" } else { "F" };
        csv.push_str(&format!(
            "S{n};ROSSI;BIANCA;{sex};1964-12-30;ROMA;CA{n:05}AA;E\n"
        ));
    }
    csv
}

fn options() -> ImportOptions {
    ImportOptions {
        batch_rows: 50,
        ..ImportOptions::default()
    }
}

fn event(n: u64) -> Event {
    Event::new(
        DateTime::UNIX_EPOCH,
        format!("R{n}"),
        "x",
        std::process::id().to_string(),
    )
}

#[test]
#[ignore = "the program that dies; started by the test below"]
fn importing_child() {
    let Some(store) = store_of_child() else {
        return;
    };
    let registry = store.registry(RegistryConfig::new("058091").unwrap());
    let journal = store.clone();
    let tell = |progress: cie_store::Progress| {
        journal.append(event(progress.rows)).unwrap();
        println!("\nrows {}", progress.rows);
    };
    registry
        .import_csv(csv().as_bytes(), &options(), tell)
        .unwrap();
}

#[test]
fn an_import_killed_anywhere_is_completed_by_running_it_again() {
    for (batches, spin) in [(1, 0), (3, 20_000), (7, 200_000), (20, 1_000_000)] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("office.db");
        let mut child = child("crash::importing_child", &path);
        let output = BufReader::new(child.stdout.take().unwrap());
        let told = output
            .lines()
            .map_while(Result::ok)
            .filter(|line| line.starts_with("rows "));
        assert_eq!(told.take(batches).count(), batches);
        // Somewhere in the next batch.
        for n in 0..spin {
            std::hint::black_box(n);
        }
        child.kill().unwrap();
        assert!(
            !child.wait().unwrap().success(),
            "it was killed before it was done"
        );

        let store = Store::open(&path).unwrap();
        assert!(store.verify_journal().unwrap().entries >= batches as u64);
        store.append(event(0)).unwrap();
        let registry = store.registry(RegistryConfig::new("058091").unwrap());
        let report = registry
            .import_csv(csv().as_bytes(), &options(), |_| ())
            .unwrap();
        let good = ROWS - ROWS / 10;
        assert_eq!(report.rejected_rows.len() as u64, ROWS / 10);
        assert_eq!(
            (report.imported + report.unchanged, report.updated),
            (good, 0)
        );
        assert!(
            report.unchanged >= 45 * batches as u64,
            "what was reported as written is there"
        );
        let again = registry
            .import_csv(csv().as_bytes(), &options(), |_| ())
            .unwrap();
        assert_eq!(
            (again.unchanged, again.imported, again.updated),
            (good, 0, 0)
        );
        store.verify_journal().unwrap();
    }
}

fn number() -> RequestNumber {
    RequestNumber::new("058091", 2026, 1).unwrap()
}

fn signed(expected: Expected) -> RequestUpdate {
    RequestUpdate {
        number: number(),
        expected,
        state: State::Signed,
        format: 1,
        document: Personal::new(serde_json::json!({"serial": "CA00001AA"})),
        at: DateTime::UNIX_EPOCH,
    }
}

#[test]
#[ignore = "the program that dies; started by the test below"]
fn signing_child() {
    let Some(store) = store_of_child() else {
        return;
    };
    let _ = store.transact(|tx| -> cie_store::Result<()> {
        tx.put(&signed(Expected::Version(1)))?;
        tx.append(event(1))?;
        tx.enqueue(&cie_store::NewPush {
            key: "card".into(),
            kind: "sad.emissione".into(),
            payload: Personal::new(vec![0; 100_000]),
            due_at: DateTime::UNIX_EPOCH,
        })?;
        println!("\nall written");
        std::process::abort() // as a power cut between the last write and the commit
    });
}

#[test]
fn a_program_that_dies_before_the_commit_issued_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let store = Store::open(&path).unwrap();
    let draft = RequestUpdate {
        state: State::Complete,
        ..signed(Expected::Absent)
    };
    store.put(&draft).unwrap();
    for _ in 0..3 {
        let mut child = child("crash::signing_child", &path);
        let mut output = String::new();
        child
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut output)
            .unwrap();
        assert!(!child.wait().unwrap().success(), "{output}");
        assert!(output.contains("all written"), "{output}");
    }
    let stored = store.get(&number()).unwrap().unwrap();
    assert_eq!((stored.version, stored.state), (1, State::Complete));
    assert!(store.entries().unwrap().is_empty());
    assert_eq!(store.push("card").unwrap(), None);
    // The next run goes on from there.
    assert_eq!(store.put(&signed(Expected::Version(1))).unwrap(), 2);
}

#[test]
#[ignore = "a writer among others; started by the test below"]
fn writing_child() {
    let Some(store) = store_of_child() else {
        return;
    };
    for n in 0..60 {
        store.append(event(n)).unwrap();
    }
}

#[test]
fn processes_that_write_at_once_do_not_fork_the_journal() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    // Nobody has made the store yet: they race for that too.
    let children: Vec<_> = (0..3)
        .map(|_| child("crash::writing_child", &path))
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
    let store = Store::open(&path).unwrap();
    assert_eq!(store.verify_journal().unwrap().entries, 180);
    let writers: std::collections::BTreeSet<_> = store
        .entries()
        .unwrap()
        .into_iter()
        .map(|entry| entry.event.actor)
        .collect();
    assert_eq!(writers.len(), 3);
}
