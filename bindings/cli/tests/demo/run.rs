//! Running the demo and reading what it left.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use cie_core::journal::{Entry, Journal};
use cie_store::{Outbox, PushCounts, StoreOptions};
use serde_json::Value;
use tempfile::TempDir;

/// The command under test.
pub(crate) fn cie() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cie"));
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the repository")
}

/// The labels of a row: the last column, joined by `+`.
pub(crate) fn labels(row: &str) -> impl Iterator<Item = &str> {
    row.rsplit(';').next().unwrap_or_default().split('+')
}

/// A folder for a run, with a short registry file: the citizen of the demo and some others.
pub(crate) struct Bench {
    pub(crate) dir: TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let bench = Self {
            dir: tempfile::tempdir().expect("a temporary folder"),
        };
        let all = fs::read_to_string(root().join("examples/counter/residents.csv")).expect("csv");
        let mut lines = all.lines();
        let header = lines.next().expect("a header");
        let (demo, others): (Vec<_>, Vec<_>) =
            lines.partition(|line| labels(line).any(|label| label == "demo"));
        assert_eq!(demo.len(), 1, "one resident is marked");
        let mut rows = vec![header, demo[0]];
        rows.extend(others.into_iter().take(25));
        fs::write(bench.residents(), rows.join("\n") + "\n").expect("a file");
        bench
    }

    pub(crate) fn residents(&self) -> PathBuf {
        self.dir.path().join("residents.csv")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.dir.path().join("out")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.out().join(name)
    }

    /// `cie --json demo` in this folder.
    pub(crate) fn command(&self) -> Command {
        let mut command = cie();
        command
            .args(["--json", "demo", "--on", "2026-11-23", "--out"])
            .arg(self.out());
        command.arg("--residents").arg(self.residents());
        command
    }

    pub(crate) fn run(&self, more: &[&str]) -> Finished {
        Finished(
            self.command()
                .args(more)
                .output()
                .expect("the command runs"),
        )
    }

    /// The journal, read from the database whether or not the run got to export it.
    pub(crate) fn journal(&self) -> Vec<Entry> {
        let path = self.file("state/counter.sqlite");
        let store = StoreOptions {
            read_only: true,
            ..StoreOptions::default()
        }
        .open(path);
        let store = store.expect("the journal is readable");
        store.verify_journal().expect("the chain is whole");
        store.entries().expect("the entries are readable")
    }

    /// How many pushes stand where.
    pub(crate) fn pushes(&self) -> PushCounts {
        let path = self.file("state/counter.sqlite");
        let store = StoreOptions {
            read_only: true,
            ..StoreOptions::default()
        };
        let store = store.open(path).expect("the outbox is readable");
        store.counts().expect("the outbox is readable")
    }

    /// How often something happened, by the journal.
    pub(crate) fn count(&self, what: &str) -> usize {
        self.journal()
            .iter()
            .filter(|entry| entry.event.what == what)
            .count()
    }
}

/// A run that ended.
pub(crate) struct Finished(pub(crate) Output);

impl Finished {
    pub(crate) fn code(&self) -> Option<i32> {
        self.0.status.code()
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    /// The lines of stdout, each of which must be a JSON object.
    pub(crate) fn objects(&self) -> Vec<Value> {
        let text = String::from_utf8(self.0.stdout.clone()).expect("UTF-8");
        let object = |line: &str| serde_json::from_str::<Value>(line).expect("a JSON line");
        let objects: Vec<Value> = text.lines().map(object).collect();
        assert!(objects.iter().all(Value::is_object));
        objects
    }

    /// The object of this event, which must be there once.
    pub(crate) fn object(&self, event: &str) -> Value {
        let mut found = self
            .objects()
            .into_iter()
            .filter(|object| object["event"] == event);
        let object = found
            .next()
            .unwrap_or_else(|| panic!("no '{event}': {}", self.stderr()));
        assert!(found.next().is_none(), "'{event}' more than once");
        object
    }

    /// The one line that says why the run failed.
    pub(crate) fn error_line(&self) -> String {
        let stderr = self.stderr();
        let mut errors = stderr.lines().filter(|line| line.starts_with("errore: "));
        let line = errors
            .next()
            .unwrap_or_else(|| panic!("no error line in: {stderr}"));
        assert!(
            errors.next().is_none(),
            "more than one error line: {stderr}"
        );
        line.to_owned()
    }
}

/// A complete run: one card issued, and one only.
pub(crate) fn assert_issued_once(bench: &Bench, last: &Finished) {
    assert_eq!(last.code(), Some(0), "{}", last.stderr());
    for what in [
        "state.draft",
        "sad.interrogazione",
        "request.entered",
        "state.complete",
        "state.signed",
        "cnsd.accepted",
        "state.in_certification",
        "state.in_production",
        "state.shipped",
        "state.delivered",
        "anpr.cie8",
        "remittance.computed",
        "card.verified",
    ] {
        assert_eq!(bench.count(what), 1, "{what}");
    }
    let subjects: std::collections::BTreeSet<String> = bench
        .journal()
        .into_iter()
        .map(|entry| entry.event.subject)
        .collect();
    assert_eq!(subjects.len(), 1, "one request: {subjects:?}");
    let acknowledged = PushCounts {
        // The registry and ANPR.
        acknowledged: 2,
        ..PushCounts::default()
    };
    assert_eq!(bench.pushes(), acknowledged, "nothing is owed any more");
    for name in [
        "messages/1-interrogazione-answer.xml",
        "messages/2-emissione-answer.xml",
        "messages/4-emissione-new-identifier-answer.xml",
        "messages/simulated-cieonline-serial.json",
        "messages/simulated-cnsd-acceptance.json",
        "request.p7m",
        "receipt.pdf",
        "journal.jsonl",
        "remittance.json",
        "card/virtual-cie.der",
        "card/report.json",
    ] {
        assert!(bench.file(name).exists(), "{name}");
    }
    let progress = fs::read_to_string(bench.file("messages/simulated-cnsd-progress.json"));
    assert!(
        progress.expect("progress").contains("\"deliver\""),
        "to the end"
    );
    // The simulated ANPR knows one card, whatever happened on the way.
    let anpr = fs::read_to_string(bench.file("state/anpr/cards.json")).expect("cards");
    let anpr: Value = serde_json::from_str(&anpr).expect("JSON");
    assert_eq!(anpr.as_object().map(serde_json::Map::len), Some(1));
    let pushed = last.object("pushed");
    assert_eq!(pushed["cards_with_serial"], 1);
    assert_eq!(pushed["repeating_changed_nothing"], true);
    assert_eq!(last.object("remittance")["cards"], 1);
    let verified = last.object("card_verified");
    assert_eq!(verified["summary"], "genuine", "{verified}");
    assert_eq!(verified["simulated"], true);
    // The serials given out by the simulator: one request asked for one.
    let given = fs::read_dir(bench.file("state/ministry/requests"))
        .expect("requests")
        .count();
    assert_eq!(given, 1);
}

/// Whether an outside program is there; says loudly when a test does without it.
pub(crate) fn program(name: &str, probe: &str) -> bool {
    let found = Command::new(name)
        .arg(probe)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let found = found.is_ok();
    if !found {
        eprintln!("SKIPPED: {name} is not installed");
    }
    found
}
