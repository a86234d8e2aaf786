//! What goes wrong is said in one clear line, and what was recorded stays readable.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::run::{Bench, Finished, assert_issued_once, cie, root};

#[test]
fn bad_rows_are_listed_and_kept_and_the_good_ones_imported() {
    let bench = Bench::new();
    let good = fs::read_to_string(bench.residents()).expect("csv");
    let good_rows = good.lines().count() - 1;
    // A bad date, a bad sex and a short row, after the good ones.
    let header: Vec<&str> = good.lines().next().expect("a header").split(';').collect();
    let row = |changes: &[(&str, &str)]| -> String {
        let base = [
            ("scheda", "9000001"),
            ("cognome", "PROVA"),
            ("nome", "ADA"),
            ("sesso", "F"),
            ("data_nascita", "1990-01-01"),
            ("luogo_nascita", "ROMA"),
            ("belfiore_nascita", "H501"),
        ];
        let value = |column: &&str| {
            let all = changes.iter().chain(&base);
            all.clone()
                .find(|(name, _)| name == column)
                .map_or("", |(_, value)| value)
        };
        header.iter().map(value).collect::<Vec<_>>().join(";")
    };
    let bad_date = row(&[("data_nascita", "1985-02-30")]);
    let bad_sex = row(&[("sesso", "X"), ("scheda", "9000002")]);
    let text = format!("{good}{bad_date}\n{bad_sex}\nonly;three;cells\n");
    fs::write(bench.residents(), text).expect("a file");

    let run = bench.run(&[]);
    assert_eq!(run.code(), Some(1), "{}", run.stderr());
    let imported = run.object("imported");
    assert_eq!(imported["imported"], good_rows);
    assert_eq!(imported["rejected_rows"], 3);
    let first_bad = good_rows as u64 + 2;
    let found: Vec<(u64, Option<String>)> = imported["rejected"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|e| {
            (
                e["line"].as_u64().unwrap_or(0),
                e["column"].as_str().map(str::to_owned),
            )
        })
        .collect();
    let column = |name: &str| Some(name.to_owned());
    assert_eq!(
        found,
        [
            (first_bad, column("data_nascita")),
            (first_bad + 1, column("sesso")),
            (first_bad + 2, None)
        ]
    );
    let kept = fs::read_to_string(bench.file("rejected.csv")).expect("rejected rows are kept");
    for row in [&bad_date, &bad_sex, "only;three;cells"] {
        assert!(kept.contains(row), "{row}");
    }
    assert_eq!(
        bench.count("state.delivered"),
        1,
        "the good rows were of use"
    );
}

/// The examples' file of bad rows, against the table that its page has of them.
#[test]
fn the_bad_rows_of_the_examples_are_found_where_their_page_says() {
    let page = fs::read_to_string(root().join("examples/counter/residents.md")).expect("page");
    let table = page.split("## Bad rows").nth(1).expect("the section");
    let told: Vec<(u64, Option<String>)> = table
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let column = cells[3].trim_matches('`');
            (
                cells[1].parse().expect("a line"),
                (column != "-").then(|| column.to_owned()),
            )
        })
        .collect();
    assert!(told.len() >= 6);

    let bench = Bench::new();
    fs::copy(
        root().join("examples/counter/bad_rows.csv"),
        bench.residents(),
    )
    .expect("a file");
    let run = bench.run(&[]);
    // Nobody in it is marked for the demo; what could be imported was.
    assert_eq!(run.code(), Some(2), "{}", run.stderr());
    let imported = run.object("imported");
    assert_eq!(imported["imported"], 2);
    let found: Vec<(u64, Option<String>)> = imported["rejected"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|e| {
            (
                e["line"].as_u64().unwrap_or(0),
                e["column"].as_str().map(str::to_owned),
            )
        })
        .collect();
    assert_eq!(found, told);
}

#[test]
fn a_port_that_is_taken() {
    let bench = Bench::new();
    let taken = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let run = bench.run(&["--port", &port]);
    assert_eq!(run.code(), Some(3));
    assert!(
        run.error_line().contains("CIE-SAD-301"),
        "{}",
        run.error_line()
    );
    assert!(
        run.error_line().contains(&port),
        "the line names the port: {}",
        run.error_line()
    );
    bench.journal();
    drop(taken);
    assert_issued_once(&bench, &bench.run(&[]));
}

/// Starts the simulators in the demo's own folder, as an operator would by hand.
fn simulators(bench: &Bench, stage_ms: &str) -> (Child, String) {
    let mut child = cie()
        .args(["--json", "simulator", "--stage-ms", stage_ms, "--dir"])
        .arg(bench.file("state/ministry"))
        .arg("--sco-ca")
        .arg(bench.file("state/sco-ca.der"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the simulator starts");
    let mut line = String::new();
    let out = child.stdout.take().expect("its output");
    BufReader::new(out.take(4096))
        .read_line(&mut line)
        .expect("a greeting");
    let greeting: Value = serde_json::from_str(&line).expect("a JSON line");
    assert_eq!(greeting["simulated"], true);
    (
        child,
        greeting["url"].as_str().expect("an address").to_owned(),
    )
}

#[test]
fn simulators_killed_in_the_middle() {
    let bench = Bench::new();
    assert_eq!(bench.run(&["--abort-at", "entered.committed"]).code(), None);
    let (mut child, url) = simulators(&bench, "1500");
    let mut demo = bench
        .command()
        .args(["--ministry", &url])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the demo starts");
    // Wait until the request was taken in, then take the other side away.
    let mut out = BufReader::new(demo.stdout.take().expect("its output")).lines();
    let accepted = out
        .by_ref()
        .map_while(Result::ok)
        .any(|line| line.contains("in_certification"));
    assert!(accepted, "the request is taken in");
    child.kill().expect("the simulator is ours");
    child.wait().expect("the simulator ends");
    out.for_each(drop);
    let run = Finished(demo.wait_with_output().expect("the demo ends"));
    assert_eq!(run.code(), Some(3), "{}", run.stderr());
    assert!(run.error_line().contains("SIMULAT"), "{}", run.error_line());
    assert_eq!(bench.count("state.in_certification"), 1);

    assert_issued_once(&bench, &bench.run(&[]));
}

#[test]
fn no_simulator_at_the_address() {
    let bench = Bench::new();
    let free = TcpListener::bind(("127.0.0.1", 0))
        .expect("a port")
        .local_addr()
        .expect("address");
    let run = bench.run(&["--ministry", &format!("http://{free}")]);
    assert_eq!(run.code(), Some(3), "{}", run.stderr());
    run.error_line();
    assert_eq!(bench.count("state.signed"), 0);
    assert_issued_once(&bench, &bench.run(&[]));
}

/// Mounts a small file system on the folder, runs the demo in it, saves what is left of its state.
const ON_A_SMALL_DISK: &str = r#"
    mkdir -p "$OUT" && mount -t tmpfs -o "size=$SIZE" none "$OUT" || exit 99
    "$@"; code=$?
    cp -r "$OUT/state" "$COPY"
    exit $code"#;

/// A file system of its own that fills up at different steps. Needs the right to mount one.
#[test]
fn a_full_disk() {
    for size in ["100k", "400k", "900k", "1500k"] {
        let bench = Bench::new();
        let copy = bench.dir.path().join("copy");
        let demo = bench.command();
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "sh", "-c", ON_A_SMALL_DISK, "sh"])
            .arg(demo.get_program())
            .args(demo.get_args())
            .env("OUT", bench.out())
            .env("COPY", &copy)
            .env("SIZE", size)
            .current_dir(root());
        let output = match command.output() {
            Ok(output) if output.status.code() != Some(99) => output,
            _ => {
                eprintln!("SKIPPED: no right to mount a small file system");
                return;
            }
        };
        let run = Finished(output);
        if run.stderr().contains("unshare failed") {
            eprintln!("SKIPPED: no right to mount a small file system");
            return;
        }
        assert_eq!(run.code(), Some(3), "{size}: {}", run.stderr());
        run.error_line();
        let store = copy.join("counter.sqlite");
        if fs::metadata(&store).is_ok_and(|about| about.len() > 0) {
            let store = cie_store::Store::open(store).expect("the journal is readable");
            store.verify_journal().expect("the chain is whole");
        }
    }
}

#[test]
fn a_folder_of_somebody_else() {
    let bench = Bench::new();
    fs::create_dir(bench.out()).expect("a folder");
    fs::write(bench.file("thesis.txt"), "years of work").expect("a file");
    let run = bench.run(&[]);
    assert_eq!(run.code(), Some(3));
    run.error_line();
    assert_eq!(
        fs::read_dir(bench.out()).expect("the folder").count(),
        1,
        "nothing was added"
    );
}

#[test]
fn a_folder_in_use() {
    let bench = Bench::new();
    assert_eq!(
        bench.run(&["--abort-at", "imported.committed"]).code(),
        None
    );
    let lock = fs::File::open(bench.file("state/lock")).expect("the lock");
    lock.lock().expect("the lock is free");
    let run = bench.run(&[]);
    assert_eq!(run.code(), Some(3));
    run.error_line();
    drop(lock);
    assert_issued_once(&bench, &bench.run(&[]));
}

/// A citizen whose record is not in order: shown before anything is signed.
#[test]
fn a_blocking_finding_stops_before_signing() {
    let bench = Bench::new();
    let whole = root().join("examples/counter/residents.csv");
    let text = fs::read_to_string(&whole).expect("csv");
    let header: Vec<&str> = text.lines().next().expect("a header").split(';').collect();
    let at = |name| {
        header
            .iter()
            .position(|column| *column == name)
            .expect("a column")
    };
    let (code, label) = (at("codice_fiscale"), at("caso"));
    let unvalidated = text
        .lines()
        .map(|line| line.split(';').collect::<Vec<_>>())
        .find(|row| {
            row.get(label)
                .is_some_and(|l| l.split('+').any(|l| l == "cf_non_validato"))
        })
        .map(|row| row[code].to_owned())
        .expect("a resident whose code is not validated");
    fs::copy(whole, bench.residents()).expect("a file");
    let run = bench.run(&["--codice-fiscale", &unvalidated]);
    assert_eq!(run.code(), Some(1), "{}", run.stderr());
    let found = run
        .objects()
        .into_iter()
        .any(|o| o["code"] == "CIE-REQ-011" && o["gravity"] == "blocking");
    assert!(found, "{}", run.stderr());
    assert_eq!(bench.count("state.signed"), 0);
    assert!(!bench.file("request.p7m").exists());

    // It was abandoned and does not stand in the way of the next citizen.
    assert_eq!(bench.count("state.abandoned"), 1);
    let next = bench.run(&[]);
    assert_eq!(next.code(), Some(0), "{}", next.stderr());
    assert_eq!(next.object("done")["request"], "031007-2026-000002");
}

/// Two citizens in one folder: the unfinished request is completed first, never mixed up.
#[test]
fn an_unfinished_request_of_another_citizen() {
    let bench = Bench::new();
    assert_eq!(bench.run(&["--abort-at", "entered.committed"]).code(), None);
    // Case V002 of the codice fiscale vectors.
    let run = bench.run(&["--codice-fiscale", "MRTMTT91D08F205J"]);
    assert_eq!(run.code(), Some(2), "{}", run.stderr());
    assert!(
        run.error_line().contains("031007-2026-000001"),
        "{}",
        run.error_line()
    );
    assert_issued_once(&bench, &bench.run(&[]));
}

#[test]
fn a_citizen_the_registry_does_not_know() {
    let bench = Bench::new();
    // Case V002 of the codice fiscale vectors.
    let run = bench.run(&["--codice-fiscale", "MRTMTT91D08F205J"]);
    assert_eq!(run.code(), Some(1));
    assert!(run.error_line().contains("EN130"), "{}", run.error_line());
    assert!(
        !run.error_line().contains("MRTMTT"),
        "no personal data in errors"
    );
}

#[test]
fn wrong_words_are_usage() {
    let bench = Bench::new();
    for words in [
        &["--abort-at", "nowhere"][..],
        &["--port", "many"],
        &["--no-such-option"],
    ] {
        assert_eq!(bench.run(words).code(), Some(2), "{words:?}");
    }
}

#[test]
fn a_configuration_that_does_not_add_up() {
    let bench = Bench::new();
    let text = fs::read_to_string(root().join("examples/counter/comune.toml")).expect("toml");
    let path = bench.dir.path().join("comune.toml");
    // The case `inconsistent-tariff` of the fee vectors: a published total of 20.00.
    fs::write(
        &path,
        text.replace("published_total = 2221", "published_total = 2000"),
    )
    .expect("file");
    let run = bench.run(&["--comune", path.to_str().expect("UTF-8")]);
    assert_eq!(run.code(), Some(1), "{}", run.stderr());
    assert!(
        run.error_line().contains("CIE-CORE-21"),
        "{}",
        run.error_line()
    );

    fs::write(&path, text.replace("[operator]", "[operater]")).expect("a file");
    let run = bench.run(&["--comune", path.to_str().expect("UTF-8")]);
    assert!(run.error_line().contains("riga "), "{}", run.error_line());
}
