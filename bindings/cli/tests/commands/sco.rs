//! `cie sco`: the life of an operator card from the shell, and files that a refusal leaves alone.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::{Run, cie, cie_with_input};

/// The inventory file of a test, removed with its folder.
struct Office {
    folder: tempfile::TempDir,
    path: PathBuf,
}

impl Office {
    /// Made by the command itself.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sco.json");
        let office = Self { folder, path };
        let made = office.run(&["new", "--office", "centrale"], &[]);
        assert_eq!(made.code, 0, "{}", made.err);
        office
    }

    /// With one Security Officer, one officer and one card, handed over on 2017-10-02.
    fn at_work() -> Self {
        let office = Self::new();
        for event in life() {
            let run = office.apply(&event, &["--write"]);
            assert_eq!(run.code, 0, "{event}: {}", run.err);
        }
        office
    }

    fn run(&self, before: &[&str], after: &[&str]) -> Run {
        let path = self.path.to_str().expect("UTF-8");
        cie(&[&["--json", "sco"], before, &[path], after].concat())
    }

    fn apply(&self, event: &Value, more: &[&str]) -> Run {
        let path = self.path.to_str().expect("UTF-8");
        let arguments = [&["--json", "sco", "apply", path, "-"], more].concat();
        cie_with_input(&arguments, event.to_string().as_bytes())
    }

    fn report(&self, on: &str, within: &str) -> (i32, Value) {
        let run = self.run(&["report"], &["--on", on, "--within", within]);
        let mut objects = run.objects();
        assert_eq!(objects.len(), 1, "{} {}", run.out, run.err);
        (run.code, objects.remove(0))
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(&self.path).expect("the inventory")
    }

    /// Names of what is in the folder.
    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("a folder");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
        entries
            .map(|entry| name(entry).into_string().expect("UTF-8"))
            .collect()
    }
}

fn event(on: &str, what: Value) -> Value {
    json!({ "on": on, "what": what })
}

/// From the appointments to the handover, in the order of circ. 8/2017, all. 2: the master
/// password comes before the activation.
fn life() -> [Value; 7] {
    [
        event(
            "2017-09-04",
            json!({ "type": "security_officer_named", "security_officer": "SO-1" }),
        ),
        event(
            "2017-09-04",
            json!({ "type": "officer_named", "officer": "OFF-1", "role": "registry_officer" }),
        ),
        event(
            "2017-09-05",
            json!({ "type": "requested", "card": "SCO-1", "security_officer": "SO-1" }),
        ),
        event(
            "2017-09-20",
            json!({ "type": "received", "card": "SCO-1", "number": "700001" }),
        ),
        event(
            "2017-09-21",
            json!({ "type": "master_password_received", "security_officer": "SO-1" }),
        ),
        event(
            "2017-10-02",
            json!({ "type": "activated", "card": "SCO-1", "expires": "2023-10-01" }),
        ),
        event(
            "2017-10-02",
            json!({ "type": "assigned", "card": "SCO-1", "officer": "OFF-1" }),
        ),
    ]
}

#[test]
fn an_inventory_comes_back_as_it_was_written() {
    let office = Office::at_work();
    let file: Value = serde_json::from_slice(&office.bytes()).expect("JSON");
    assert_eq!(file, json!({ "office": "centrale", "events": life() }));
    // Nothing is left of the files in between.
    assert_eq!(office.files(), ["sco.json"]);
    let read: cie_core::sco::Inventory = serde_json::from_value(file).expect("an inventory");
    let card = read.card(&"SCO-1".parse().expect("a label")).expect("it");
    assert_eq!(card.state().name(), "assigned");
}

#[test]
fn every_event_is_answered_with_the_state_it_leads_to() {
    let office = Office::new();
    let states = [
        Value::Null,
        Value::Null,
        json!("requested"),
        json!("received"),
        Value::Null,
        json!("activated"),
        json!("assigned"),
    ];
    for (at, (event, state)) in life().iter().zip(states).enumerate() {
        let answer = office.apply(event, &["--write"]).object();
        assert_eq!(answer["applied"], event["what"]["type"]);
        assert_eq!(answer["state"], state, "{event}");
        assert_eq!(answer["events"], at + 1);
        assert_eq!(answer["written"], true);
    }
}

#[test]
fn without_write_an_event_is_only_checked() {
    let office = Office::at_work();
    let before = office.bytes();
    let blocked = event("2018-01-10", json!({ "type": "blocked", "card": "SCO-1" }));
    let answer = office.apply(&blocked, &[]).object();
    assert_eq!(
        (&answer["state"], &answer["written"]),
        (&json!("blocked"), &json!(false))
    );
    assert_eq!(office.bytes(), before);
}

#[test]
fn a_refused_event_leaves_the_file_byte_identical() {
    let office = Office::at_work();
    // Even bytes that the command itself would write otherwise.
    let text = String::from_utf8(office.bytes()).expect("UTF-8") + "\n \n";
    fs::write(&office.path, &text).expect("written");
    let card = |kind: &str| json!({ "type": kind, "card": "SCO-1" });
    for (refused, code) in [
        (event("2018-01-10", card("shipped")), "CIE-CORE-603"),
        (event("2017-09-30", card("blocked")), "CIE-CORE-609"),
        (event("2018-01-10", card("expired")), "CIE-CORE-611"),
        (
            event("2018-01-10", json!({ "type": "lost", "card": "SCO-9" })),
            "CIE-CORE-601",
        ),
        (
            event(
                "2018-01-10",
                json!({ "type": "officer_left", "officer": "OFF-1" }),
            ),
            "CIE-CORE-613",
        ),
    ] {
        let run = office.apply(&refused, &["--write"]);
        assert_eq!(run.code, 1, "{refused}");
        assert_eq!(run.objects()[0]["event"], "failure");
        assert_eq!(run.objects()[0]["code"], code, "{refused}");
        assert_eq!(office.bytes(), text.as_bytes(), "{refused}");
        assert_eq!(office.files(), ["sco.json"]);
    }
}

#[test]
fn without_the_master_password_no_card_is_activated() {
    let office = Office::new();
    for event in &life()[..4] {
        assert_eq!(office.apply(event, &["--write"]).code, 0);
    }
    let run = office.apply(&life()[5], &["--write"]);
    assert_eq!(run.objects()[0]["code"], "CIE-CORE-606");
    let (code, report) = office.report("2017-09-30", "60");
    assert_eq!(code, 1);
    assert_eq!(
        report["security_officers_without_master_password"],
        json!(["SO-1"])
    );
    assert_eq!(report["officers_without_card"], json!(["OFF-1"]));
    assert_eq!(report["counts"]["received"], 1);
    // The card of the officer is there, waiting: none has to be asked for.
    assert_eq!(report["cards_to_request"], 0);
}

#[test]
fn the_report_ends_with_one_when_something_is_missing_or_expires() {
    let (code, empty) = Office::new().report("2017-10-02", "60");
    assert_eq!((code, &empty["lacks_security_officer"]), (1, &json!(true)));

    let office = Office::at_work();
    let (code, sound) = office.report("2017-10-02", "60");
    assert_eq!((code, &sound["findings"]), (0, &json!(0)));
    assert_eq!(sound["office"], "centrale");
    assert_eq!(sound["counts"]["assigned"], 1);
    // 2 August 2023 and 60 days are 1 October, the last day of the card.
    let listed = json!([{ "expires": "2023-10-01", "card": "SCO-1" }]);
    for (on, within, code, expiring, past) in [
        ("2023-08-01", "60", 0, &json!([]), &json!([])),
        ("2023-08-02", "60", 1, &listed, &json!([])),
        ("2023-10-01", "0", 1, &listed, &json!([])),
        ("2023-10-02", "60", 1, &json!([]), &listed),
    ] {
        let found = office.report(on, within);
        assert_eq!(found.0, code, "{on}");
        assert_eq!(&found.1["expiring"], expiring, "{on}");
        assert_eq!(&found.1["past_expiry"], past, "{on}");
    }

    let lost = event("2018-01-10", json!({ "type": "lost", "card": "SCO-1" }));
    assert_eq!(office.apply(&lost, &["--write"]).code, 0);
    let (code, after) = office.report("2018-01-10", "60");
    assert_eq!((code, &after["to_revoke"]), (1, &json!(["SCO-1"])));
    assert_eq!(after["officers_without_card"], json!(["OFF-1"]));
    assert_eq!(after["cards_to_request"], 1);
}

#[test]
fn people_read_the_report_in_either_language() {
    let office = Office::at_work();
    let path = office.path.to_str().expect("UTF-8");
    for (lang, state, expiring, end) in [
        ("it", "consegnata 1", "in scadenza", "da sistemare: 1"),
        ("en", "handed over 1", "expiring", "to be put right: 1"),
    ] {
        let run = cie(&["--lang", lang, "sco", "report", path, "--on", "2023-09-01"]);
        assert_eq!((run.code, run.err.as_str()), (1, ""));
        let line = |word: &str| {
            run.out
                .lines()
                .find(|line| line.contains(word))
                .expect(word)
        };
        assert!(line(expiring).ends_with("SCO-1 (2023-10-01)"));
        assert!(line(state).starts_with("  "));
        assert_eq!(run.out.lines().last(), Some(end));
    }
}

#[test]
fn names_are_on_the_record_of_the_handover_and_in_no_error() {
    let office = Office::at_work();
    let people = [
        "--comune",
        "Esempio",
        "--security-officer",
        "Verdi Bianca",
        "--officer",
        "Rossi Maria",
    ];
    let path = office.path.to_str().expect("UTF-8");
    let paper = cie(&[&["sco", "handover", path, "SCO-1"][..], &people].concat());
    assert_eq!((paper.code, paper.err.as_str()), (0, ""));
    for said in [
        "Verdi Bianca",
        "Rossi Maria",
        "Numero: 700001",
        "Data: 02/10/2017",
        "Scadenza: 01/10/2023",
    ] {
        assert!(paper.out.contains(said), "{said}: {}", paper.out);
    }
    let object = office
        .run(&["handover"], &[&["SCO-1"][..], &people].concat())
        .object();
    assert_eq!(
        object["text"].as_str().map(str::trim_end),
        Some(paper.out.trim_end())
    );
    assert_eq!(object["on"], "2017-10-02");
    assert_eq!(object["role"], "registry_officer");
    let sheet = office.folder.path().join("handover.pdf");
    let pdf = ["SCO-1", "--pdf", sheet.to_str().expect("UTF-8")];
    let run = office.run(&["handover"], &[&pdf[..], &people].concat());
    assert_eq!(run.object(), object);
    assert!(
        fs::read(&sheet)
            .expect("the sheet")
            .starts_with(b"%PDF-1.7")
    );

    let mut two_lines = people;
    two_lines[5] = "Rossi\nMaria";
    for (card, people, code) in [
        ("SCO-2", &people, 1),
        ("SCO-1", &two_lines, 1),
        // A codice fiscale is no label.
        ("RSSMRA80A01H501U", &people, 2),
    ] {
        for json in [&[][..], &["--json"]] {
            let head = ["sco", "handover", path, card];
            let run = cie(&[json, &head[..], &people[..]].concat());
            assert_eq!(run.code, code, "{card}");
            let said = run.out + &run.err;
            for personal in ["Verdi", "Rossi", "RSSMRA", "700001"] {
                assert!(!said.contains(personal), "{said}");
            }
        }
    }
}

#[test]
fn a_file_that_is_there_is_not_started_anew() {
    let office = Office::at_work();
    let before = office.bytes();
    let run = office.run(&["new", "--office", "altra"], &[]);
    assert_eq!(run.code, 1);
    assert_eq!(office.bytes(), before);
}

#[test]
fn what_is_no_event_or_no_inventory_is_said_without_being_quoted() {
    let office = Office::at_work();
    let before = office.bytes();
    let unknown = json!({ "type": "ROSSI", "card": "SCO-1" });
    let run = office.apply(&event("2018-01-10", unknown), &["--write"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("`revoked`"), "{}", run.err);
    // There is no room for a PIN, by design.
    let pin = json!({ "type": "blocked", "card": "SCO-1", "pin": "ROSSI" });
    let dated = event("ROSSI", json!({ "type": "blocked", "card": "SCO-1" }));
    for wrong in [event("2018-01-10", pin), dated, json!("ROSSI")] {
        let run = office.apply(&wrong, &["--write"]);
        assert_eq!(run.code, 1, "{wrong}");
        assert!(!(run.out + &run.err).contains("ROSSI"), "{wrong}");
        assert_eq!(office.bytes(), before);
    }
    let long = " ".repeat((64 << 10) + 1);
    let path = office.path.to_str().expect("UTF-8");
    let run = cie_with_input(&["sco", "apply", path, "-"], long.as_bytes());
    assert_eq!(run.code, 1);

    // An edited file cannot put a card into a state it cannot be in.
    let mut edited: Value = serde_json::from_slice(&before).expect("JSON");
    edited["events"].as_array_mut().expect("events").remove(4);
    fs::write(&office.path, edited.to_string()).expect("written");
    let run = office.run(&["report"], &[]);
    assert_eq!(run.code, 1);
    assert_eq!(run.objects()[0]["code"], "CIE-CORE-606");
    assert!(run.err.contains("events[4]"), "{}", run.err);
    fs::write(
        &office.path,
        "{\"office\": \"ROSSI MARIA\", \"events\": []}",
    )
    .expect("written");
    let run = office.run(&["report"], &[]);
    assert_eq!(run.code, 1);
    assert!(!(run.out + &run.err).contains("ROSSI"));
}

#[test]
fn standard_input_cannot_be_written_back_nor_be_read_twice() {
    for wrong in [
        &["sco", "apply", "-", "-"][..],
        &["sco", "apply", "-", "event.json", "--write"],
    ] {
        let run = cie(wrong);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{wrong:?}");
    }
    let office = Office::at_work();
    let report = ["--json", "sco", "report", "-", "--on", "2017-10-02"];
    let run = cie_with_input(&report, &office.bytes());
    assert_eq!(run.object()["office"], "centrale");
}

#[test]
fn a_file_that_is_write_protected_stays_as_it_is() {
    let office = Office::at_work();
    let before = office.bytes();
    let mut permissions = fs::metadata(&office.path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&office.path, permissions).expect("protected");
    let blocked = event("2018-01-10", json!({ "type": "blocked", "card": "SCO-1" }));
    assert_eq!(office.apply(&blocked, &["--write"]).code, 3);
    assert_eq!(office.bytes(), before);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;

    let office = Office::at_work();
    fs::set_permissions(&office.path, fs::Permissions::from_mode(0o640)).expect("set");
    let link = office.folder.path().join("link.json");
    std::os::unix::fs::symlink(&office.path, &link).expect("a link");
    let blocked = event("2018-01-10", json!({ "type": "blocked", "card": "SCO-1" }));
    let path = link.to_str().expect("UTF-8");
    let run = cie_with_input(
        &["sco", "apply", path, "-", "--write"],
        blocked.to_string().as_bytes(),
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let is_link = fs::symlink_metadata(&link).expect("a link").is_symlink();
    let mode = fs::metadata(&office.path)
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!((is_link, mode & 0o777), (true, 0o640));
    let (_, report) = office.report("2018-01-10", "60");
    assert_eq!(report["counts"]["blocked"], 1);
}
