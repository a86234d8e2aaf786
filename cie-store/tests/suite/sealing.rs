//! Encryption at rest: what the file shows, who may open it, and changing keys.

use std::path::Path;
use std::sync::Arc;

use cie_core::exchange::{
    AnswerLog, OperationKey, Outcome, Registry, RegistryError, Search, StoredAnswer, Subject,
};
use cie_core::issuance::State;
use cie_core::journal::{Event, Journal};
use cie_core::redact::{Personal, Secret};
use cie_store::{
    Code, DataKey, Error, Expected, FileKeys, KeyProvider, MemoryKeys, Outbox, PassphraseCost,
    PassphraseKeys, RegistryConfig, Requests, SqliteRegistry, Store, StoreOptions,
};

use crate::contract::people::{self, ROMA, bianca, by_code};
use crate::contract::{outbox, requests};

pub(crate) fn keys() -> Arc<MemoryKeys> {
    Arc::new(MemoryKeys::new("k1", DataKey::new([1; 32])).unwrap())
}

pub(crate) fn options(keys: &Arc<MemoryKeys>) -> StoreOptions {
    StoreOptions {
        keys: Some(keys.clone()),
        ..StoreOptions::default()
    }
}

fn registry(store: &Store) -> SqliteRegistry {
    store.registry(RegistryConfig::new(ROMA).unwrap())
}

fn key() -> OperationKey {
    OperationKey {
        sender: ROMA.into(),
        id: "OP-1".parse().unwrap(),
    }
}

fn answer() -> StoredAnswer {
    StoredAnswer {
        request_digest: [3; 32],
        outcome: Outcome::Ok,
        codes: vec!["EN000".into()],
        body: Personal::new(b"<cognome>ROSSI</cognome><cf>RSSBNC64T70H501Z</cf>".to_vec()),
    }
}

/// One of everything that holds personal data.
fn fill(store: &Store) {
    registry(store)
        .upsert(&bianca(), Some("zia di ROSSI"))
        .unwrap();
    store.remember(&key(), &answer()).unwrap();
    let mut push = outbox::push("p1", 0);
    push.payload = answer().body;
    store.enqueue(&push).unwrap();
    store
        .put(&requests::update(1, Expected::Absent, State::Draft))
        .unwrap();
    let event = Event::new(chrono::DateTime::UNIX_EPOCH, "R1", "state.draft", "op");
    store.append(event).unwrap();
}

fn found(store: &Store) -> usize {
    found_in(store).unwrap()
}

fn found_in(store: &Store) -> Result<usize, RegistryError> {
    let by_code = registry(store).find(&by_code("rssbnc64t70h501z"))?;
    let person = bianca().person;
    let mut person = person.clone();
    person.tax_code = None;
    let key = cie_core::exchange::QueryKey::Person(Box::new(person));
    let by_person = registry(store).find(&people::query(key))?;
    assert_eq!(by_code, by_person);
    Ok(match by_code {
        Search::Found(found) => {
            let bare = |mut subject: Subject| {
                subject.card = None;
                subject
            };
            assert!(found.iter().all(|s| bare(s.clone()) == bianca()));
            found.len()
        }
        _ => 0,
    })
}

fn whole(store: &Store) {
    assert_eq!(found(store), 1);
    assert_eq!(store.recall(&key()).unwrap(), Some(answer()));
    assert_eq!(store.push("p1").unwrap().unwrap().payload, answer().body);
    let request = store.get(&requests::number(1)).unwrap().unwrap();
    let expected = requests::update(1, Expected::Absent, State::Draft).document;
    assert_eq!(request.document, expected);
    store.verify_journal().unwrap();
}

/// Every byte of the store, its log included.
fn bytes(path: &Path) -> Vec<u8> {
    let mut all = std::fs::read(path).unwrap();
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    all.extend(std::fs::read(log).unwrap_or_default());
    all
}

fn shows(path: &Path, text: &str) -> bool {
    let bytes = bytes(path);
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

const PERSONAL: [&str; 5] = ["ROSSI", "BIANCA", "RSSBNC64T70H501Z", "SPECIMEN", "zia di"];

#[test]
fn the_file_shows_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let (plain, sealed) = (dir.path().join("plain.db"), dir.path().join("sealed.db"));
    let store = Store::open(&plain).unwrap();
    fill(&store);
    for text in PERSONAL {
        assert!(shows(&plain, text), "the test would see {text}");
    }
    let store = options(&keys()).open(&sealed).unwrap();
    fill(&store);
    whole(&store);
    for text in PERSONAL {
        assert!(!shows(&sealed, text), "{text}");
    }
    // The journal is for whoever verifies: it is not sealed, and names nobody.
    assert!(shows(&sealed, "state.draft"));
}

#[test]
fn without_a_key_only_the_journal_opens() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    fill(&options(&keys()).open(&path).unwrap());
    for read_only in [false, true] {
        let options = StoreOptions {
            read_only,
            ..StoreOptions::default()
        };
        let store = options.open(&path).unwrap();
        assert_eq!(store.verify_journal().unwrap().entries, 1);
        assert_eq!(store.export_journal(Vec::new()).unwrap(), 1);
        assert_eq!(store.journal_of("R1").unwrap().len(), 1);
        let sealed = |error: &Error| assert_eq!(error.code(), Code::Sealed);
        let outer = |error: RegistryError| sealed(error.downcast_ref().unwrap());
        outer(found_in(&store).unwrap_err());
        outer(store.recall(&key()).unwrap_err());
        outer(store.remember(&key(), &answer()).unwrap_err());
        sealed(&store.get(&requests::number(1)).unwrap_err());
        sealed(&store.push("p1").unwrap_err());
        sealed(&store.enqueue(&outbox::push("p2", 0)).unwrap_err());
        sealed(&store.reseal(1).unwrap_err());
    }
}

#[test]
fn another_key_under_the_same_name_is_refused_at_the_door() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    fill(&options(&keys()).open(&path).unwrap());
    let wrong = Arc::new(MemoryKeys::new("k1", DataKey::new([9; 32])).unwrap());
    let error = options(&wrong).open(&path).unwrap_err();
    assert_eq!(error.code(), Code::WrongKey);
    // A new key without the old one opens, but not what the old one sealed.
    let other = Arc::new(MemoryKeys::new("k2", DataKey::new([9; 32])).unwrap());
    let store = options(&other).open(&path).unwrap();
    let error = store.push("p1").unwrap_err();
    assert_eq!(error.code(), Code::KeyUnknown);
    assert!(error.to_string().contains("k1"), "{error}");
}

/// A value copied to another row, as somebody with access to the file might, does not open there.
#[test]
fn a_value_moved_to_another_row_does_not_open() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let store = options(&keys()).open(&path).unwrap();
    fill(&store);
    store.enqueue(&outbox::push("p2", 0)).unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch(
        "UPDATE outbox SET payload = (SELECT payload FROM outbox WHERE key = 'p1') \
         WHERE key = 'p2'",
    )
    .unwrap();
    assert_eq!(store.push("p2").unwrap_err().code(), Code::WrongKey);
    assert!(store.push("p1").is_ok());
}

/// A plain store is sealed, then sealed with another key, a row at a time; at every step all of it
/// can be read, and at the end the older key is of no use.
#[test]
fn sealing_anew_goes_on_where_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    fill(&Store::open(&path).unwrap());

    let keys = keys();
    for (round, name) in ["k1", "k2"].into_iter().enumerate() {
        if round > 0 {
            keys.rotate(name, DataKey::new([2; 32])).unwrap();
        }
        let mut rows = 0;
        let mut calls = 0;
        loop {
            // Opened anew each time, as after a crash.
            let store = options(&keys).open(&path).unwrap();
            whole(&store);
            let done = store.reseal(1).unwrap();
            rows += done.rows;
            calls += 1;
            assert!(calls < 50);
            if done.finished {
                break;
            }
        }
        assert_eq!(rows, 4, "sheet, answer, push and request, each once");
        let store = options(&keys).open(&path).unwrap();
        whole(&store);
        assert_eq!(store.reseal(1000).unwrap().rows, 0);
    }
    keys.forget("k1").unwrap();
    let store = options(&keys).open(&path).unwrap();
    whole(&store);
    drop(store);
    for text in PERSONAL {
        assert!(!shows(&path, text), "{text}");
    }
}

/// While one process rotates, another that has the store open goes on reading and writing.
#[test]
fn a_rotation_elsewhere_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let keys = keys();
    let old = options(&keys).open(&path).unwrap();
    fill(&old);
    keys.rotate("k2", DataKey::new([2; 32])).unwrap();
    let new = options(&keys).open(&path).unwrap();
    assert!(new.reseal(1000).unwrap().finished);
    whole(&old);
    whole(&new);
}

#[test]
fn key_files_are_private_and_rotate() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.keys");
    let keys = FileKeys::create(&path, "k1").unwrap();
    let error = FileKeys::create(&path, "k1").unwrap_err();
    assert_eq!(error.code(), Code::FileExists);
    let first = keys.keys().unwrap()["k1"].clone();
    keys.rotate("k2").unwrap();
    assert_eq!(keys.rotate("k1").unwrap_err().code(), Code::KeyReused);
    let again = FileKeys::open(&path).unwrap();
    assert_eq!(again.current().unwrap(), "k2");
    assert_eq!(again.keys().unwrap()["k1"], first);
    assert_ne!(again.keys().unwrap()["k2"], first);
    assert_eq!(keys.forget("k2").unwrap_err().code(), Code::KeyUnknown);
    keys.forget("k1").unwrap();
    assert_eq!(again.keys().unwrap().len(), 1);
    let shown = format!("{keys:?} {first:?} {:?}", again.keys().unwrap());
    assert!(
        !shown.contains("KeyData") && shown.contains("[key]"),
        "{shown}"
    );

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |mode| std::fs::Permissions::from_mode(mode);
        let now = std::fs::metadata(&path).unwrap().permissions();
        assert_eq!(now.mode() & 0o777, 0o600);
        std::fs::set_permissions(&path, mode(0o640)).unwrap();
        let error = FileKeys::open(&path).unwrap_err();
        assert_eq!(error.code(), Code::KeyFileExposed);
        std::fs::set_permissions(&path, mode(0o600)).unwrap();
    }
    for bad in ["", "{}", "[1]", r#"{"format":2,"current":"a","keys":{}}"#] {
        std::fs::write(&path, bad).unwrap();
        assert_eq!(FileKeys::open(&path).unwrap_err().code(), Code::BadKeyFile);
    }
    assert_eq!(
        FileKeys::open(dir.path().join("none")).unwrap_err().code(),
        Code::BadKeyFile
    );
}

#[test]
fn a_passphrase_opens_its_file_and_can_be_changed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.keys");
    let cheap = PassphraseCost {
        memory_kib: 64,
        passes: 1,
    };
    let (one, two) = (Secret::new("one"), Secret::new("two"));
    let keys = PassphraseKeys::create(&path, &one, cheap, "k1").unwrap();
    let elsewhere = PassphraseKeys::open(&path, &one).unwrap();
    keys.rotate("k2").unwrap();
    assert_eq!(elsewhere.keys().unwrap().len(), 2, "a rotation is noticed");
    assert_eq!(elsewhere.current().unwrap(), "k2");
    let text = std::fs::read_to_string(&path).unwrap();
    keys.change_passphrase(&two, cheap).unwrap();
    assert_eq!(keys.keys().unwrap(), elsewhere.keys().unwrap());
    let error = PassphraseKeys::open(&path, &one).unwrap_err();
    assert_eq!(error.code(), Code::WrongPassphrase);
    let opened = PassphraseKeys::open(&path, &two).unwrap();
    assert_eq!(opened.keys().unwrap(), keys.keys().unwrap());
    // A name cannot be moved to another key, nor a cost be asked for that takes all memory.
    std::fs::write(&path, text.replace("\"k1\":", "\"k3\":")).unwrap();
    let error = PassphraseKeys::open(&path, &one).unwrap_err();
    assert_eq!(error.code(), Code::WrongPassphrase);
    std::fs::write(
        &path,
        text.replace("\"memory_kib\":64", "\"memory_kib\":99999999"),
    )
    .unwrap();
    let error = PassphraseKeys::open(&path, &one).unwrap_err();
    assert_eq!(error.code(), Code::BadKeyFile);

    let path = dir.path().join("office.db");
    let options = StoreOptions {
        keys: Some(Arc::new(keys)),
        ..StoreOptions::default()
    };
    fill(&options.open(&path).unwrap());
    whole(&options.open(&path).unwrap());
}

/// What was erased is not in the file any more, nor in the log beside it.
#[test]
fn erased_bytes_are_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let store = Store::open(&path).unwrap();
    fill(&store);
    store
        .take(
            chrono::DateTime::UNIX_EPOCH + chrono::Duration::days(99_999),
            chrono::DateTime::UNIX_EPOCH,
            9,
        )
        .unwrap();
    store.acknowledge("p1").unwrap();
    let person = cie_store::PersonToErase {
        codice_fiscale: Some(Personal::from("RSSBNC64T70H501Z")),
        sheets: Vec::new(),
        requests: vec![requests::number(1)],
        actor: "dpo".into(),
        reason: "gdpr-17".into(),
        at: chrono::DateTime::UNIX_EPOCH,
    };
    let done = store.erase_person(&person).unwrap();
    assert_eq!((done.sheets, done.answers, done.pushes), (1, 1, 1));
    assert!(store.scrub(false).unwrap());
    for text in PERSONAL {
        assert!(!shows(&path, text), "{text}");
    }
    assert!(shows(&path, "store.erased"));
    assert!(store.scrub(true).unwrap());
    store.verify_journal().unwrap();
}
