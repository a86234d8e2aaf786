//! `cie journal` and `cie store`: sound and damaged journals, backups, retention.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, TimeZone, Utc};
use cie_core::exchange::{AnswerLog, OperationKey, Outcome, StoredAnswer};
use cie_core::journal::{Event, Journal};
use cie_core::redact::{Personal, Secret};
use cie_store::{PassphraseCost, PassphraseKeys, Store, StoreOptions};

use crate::support::{Run, cie};

struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let office = Self { folder };
        let store = Store::open(office.path("office.db")).expect("a store");
        for n in 0..25 {
            let at = DateTime::UNIX_EPOCH;
            let event = Event::new(at, format!("R{n}"), "state.draft", "operator");
            store.append(event).expect("an entry");
        }
        let file = fs::File::create(office.path("journal.jsonl")).expect("a file");
        store.export_journal(file).expect("an export");
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).to_str().expect("UTF-8").to_owned()
    }
}

fn run(arguments: &[&str]) -> Run {
    cie(&[&["--json", "--lang", "en"], arguments].concat())
}

fn answer(store: &Store) -> Option<StoredAnswer> {
    store.recall(&key()).expect("an answer")
}

fn key() -> OperationKey {
    OperationKey {
        sender: "CIEONL".into(),
        id: "OP-1".parse().expect("an identifier"),
    }
}

fn remember(store: &Store) {
    let answer = StoredAnswer {
        request_digest: [1; 32],
        outcome: Outcome::Ok,
        codes: Vec::new(),
        body: Personal::new(b"<cognome>ROSSI</cognome>".to_vec()),
    };
    store.remember(&key(), &answer).expect("stored");
}

#[test]
fn a_whole_journal_is_told_by_its_length_and_last_hash() {
    let office = Office::new();
    let from_store = run(&["journal", "verify", &office.text("office.db")]).object();
    let from_lines = run(&["journal", "verify", &office.text("journal.jsonl")]).object();
    assert_eq!(from_store, from_lines);
    assert_eq!(from_store["entries"], 25);
    let store = Store::open(office.path("office.db")).expect("a store");
    let last = store.entries().expect("entries").pop().expect("an entry");
    assert_eq!(from_store["head"], last.hash.to_string());

    let noted = ["journal", "verify", &office.text("office.db"), "--at-least"];
    assert_eq!(run(&[&noted[..], &["25"]].concat()).code, 0);
    let short = run(&[&noted[..], &["26"]].concat());
    assert_eq!(short.code, 1);
    assert!(
        short.err.contains("25") && short.err.contains("26"),
        "{}",
        short.err
    );
}

#[test]
fn the_first_bad_entry_is_named() {
    let office = Office::new();
    let text = fs::read_to_string(office.path("journal.jsonl")).expect("lines");
    let changed = text.replacen("\"R16\"", "\"R61\"", 1);
    fs::write(office.path("changed.jsonl"), changed).expect("a file");
    let bad = run(&["journal", "verify", &office.text("changed.jsonl")]);
    assert_eq!(bad.code, 1);
    assert!(bad.err.contains("CIE-STORE-021"), "{}", bad.err);
    assert!(
        bad.err.contains("17"),
        "entry R16 is number 17: {}",
        bad.err
    );

    // In the store itself, behind SQLite's back.
    let store = office.path("office.db");
    let mut bytes = fs::read(&store).expect("the store");
    let found = bytes.windows(14).position(|text| text == b"R16state.draft");
    let at = found.expect("the row of R16");
    bytes[at + 1] = b'9';
    fs::write(&store, bytes).expect("the store");
    for command in [["journal", "verify"], ["store", "verify"]] {
        let bad = run(&[command[0], command[1], &office.text("office.db")]);
        assert_eq!(bad.code, 1, "{}", bad.err);
        let named = bad.err.contains("CIE-STORE-021") && bad.err.contains("17");
        // `store verify` may find the index of the journal at odds with it first.
        assert!(named || bad.err.contains("CIE-STORE-006"), "{}", bad.err);
    }
    let backup = [
        "store",
        "backup",
        &office.text("office.db"),
        &office.text("copy.db"),
    ];
    assert_eq!(run(&backup).code, 1);
    assert!(!office.path("copy.db").exists(), "a bad copy is not kept");

    let nothing = run(&["journal", "verify", &office.text("nothing.db")]);
    assert_eq!(nothing.code, 3, "{}", nothing.err);
    fs::write(office.path("noise"), "noise\n").expect("a file");
    assert_eq!(run(&["journal", "verify", &office.text("noise")]).code, 1);
}

#[test]
fn a_backup_is_made_and_comes_back() {
    let office = Office::new();
    let (store, copy, new) = (
        office.text("office.db"),
        office.text("copy.db"),
        office.text("new.db"),
    );
    let made = run(&["store", "backup", &store, &copy]).object();
    assert_eq!(made["entries"], 25);
    assert_eq!(run(&["store", "verify", &copy]).object(), made);
    assert_eq!(run(&["store", "restore", &copy, &new]).object(), made);
    assert_eq!(run(&["journal", "verify", &new]).object(), made);
    for existing in [
        ["store", "backup", &store, &copy],
        ["store", "restore", &copy, &new],
    ] {
        let refused = run(&existing);
        assert_eq!(refused.code, 1);
        assert!(refused.err.contains("CIE-STORE-090"), "{}", refused.err);
    }
    let nothing = office.text("nothing.db");
    assert_eq!(
        run(&["store", "backup", &nothing, &office.text("x.db")]).code,
        3
    );
    assert!(!Path::new(&nothing).exists(), "no store is made by mistake");
}

#[test]
fn retention_erases_what_is_due_and_doubts_the_clock() {
    let office = Office::new();
    let store = Store::open(office.path("office.db")).expect("a store");
    remember(&store);
    let path = office.text("office.db");
    let at = |day: u32, more: &[&'static str]| {
        let time = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).single();
        let time = time.expect("a time") + chrono::Duration::days(i64::from(day));
        let time = time.to_rfc3339();
        run(&[&["store", "retention", &path, "--at", &time], more].concat())
    };
    assert_eq!(at(0, &[]).object()["erased"]["answers"], 0);
    // 90 days by the default rules, from when retention met it.
    let refused = at(91, &[]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("CIE-STORE-082"), "{}", refused.err);
    assert!(answer(&store).is_some());
    assert_eq!(at(60, &[]).object()["erased"]["answers"], 0);
    let done = at(91, &[]).object();
    assert_eq!(
        (&done["erased"]["answers"], &done["log_cleared"]),
        (&1.into(), &true.into())
    );
    assert!(store.recall(&key()).is_err(), "known to be erased");
    let last = store.entries().expect("entries").pop().expect("an entry");
    assert_eq!(last.event.what, "store.retention");
    assert_eq!(at(0, &["--confirm-clock"]).code, 0);

    let list = cie(&["--json", "store", "retention", &path, "--list"]);
    let law: Vec<_> = list.objects();
    assert!(
        law.iter()
            .any(|rule| rule["confidence"] == "law_unread" && rule["days"] == 90)
    );
    assert!(
        law.iter()
            .all(|rule| rule["source"].as_str().is_some_and(|s| s.len() > 20))
    );
    fs::write(office.path("bad.toml"), "longest_gap_days = 1\nrule = 3\n").expect("a file");
    let bad = run(&[
        "store",
        "retention",
        &path,
        "--policy",
        &office.text("bad.toml"),
    ]);
    assert_eq!(bad.code, 1);
    assert!(
        bad.err.contains("CIE-STORE-081") && bad.err.contains("line 2"),
        "{}",
        bad.err
    );
}

#[test]
fn a_sealed_store_needs_its_keys_for_retention_and_none_for_the_journal() {
    let office = Office::new();
    let phrase = Secret::new("frase segreta");
    let cheap = PassphraseCost {
        memory_kib: 64,
        passes: 1,
    };
    let keys = PassphraseKeys::create(office.path("keys"), &phrase, cheap, "k1").expect("keys");
    let options = StoreOptions {
        keys: Some(Arc::new(keys)),
        ..StoreOptions::default()
    };
    remember(&options.open(office.path("sealed.db")).expect("a store"));
    fs::write(office.path("phrase"), "frase segreta\n").expect("a file");
    fs::write(office.path("wrong"), "parola\n").expect("a file");
    let path = office.text("sealed.db");
    assert_eq!(run(&["journal", "verify", &path]).object()["entries"], 0);
    let closed = run(&["store", "retention", &path]);
    assert_eq!(closed.code, 1);
    assert!(closed.err.contains("CIE-STORE-060"), "{}", closed.err);
    let with = |phrase: &str| {
        run(&[
            "store",
            "retention",
            &path,
            "--keys",
            &office.text("keys"),
            "--passphrase-file",
            &office.text(phrase),
        ])
    };
    let wrong = with("wrong");
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("CIE-STORE-066") && !wrong.err.contains("parola"));
    assert_eq!(with("phrase").object()["erased"]["answers"], 0);
    let copy = office.text("copy.db");
    assert_eq!(
        run(&["store", "backup", &path, &copy]).object()["entries"],
        0
    );
}
