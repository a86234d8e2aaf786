//! `cie connector`, against our connector over the registry of the demo.

use std::fs::File;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use cie_sad::connector::Connector;
use cie_sad::http::{ServerHandle, ServerOptions, serve};
use cie_sad::profile::Profile;
use cie_store::{ImportOptions, RegistryConfig, Store};

use crate::support::cie;

/// Gorizia.
const COMUNE: &str = "031007";

/// A connector over the demo's registry, and who is in it.
struct Apr {
    server: ServerHandle,
    known: String,
    other: String,
    cancelled: String,
    /// The three as `CODE,SURNAME,NAME`.
    named: [String; 3],
}

impl Apr {
    fn url(&self) -> String {
        format!("http://{}/sad", self.server.local_addr())
    }
}

/// One for all tests: importing 2,051 residents takes a moment.
fn apr() -> &'static Apr {
    static APR: OnceLock<Apr> = OnceLock::new();
    APR.get_or_init(|| serving(Profile::anpr().unwrap()))
}

fn serving(profile: Profile) -> Apr {
    {
        let residents =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/counter/residents.csv");
        let store = Store::in_memory().unwrap();
        let registry = store.registry(RegistryConfig::new(COMUNE).unwrap());
        let options = ImportOptions::default();
        registry
            .import_csv(File::open(&residents).unwrap(), &options, |_| {})
            .unwrap();
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_path(&residents)
            .unwrap();
        let headers = rows.headers().unwrap().clone();
        let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
        let (code, gone, label) = (
            column("codice_fiscale"),
            column("cancellato_il"),
            column("caso"),
        );
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        // Adults born in Italy of whom nothing special is said but the state of their card.
        let plain: Vec<&str> = rows
            .iter()
            .filter(|row| row[label] == *"carta_elettronica_rinnovo_chiuso")
            .map(|row| &row[code])
            .take(2)
            .collect();
        let cancelled = rows
            .iter()
            .find(|row| !row[gone].is_empty() && !row[code].is_empty());
        let (known, other) = (plain[0].to_owned(), plain[1].to_owned());
        let cancelled = cancelled.unwrap()[code].to_owned();
        let (surname, given) = (column("cognome"), column("nome"));
        let named = |code_of: &str| {
            let row = rows.iter().find(|row| row[code] == *code_of).unwrap();
            format!("{code_of},{},{}", &row[surname], &row[given])
        };
        let named = [&known, &other, &cancelled].map(|code| named(code));
        let connector = Connector::new(Arc::new(profile), Arc::new(registry), Arc::new(store));
        let server = serve("127.0.0.1:0", connector, &ServerOptions::default()).unwrap();
        Apr {
            server,
            known,
            other,
            cancelled,
            named,
        }
    }
}

fn check(apr: &Apr, more: &[&str]) -> crate::support::Run {
    let url = apr.url();
    let mut arguments = vec![
        "connector",
        "check",
        &url,
        "--comune",
        COMUNE,
        "--known",
        &apr.known,
    ];
    arguments.extend(["--other", &apr.other, "--cancelled", &apr.cancelled]);
    arguments.extend(more);
    cie(&arguments)
}

/// The embedded registry behind our connector passes every check that is tried.
#[test]
fn the_demo_s_registry_passes() {
    let run = check(apr(), &["--allow-writes", "--skip", "http.slow", "--json"]);
    let report = run.object();
    let failed: Vec<&serde_json::Value> = report["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["verdict"] == "failed")
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!((run.code, &report["accepted"]), (0, &true.into()));
    // Only what nobody in the registry stands for was left out, and what only an envelope has.
    assert_eq!(
        skipped(&report),
        ["interrogazione.several", "interrogazione.elsewhere"]
    );
    let reasons = report["checks"].as_array().unwrap().iter();
    let mut envelope = reasons.filter(|check| check["group"] == "soap");
    assert!(envelope.all(|check| check["reason_en"].as_str().unwrap().contains("envelope")));
}

/// Names of the checks that were not tried, the envelope's aside.
fn skipped(report: &serde_json::Value) -> Vec<&str> {
    report["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["verdict"] == "skipped" && check["group"] != "soap")
        .map(|check| check["name"].as_str().unwrap())
        .collect()
}

/// The same registry behind the public ANPR service, which is asked by names too.
#[test]
fn the_demo_s_registry_passes_as_the_public_service() {
    let apr = serving(Profile::anpr_soap().unwrap());
    let url = apr.url();
    let [known, other, cancelled] = &apr.named;
    let base = ["connector", "check", &url, "--profile", "anpr-soap"];
    let people = ["--other", other, "--cancelled", cancelled];
    let asked = [
        &base[..],
        &["--comune", COMUNE, "--known", known],
        &people[..],
    ]
    .concat();
    let slow = ["--allow-writes", "--skip", "http.slow", "--json"];
    let run = cie(&[&asked[..], &slow[..]].concat());
    let report = run.object();
    let checks = report["checks"].as_array().unwrap();
    let failed: Vec<_> = checks.iter().filter(|c| c["verdict"] == "failed").collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!((run.code, &report["accepted"]), (0, &true.into()));
    assert_eq!(
        skipped(&report),
        [
            "interrogazione.several",
            "interrogazione.elsewhere",
            "cards.reasons",
            "cards.attachments"
        ]
    );
    assert!(!run.out.contains(&apr.known));
    // A code alone is not enough, and the message says what to give.
    let known = ["--comune", COMUNE, "--known", &apr.known, "--lang", "en"];
    let bare = cie(&[&base[..], &known[..]].concat());
    assert_eq!(bare.code, 1, "{} {}", bare.out, bare.err);
    assert!(bare.err.contains("CODE,SURNAME,NAME"), "{}", bare.err);
}

#[test]
fn a_report_for_build_servers_goes_to_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("report.xml");
    let path = file.to_str().unwrap();
    let run = check(
        apr(),
        &["--only", "hostile", "--format", "junit", "--output", path],
    );
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let xml = std::fs::read_to_string(&file).unwrap();
    assert!(xml.contains("<testsuite name=\"hostile\"") && !xml.contains(&apr().known));
}

/// Asking for the wrong person fails: exit 1, and the line says which check and why.
#[test]
fn what_does_not_hold_ends_with_1() {
    let apr = apr();
    let url = apr.url();
    let base = [
        "connector",
        "check",
        &url,
        "--comune",
        COMUNE,
        "--known",
        &apr.cancelled,
    ];
    let run = cie(&[
        &base[..],
        &["--only", "interrogazione.known", "--lang", "en"],
    ]
    .concat());
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("FAIL  interrogazione.known") && run.out.contains("EN413"),
        "{}",
        run.out
    );
    assert!(!run.out.contains(&apr.cancelled) && !run.err.contains(&apr.cancelled));
}

#[test]
fn no_connector_is_the_surroundings_fault_and_a_wrong_name_the_user_s() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/sad", nobody.local_addr().unwrap());
    drop(nobody);
    let base = [
        "connector",
        "check",
        &url,
        "--comune",
        COMUNE,
        "--known",
        &apr().known,
    ];
    let run = cie(&base);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("CIE-SAD-402"), "{}", run.err);
    let run = cie(&[&base[..], &["--only", "no.such"]].concat());
    assert_eq!(run.code, 2, "{}", run.err);
    let run = cie(&[&base[..], &["--profile", "/no/such/profile.toml"]].concat());
    assert_eq!(run.code, 3, "{}", run.err);
}

#[test]
fn the_checks_are_listed() {
    let run = cie(&["connector", "check", "--list", "--json"]);
    assert_eq!(run.code, 0);
    assert!(run.objects().len() >= 60);
    let run = cie(&["connector", "check", "--list", "--only", "timing"]);
    assert!(
        run.out.lines().count() < 10 && run.out.contains("timing.known"),
        "{}",
        run.out
    );
}

#[test]
fn a_citizen_is_asked_for() {
    let apr = apr();
    let url = apr.url();
    let ask = |code: &str, more: &[&str]| {
        let base = ["connector", "ask", code, "--url", &url, "--comune", COMUNE];
        let operator = ["--operator", "RSSMRA80A01H501U", "--test"];
        cie(&[&base[..], &operator[..], more].concat())
    };
    let run = ask(&apr.known, &["--lang", "en"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.out.contains(&apr.known) && run.out.contains("found"),
        "{}",
        run.out
    );
    let answer = ask(&apr.known, &["--json", "--id", "ASK-1"]).object();
    assert_eq!(answer["answer"]["outcome"], "ok");
    assert_eq!(answer["operation_id"], "ASK-1");
    let run = ask(&apr.cancelled, &[]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("EN413"), "{}", run.out);
}
