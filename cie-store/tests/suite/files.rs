//! Files that are full, foreign, newer, read-only, held or tampered with.

use std::path::Path;
use std::time::Duration;

use chrono::DateTime;
use cie_core::error::{Kind, Position};
use cie_core::exchange::{AnswerLog, OperationKey, Outcome};
use cie_core::journal::{Event, Journal};
use cie_store::{Code, Error, Requests, Store, StoreOptions, verify_jsonl};
use rusqlite::Connection;
use tempfile::TempDir;

fn event(n: usize) -> Event {
    Event::new(
        DateTime::UNIX_EPOCH,
        format!("R{n}"),
        "state.draft",
        "operator",
    )
    .with("n", "1")
}

/// A store on disk with so many entries, closed.
fn journal(entries: usize) -> (TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let store = Store::open(&path).unwrap();
    let write =
        |tx: &cie_store::Tx<'_>| (1..=entries).try_for_each(|n| tx.append(event(n)).map(drop));
    store.transact(write).unwrap();
    (dir, path)
}

fn code(result: Result<Store, Error>) -> (Code, Kind) {
    let error = result.unwrap_err();
    (error.code(), error.kind())
}

fn of(error: cie_core::journal::JournalError) -> Code {
    error.downcast::<Error>().unwrap().code()
}

#[test]
fn a_full_store_says_so_keeps_what_it_has_and_goes_on_when_there_is_room() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let tight = StoreOptions {
        max_pages: Some(60),
        ..StoreOptions::default()
    };
    let store = tight.open(&path).unwrap();
    let mut written = 0;
    let error = loop {
        assert!(written < 10_000, "the limit was never met");
        match store.append(event(written)) {
            Ok(_) => written += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(of(error), Code::Full);
    assert!(written > 0);
    assert_eq!(store.verify_journal().unwrap().entries, written as u64);
    drop(store);
    let roomy = Store::open(&path).unwrap();
    roomy.append(event(written)).unwrap();
    assert_eq!(roomy.verify_journal().unwrap().entries, written as u64 + 1);
}

#[test]
fn other_files_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);

    std::fs::write(
        at("text"),
        "Comune di Roma, registro della popolazione\n".repeat(200),
    )
    .unwrap();
    assert_eq!(
        code(Store::open(at("text"))),
        (Code::NotADatabase, Kind::Integrity)
    );

    Connection::open(at("other"))
        .unwrap()
        .execute_batch("CREATE TABLE t (x)")
        .unwrap();
    assert_eq!(
        code(Store::open(at("other"))),
        (Code::NotOurs, Kind::Integrity)
    );
    let mode: String = Connection::open(at("other"))
        .unwrap()
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "delete", "a foreign file is left as it was");

    drop(Store::open(at("newer")).unwrap());
    Connection::open(at("newer"))
        .unwrap()
        .pragma_update(None, "user_version", 999)
        .unwrap();
    assert_eq!(
        code(Store::open(at("newer"))),
        (Code::NewerSchema, Kind::Environment)
    );

    assert_eq!(
        code(Store::open(at("no/such/folder.db"))),
        (Code::CannotOpen, Kind::Environment)
    );
    assert_eq!(
        code(Store::open(dir.path())),
        (Code::CannotOpen, Kind::Environment)
    );

    std::fs::write(at("empty"), "").unwrap();
    let look = StoreOptions {
        read_only: true,
        ..StoreOptions::default()
    };
    assert_eq!(code(look.open(at("empty"))).0, Code::NotOurs);
    assert_eq!(code(look.open(at("absent"))).0, Code::CannotOpen);
    assert!(!at("absent").exists());
}

/// A store of the schema before `0006_answers_by_sender.sql` keeps its cards and their protection.
#[test]
fn an_older_store_is_brought_up_to_date() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let raw = Connection::open(&path).unwrap();
    for step in [
        include_str!("../../migrations/0001_journal.sql"),
        include_str!("../../migrations/0002_registry.sql"),
        include_str!("../../migrations/0003_answers.sql"),
        include_str!("../../migrations/0004_outbox.sql"),
        include_str!("../../migrations/0005_requests.sql"),
        "INSERT INTO subject VALUES ('S1', NULL, 'A', 'B', 1990, '{}', 'label'); \
         INSERT INTO request VALUES ('058091-2026-000001', 'draft', 3, 1, '{\"a\":[1]}', 7); \
         INSERT INTO card (serial, scheda, electronic, annulled_on, origin) \
         VALUES ('CA00001AA', 'S1', 1, '2026-01-01', 'notice'); \
         PRAGMA application_id = 1128875313; PRAGMA user_version = 5",
    ] {
        raw.execute_batch(step).unwrap();
    }
    drop(raw);
    let store = Store::open(&path).unwrap();
    let number = "058091-2026-000001".parse().unwrap();
    let request = store.get(&number).unwrap().unwrap();
    assert_eq!((request.version, request.format), (3, 1));
    assert_eq!(*request.document.expose(), serde_json::json!({"a": [1]}));
    drop(store);
    let raw = Connection::open(&path).unwrap();
    let card: (String, bool, String) = raw
        .query_row(
            "SELECT serial, electronic, annulled_on FROM card",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap();
    assert_eq!(card, ("CA00001AA".into(), true, "2026-01-01".into()));
    let sheet: (String, Vec<u8>, Vec<u8>) = raw
        .query_row("SELECT scheda, document, note FROM subject", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!(sheet, ("S1".into(), b"{}".to_vec(), b"label".to_vec()));
    for undone in ["UPDATE card SET annulled_on = NULL", "DELETE FROM card"] {
        assert!(raw.execute_batch(undone).is_err(), "{undone}");
    }
}

/// Whatever version it comes from, a store has the tables of a new one in the end, and the answers
/// that it was asked for.
#[test]
fn a_store_of_any_earlier_schema_becomes_as_a_new_one() {
    let steps = [
        include_str!("../../migrations/0001_journal.sql"),
        include_str!("../../migrations/0002_registry.sql"),
        include_str!("../../migrations/0003_answers.sql"),
        include_str!("../../migrations/0004_outbox.sql"),
        include_str!("../../migrations/0005_requests.sql"),
        include_str!("../../migrations/0006_answers_by_sender.sql"),
        include_str!("../../migrations/0007_sealing.sql"),
    ];
    let dir = tempfile::tempdir().unwrap();
    let objects = |path: &Path| -> Vec<(String, Option<String>)> {
        let raw = Connection::open(path).unwrap();
        let select = "SELECT name, sql FROM sqlite_schema ORDER BY name";
        let mut select = raw.prepare(select).unwrap();
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    };
    let fresh = dir.path().join("fresh.db");
    drop(Store::open(&fresh).unwrap());
    for version in 1..=steps.len() {
        let path = dir.path().join(format!("{version}.db"));
        let raw = Connection::open(&path).unwrap();
        for step in &steps[..version] {
            raw.execute_batch(step).unwrap();
        }
        if version >= 6 {
            let insert = "INSERT INTO answer (sender, operation_id, request_digest, outcome, codes, \
                          body) VALUES ('058091', ?, zeroblob(32), 'several', '[\"EN1\"]', ?)";
            for n in 0..50_usize {
                let body = vec![b'x'; n * 100];
                raw.execute(insert, (n.to_string(), body)).unwrap();
            }
        }
        if version >= 7 {
            let erase = "UPDATE answer SET body = x'', erased_at = 7 WHERE operation_id = '49'";
            raw.execute_batch(erase).unwrap();
        }
        let made = format!("PRAGMA application_id = 1128875313; PRAGMA user_version = {version}");
        raw.execute_batch(&made).unwrap();
        drop(raw);
        let store = Store::open(&path).unwrap();
        for n in 0..50 {
            let key = OperationKey {
                sender: "058091".into(),
                id: n.to_string().parse().unwrap(),
            };
            let recalled = store.recall(&key);
            if version >= 7 && n == 49 {
                assert!(recalled.unwrap_err().to_string().contains("CIE-STORE-"));
                continue;
            }
            let recalled = recalled.unwrap().map(|answer| {
                assert_eq!((answer.outcome, answer.codes.len()), (Outcome::Several, 1));
                answer.body.expose().len()
            });
            assert_eq!(recalled, (version >= 6).then_some(n * 100), "{version}");
        }
        drop(store);
        assert_eq!(objects(&path), objects(&fresh), "{version}");
    }
}

#[test]
fn a_damaged_file_is_reported() {
    let (_dir, path) = journal(200);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[4096..middle].fill(0xA5);
    std::fs::write(&path, bytes).unwrap();
    let error = Store::open(&path)
        .and_then(|store| store.verify_journal())
        .unwrap_err();
    assert_eq!(
        (error.code(), error.kind()),
        (Code::Corrupt, Kind::Integrity)
    );
}

#[test]
fn a_held_file_is_reported_after_the_timeout() {
    let (_dir, path) = journal(1);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let impatient = StoreOptions {
        busy_timeout: Duration::from_millis(50),
        ..StoreOptions::default()
    };
    let store = impatient.open(&path).unwrap();
    assert_eq!(of(store.append(event(2)).unwrap_err()), Code::Locked);
    // Reading goes on meanwhile.
    assert_eq!(store.verify_journal().unwrap().entries, 1);
    other.execute_batch("ROLLBACK").unwrap();
    store.append(event(2)).unwrap();
}

#[test]
fn a_store_opened_to_look_verifies_and_writes_nothing() {
    let (_dir, path) = journal(3);
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let before = std::fs::read(&path).unwrap();
    let store = StoreOptions {
        read_only: true,
        ..StoreOptions::default()
    }
    .open(&path)
    .unwrap();
    assert_eq!(store.verify_journal().unwrap().entries, 3);
    assert_eq!(of(store.append(event(4)).unwrap_err()), Code::ReadOnly);
    drop(store);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn the_journal_refuses_change_and_removal() {
    let (_dir, path) = journal(3);
    let raw = Connection::open(&path).unwrap();
    let zeros = "0".repeat(64);
    for statement in [
        "UPDATE journal SET actor = 'x' WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 3",
        "DELETE FROM journal",
        &format!("INSERT INTO journal VALUES (9, '', '', '', '', '{{}}', '{zeros}', '{zeros}')"),
        "INSERT OR REPLACE INTO journal SELECT 2, at, 'x', what, actor, data, previous, hash \
         FROM journal WHERE seq = 2",
        // A fork: the next number, but not after the last entry.
        "INSERT INTO journal SELECT 4, at, subject, what, actor, data, previous, hash \
         FROM journal WHERE seq = 3",
    ] {
        let error = raw.execute_batch(statement).unwrap_err().to_string();
        assert!(error.contains("append-only"), "{statement}: {error}");
    }
    assert_eq!(
        Store::open(&path)
            .unwrap()
            .verify_journal()
            .unwrap()
            .entries,
        3
    );
}

#[test]
fn tampering_past_the_triggers_is_found_where_it_is() {
    const OFF: &str = "DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; \
                       DROP TRIGGER journal_only_at_the_end;";
    let swap = "UPDATE journal SET seq = -3 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 4; \
                UPDATE journal SET seq = 4 WHERE seq = -3;";
    let insert = "INSERT INTO journal SELECT 0, at, subject, what, actor, data, previous, hash \
                  FROM journal WHERE seq = 1";
    for (statement, line) in [
        ("UPDATE journal SET actor = 'mallory' WHERE seq = 3", 3),
        (
            "UPDATE journal SET at = '1970-01-01T00:00:01Z' WHERE seq = 3",
            3,
        ),
        ("UPDATE journal SET data = '{\"n\":\"2\"}' WHERE seq = 5", 5),
        ("UPDATE journal SET data = 'not json' WHERE seq = 4", 4),
        (
            "UPDATE journal SET hash = replace(hash, 'a', 'b') WHERE seq = 1",
            1,
        ),
        ("DELETE FROM journal WHERE seq = 2", 2),
        ("DELETE FROM journal WHERE seq = 1", 1),
        (swap, 3),
        (insert, 1),
    ] {
        let (_dir, path) = journal(5);
        let raw = Connection::open(&path).unwrap();
        raw.execute_batch(OFF).unwrap();
        raw.execute_batch(statement).unwrap();
        drop(raw);
        let look = StoreOptions {
            read_only: true,
            ..StoreOptions::default()
        };
        let error = look.open(&path).unwrap().verify_journal().unwrap_err();
        assert_eq!(error.code(), Code::BrokenChain, "{statement}");
        let place = Position::Row {
            line,
            column: "hash".into(),
        };
        assert_eq!(
            cie_core::error::Coded::position(&error),
            Some(&place),
            "{statement}"
        );
    }
}

/// A chain cannot show that its tail is gone; the noted number and hash can.
#[test]
fn a_missing_tail_shows_against_the_noted_head() {
    let (_dir, path) = journal(5);
    let noted = Store::open(&path).unwrap().verify_journal().unwrap();
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch("DROP TRIGGER journal_no_delete; DELETE FROM journal WHERE seq = 5")
        .unwrap();
    drop(raw);
    let now = Store::open(&path).unwrap().verify_journal().unwrap();
    assert_ne!((now.entries, now.head), (noted.entries, noted.head));
}

#[test]
fn the_export_verifies_on_its_own_and_shows_changes() {
    let (_dir, path) = journal(2500);
    let store = Store::open(&path).unwrap();
    let mut exported = Vec::new();
    assert_eq!(store.export_journal(&mut exported).unwrap(), 2500);
    assert_eq!(
        verify_jsonl(exported.as_slice()).unwrap(),
        store.verify_journal().unwrap()
    );
    assert_eq!(store.journal_of("R7").unwrap().len(), 1);

    let text = String::from_utf8(exported).unwrap();
    let changed = text.replacen("\"R1200\"", "\"R1201\"", 1);
    let error = verify_jsonl(changed.as_bytes()).unwrap_err();
    assert_eq!(error.code(), Code::BrokenChain);
    assert!(error.to_string().contains("1200"), "{error}");
    let cut = &text[..text.len() - 10];
    assert_eq!(
        verify_jsonl(cut.as_bytes()).unwrap_err().code(),
        Code::BadRecord
    );
    let endless = std::io::BufReader::new(std::io::Read::take(std::io::repeat(b'x'), 1 << 30));
    assert_eq!(verify_jsonl(endless).unwrap_err().code(), Code::BadRecord);
}

#[test]
fn annulments_and_cards_cannot_be_undone_behind_our_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    drop(Store::open(&path).unwrap());
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch(
        "INSERT INTO subject (scheda, birth_year, document) VALUES ('S1', 1990, x'7B7D'); \
         INSERT INTO card (serial, scheda, electronic, annulled_on, origin) \
         VALUES ('CA00001AA', 'S1', 1, '2026-01-01', 'notice')",
    )
    .unwrap();
    assert!(
        raw.execute_batch("UPDATE card SET annulled_on = NULL")
            .is_err()
    );
    assert!(raw.execute_batch("DELETE FROM card").is_err());
}

#[test]
fn programs_that_make_the_store_at_once_all_get_it() {
    for _ in 0..20 {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("office.db");
        std::thread::scope(|scope| {
            for n in 0..6 {
                let path = &path;
                scope.spawn(move || Store::open(path).unwrap().append(event(n)).unwrap());
            }
        });
        let verified = Store::open(&path).unwrap().verify_journal().unwrap();
        assert_eq!(verified.entries, 6);
    }
}
