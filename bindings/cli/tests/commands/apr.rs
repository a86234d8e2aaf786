//! `cie connector init`, `serve` and `replay`, as whoever runs a connector uses them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use cie_core::exchange::{Header, Mode, Query, QueryKey, Request, Requester};
use cie_core::redact::Personal;
use cie_sad::codec::encode_request;
use cie_sad::profile::Profile;

use crate::support::{cie, cie_with_input};

/// A resident of the example's registry file: an adult of whom nothing special is said.
fn residents() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/counter/residents.csv")
}

fn known() -> String {
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_path(residents())
        .unwrap();
    let headers = rows.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (code, label) = (column("codice_fiscale"), column("caso"));
    let found = rows
        .records()
        .map(Result::unwrap)
        .find(|row| row[label] == *"carta_elettronica_rinnovo_chiuso");
    found.unwrap()[code].to_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn init_writes_what_was_asked_and_what_it_writes_can_be_served() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("apr.toml");
    let init = ["connector", "init", "--out", text(&out)];
    // Asked for: comune, type, address, port, path, travel, profile, registry, store.
    let answers = "031007\n\n\n9090\n/apr\nSI/NO\npiatto\n\n\n";
    let run = cie_with_input(&init, answers.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("codice ISTAT del comune (6 cifre): "));
    assert!(run.err.contains("porta [8080]: "));
    let written = fs::read_to_string(&out).unwrap();
    for line in [
        "istat = \"031007\"",
        "type = \"http\"",
        "address = \"127.0.0.1\"",
        "port = 9090",
        "path = \"/apr\"",
        "travel = \"SI/NO\"",
        "name = \"piatto\"",
        "kind = \"sqlite\"",
        "file = \"apr.sqlite\"",
    ] {
        assert!(written.lines().any(|one| one == line), "{line}\n{written}");
    }
    let check = cie(&["--json", "connector", "serve", "--check", text(&out)]);
    assert_eq!(check.object()["ok"], true);
    assert!(folder.path().join("apr.sqlite").exists());
    // It is not replaced by a slip.
    assert_eq!(cie_with_input(&init, answers.as_bytes()).code, 1);
    assert_eq!(fs::read_to_string(&out).unwrap(), written);
}

#[test]
fn init_by_options_keeps_only_the_digest_of_a_password() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("apr.toml");
    let base = ["connector", "init", "--yes", "--out", text(&out)];
    let run = |more: &[&str], input: &[u8]| cie_with_input(&[&base[..], more].concat(), input);
    // Without the one thing that has no default.
    assert_eq!(run(&[], b"").code, 1);
    let ftp = run(
        &[
            "--istat",
            "031007",
            "--type",
            "ftp",
            "--upload",
            "in",
            "--download",
            "out",
        ],
        b"",
    );
    assert_eq!(ftp.code, 0, "{}", ftp.err);
    let written = fs::read_to_string(&out).unwrap();
    assert!(written.contains("upload = \"in\"") && written.contains("download = \"out\""));
    let user = ["--force", "--istat", "031007", "--user", "sportello"];
    let done = run(&user, b"correct horse battery\n");
    assert_eq!(done.code, 0, "{}", done.err);
    let written = fs::read_to_string(&out).unwrap();
    assert!(written.contains("sportello = \"pbkdf2-sha256$600000$"));
    for said in [&written, &done.out, &done.err] {
        assert!(!said.contains("horse"), "{said}");
    }
    assert_eq!(run(&user, b"\n").code, 1);
    for wrong in [
        ["--istat", "31007"],
        ["--port", "80800"],
        ["--travel", "Y/N"],
        ["--path", "sad"],
        ["--address", "localhost"],
        ["--type", "gopher"],
        ["--istat", "0310\"\n[x]\n"],
    ] {
        let all = [&["--force", "--istat", "031007"][..], &wrong].concat();
        let all = if wrong[0] == "--istat" {
            [&["--force"][..], &wrong].concat()
        } else {
            all
        };
        let run = run(&all, b"");
        assert_eq!(run.code, 1, "{wrong:?}: {}", run.err);
    }
    // What was there is still there.
    assert_eq!(fs::read_to_string(&out).unwrap(), written);
}

#[test]
fn a_slip_in_a_file_is_shown_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("apr.toml");
    let good = "[comune]\nistat = \"031007\"\n[transport]\ntype = \"http\"\nport = 0\n\
                [registry]\nkind = \"sqlite\"\n[store]\nkind = \"sqlite\"\nfile = \"a.db\"\n";
    for (from, to, said) in [
        ("port = 0", "prot = 0", "(at 5:1)"),
        (
            "kind = \"sqlite\"\n[store]",
            "kind = \"oracle\"\n[store]",
            "(at 6:1)",
        ),
        (
            "kind = \"sqlite\"\n[store]",
            "kind = \"csv\"\n[store]",
            "file is missing (at 6:1)",
        ),
        (
            "file = \"a.db\"",
            "fiel = \"a.db\"",
            "unknown key fiel (at 8:1)",
        ),
        (
            "file = \"a.db\"",
            "file = \"a.db\"\nsync_questions = 1",
            "sync_questions is true or false (at 8:1)",
        ),
        (
            "kind = \"sqlite\"\nfile = \"a.db\"",
            "kind = \"postgres\"\nurl = \"postgresql://cie:segreta@h/cie\"",
            "url holds a password: use password_file or password_env (at 8:1)",
        ),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good);
        fs::write(&file, bad).unwrap();
        let run = cie(&["--lang", "en", "connector", "serve", text(&file)]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains(said), "{} {said}", run.err);
    }
    assert_eq!(cie(&["connector", "serve", "no/such/apr.toml"]).code, 3);
    assert_eq!(
        cie(&["connector", "serve", text(&folder.path().join("none"))]).code,
        3
    );
    fs::remove_file(&file).unwrap();
    assert_eq!(cie(&["connector", "serve", text(folder.path())]).code, 1);
}

fn query(id: &str) -> Vec<u8> {
    let sent = NaiveDate::from_ymd_opt(2026, 5, 18).unwrap();
    let query = Query {
        header: Header {
            operation_id: id.parse().unwrap(),
            sender: "031007".into(),
            recipient: "999999".into(),
            sent_at: sent.and_hms_opt(9, 30, 0).unwrap(),
            mode: Mode::Test,
            application: None,
            application_version: None,
            application_vendor: None,
        },
        requester: Requester {
            comune_istat: "031007".into(),
            workstation_id: "PDL-1".into(),
            operator: Personal::from("VRDGPP75C12F205X"),
        },
        key: QueryKey::CodiceFiscale(Personal::from(known())),
        residence_istat: None,
    };
    let profile = Arc::new(Profile::anpr().unwrap());
    encode_request(&profile, &Request::Interrogazione(query))
        .unwrap()
        .bytes
}

/// A process that serves, ended by a signal.
#[cfg(unix)]
mod served {
    use serde_json::Value;

    use super::*;
    use crate::process::Process;

    fn comune(folder: &Path, id: &str, path: &str, registry: &str) {
        // One of them has its questions on the disk at once.
        let sync = id == "third";
        let config = format!(
            "[comune]\nistat = \"031007\"\nid = \"{id}\"\n[transport]\ntype = \"http\"\nport = 0\n\
             path = \"{path}\"\n[registry]\n{registry}\n[store]\nkind = \"sqlite\"\nfile = \"{id}.db\"\n\
             sync_questions = {sync}\n"
        );
        fs::write(folder.join(format!("{id}.toml")), config).unwrap();
    }

    fn ask(address: &str, path: &str) -> crate::support::Run {
        let url = format!("http://{address}{path}");
        cie(&[
            "--json",
            "connector",
            "ask",
            &known(),
            "--url",
            &url,
            "--comune",
            "031007",
            "--operator",
            "VRDGPP75C12F205X",
        ])
    }

    #[test]
    fn a_folder_of_comuni_is_served_followed_and_finished() {
        let folder = tempfile::tempdir().unwrap();
        let csv = format!("kind = \"csv\"\nfile = '{}'", residents().display());
        comune(folder.path(), "full", "/full", &csv);
        comune(folder.path(), "empty", "/empty", "kind = \"sqlite\"");
        fs::write(folder.path().join("server.toml"), "[server]\nworkers = 4\n").unwrap();
        let mut process = Process::start(folder.path());
        let listening = process.line("listening");
        let address = listening["address"].as_str().unwrap().to_owned();
        assert_eq!(listening["tenants"], 2);
        assert_eq!(ask(&address, "/full").code, 0);
        let nobody = ask(&address, "/empty");
        assert_eq!(nobody.code, 1, "{} {}", nobody.out, nobody.err);
        assert!(nobody.out.contains("EN130"), "{}", nobody.out);

        // One is added, one moves, one goes; then somebody makes a slip.
        comune(folder.path(), "third", "/third", "kind = \"sqlite\"");
        comune(folder.path(), "full", "/moved", &csv);
        fs::remove_file(folder.path().join("empty.toml")).unwrap();
        process.signal("HUP");
        let reloaded = process.line("reloaded");
        assert_eq!(
            (
                &reloaded["added"],
                &reloaded["replaced"],
                &reloaded["removed"]
            ),
            (&1.into(), &1.into(), &1.into())
        );
        assert_eq!(ask(&address, "/moved").code, 0);
        assert_eq!(ask(&address, "/third").code, 1);
        for gone in ["/full", "/empty"] {
            assert!(ask(&address, gone).out.contains("CIE-SAD-405"));
        }
        fs::write(folder.path().join("third.toml"), "[comune]\n").unwrap();
        process.signal("HUP");
        let cause = process.line("not_reloaded")["cause"].clone();
        assert!(cause.as_str().unwrap().contains("third.toml"), "{cause}");
        assert_eq!(ask(&address, "/moved").code, 0);

        let lines = process.end();
        let answered: Vec<&Value> = lines
            .iter()
            .filter(|line| line["event"] == "answered")
            .collect();
        assert_eq!(answered.len(), 5);
        assert_eq!(answered[0]["operation"], "interrogazione");
        let all = format!("{lines:?}");
        assert!(
            !all.contains(&known()) && !all.contains("VRDGPP75C12F205X"),
            "{all}"
        );
        // Every exchange is in the journal of its comune.
        let store = cie_store::Store::open(folder.path().join("full.db")).unwrap();
        assert_eq!(store.verify_journal().unwrap().entries, 3);
    }

    /// A comune that exports its file every night gets the new one served, without a word to the
    /// process.
    #[test]
    fn a_registry_file_that_changes_is_taken_up() {
        let folder = tempfile::tempdir().unwrap();
        let all = fs::read_to_string(residents()).unwrap();
        let row = all.lines().find(|line| line.contains(&known())).unwrap();
        let without: Vec<&str> = all.lines().take(50).filter(|line| *line != row).collect();
        let file = folder.path().join("export.csv");
        fs::write(&file, without.join("\n") + "\n").unwrap();
        comune(
            folder.path(),
            "a",
            "/sad",
            "kind = \"csv\"\nfile = \"export.csv\"",
        );
        let mut process = Process::start_with(&folder.path().join("a.toml"), &[]);
        let address = process.line("listening")["address"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(ask(&address, "/sad").out.contains("EN130"));
        fs::write(&file, without.join("\n") + "\n" + row + "\n").unwrap();
        assert_eq!(process.line("reloaded")["replaced"], 1);
        assert_eq!(ask(&address, "/sad").code, 0);
        process.end();
    }

    #[test]
    fn a_stored_request_is_sent_again_and_its_answer_compared() {
        let folder = tempfile::tempdir().unwrap();
        let csv = format!("kind = \"csv\"\nfile = '{}'", residents().display());
        comune(folder.path(), "full", "/sad", &csv);
        let apr = folder.path().join("full.toml");
        let mut process = Process::start(&apr);
        let address = process.line("listening")["address"]
            .as_str()
            .unwrap()
            .to_owned();
        let url = format!("http://{address}/sad");
        let (request, answer) = (
            folder.path().join("q-request.xml"),
            folder.path().join("q-answer.xml"),
        );
        fs::write(&request, query("REPLAY-1")).unwrap();
        let replay = |more: &[&str]| {
            cie(&[&["--json", "connector", "replay", text(&request)][..], more].concat())
        };
        let first = replay(&["--url", &url, "--keep", text(&answer)]);
        assert_eq!(first.object()["verdict"], "nothing_stored");
        let again = replay(&["--url", &url]);
        assert_eq!(
            (
                again.object()["verdict"].as_str(),
                again.object()["outcome"].as_str()
            ),
            (Some("identical"), Some("ok"))
        );
        process.end();
        // In this process, as if it had never been asked: the registry says the same.
        let again = replay(&["--apr", text(&apr)]);
        assert_eq!(again.object()["verdict"], "identical");
        // Somebody moved away meanwhile.
        comune(folder.path(), "other", "/sad", "kind = \"sqlite\"");
        let differs = replay(&["--apr", text(&folder.path().join("other.toml"))]);
        assert_eq!(differs.code, 1);
        let object = &differs.objects()[0];
        assert_eq!(
            (object["verdict"].as_str(), object["codes"][0].as_str()),
            (Some("different"), Some("EN130"))
        );
        for said in [again.out, again.err, differs.out, differs.err] {
            assert!(!said.contains(&known()));
        }
        // Nobody there; nothing that is a request; nothing to send it to.
        assert_eq!(replay(&["--url", &url]).code, 3);
        fs::write(&request, "<x/>").unwrap();
        assert_eq!(replay(&["--apr", text(&apr)]).code, 1);
        assert_eq!(replay(&[]).code, 2);
    }
}
