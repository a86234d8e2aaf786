//! A complete run.

use std::fs;
use std::io::BufReader;
use std::process::Command;

use crate::run::{Bench, assert_issued_once, cie, program, root};

/// Every file the folder's own page names, and the other way round.
#[test]
fn leaves_what_it_says() {
    let bench = Bench::new();
    let run = bench.run(&[]);
    assert_issued_once(&bench, &run);
    let about = fs::read_to_string(bench.file("README.txt")).expect("README.txt");
    for name in [
        "registry-import.json",
        "messages/1-interrogazione-request.xml",
        "messages/1-interrogazione-answer.xml",
        "messages/2-emissione-request.xml",
        "messages/2-emissione-answer.xml",
        "messages/5-simulated-anpr-cie8-request.xml",
        "messages/5-simulated-anpr-cie8-answer.xml",
        "messages/simulated-cieonline-serial.json",
        "messages/simulated-cnsd-acceptance.json",
        "messages/simulated-cnsd-progress.json",
        "media/tessera-sanitaria.png",
        "media/photo.jpg",
        "media/fingerprint-right-index.wsq",
        "media/fingerprint-left-index.wsq",
        "media/signature.png",
        "request.json",
        "request.p7m",
        "request-envelope.p7m",
        "sco-ca.pem",
        "receipt.pdf",
        "receipt.html",
        "journal.jsonl",
        "remittance.txt",
        "remittance.json",
        "card/virtual-cie.der",
        "card/csca.der",
        "card/report.json",
        "card/photo.png",
    ] {
        let length = fs::metadata(bench.file(name))
            .map(|m| m.len())
            .unwrap_or_default();
        assert!(length > 0, "{name}");
        let shown = name
            .split('/')
            .next()
            .expect("a name")
            .trim_end_matches(".html");
        assert!(
            about.contains(shown.trim_end_matches(".json")),
            "README.txt does not name {name}"
        );
    }
    let parts = fs::read_dir(bench.out()).expect("out").flatten();
    assert!(
        parts
            .into_iter()
            .all(|e| !e.path().to_string_lossy().ends_with(".part"))
    );
}

#[test]
fn openssl_accepts_the_signature_over_the_canonical_form() {
    if !program("openssl", "version") {
        return;
    }
    let bench = Bench::new();
    assert_eq!(bench.run(&[]).code(), Some(0));
    let verify = |signed: &str| {
        let mut command = Command::new("openssl");
        command.args(["cms", "-verify", "-inform", "DER", "-purpose", "any", "-in"]);
        command
            .arg(bench.file(signed))
            .arg("-CAfile")
            .arg(bench.file("sco-ca.pem"));
        command
            .arg("-out")
            .arg(bench.file("verified.json"))
            .output()
            .expect("openssl runs")
    };
    let verified = verify("request.p7m");
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stderr)
    );
    let content = fs::read(bench.file("verified.json")).expect("content");
    assert_eq!(
        content,
        fs::read(bench.file("request.json")).expect("canonical form")
    );

    let mut bytes = fs::read(bench.file("request.p7m")).expect("signed");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(bench.file("altered.p7m"), bytes).expect("a file");
    assert!(!verify("altered.p7m").status.success());
}

/// RFC 8785 as Python's json module writes it, for a form without fractions.
#[test]
fn python_makes_the_same_canonical_bytes() {
    if !program("python3", "--version") {
        return;
    }
    let bench = Bench::new();
    assert_eq!(bench.run(&[]).code(), Some(0));
    let script = "import json,sys; b=open(sys.argv[1],'rb').read(); \
                  c=json.dumps(json.loads(b),sort_keys=True,separators=(',',':'),ensure_ascii=False); \
                  sys.exit(0 if c.encode()==b else 1)";
    let path = bench.file("request.json");
    let same = Command::new("python3")
        .args(["-c", script])
        .arg(path)
        .status()
        .expect("python runs");
    assert!(same.success());
}

#[test]
fn messages_are_well_formed_and_keep_the_civic_number() {
    let bench = Bench::new();
    assert_eq!(bench.run(&[]).code(), Some(0));
    let answer =
        fs::read_to_string(bench.file("messages/1-interrogazione-answer.xml")).expect("xml");
    assert!(
        answer.contains(">17/2<"),
        "the civic number is passed on as written"
    );
    if !program("xmllint", "--version") {
        return;
    }
    let entries = fs::read_dir(bench.file("messages"))
        .expect("messages")
        .flatten();
    for entry in entries.filter(|e| e.path().extension().is_some_and(|x| x == "xml")) {
        let checked = Command::new("xmllint")
            .args(["--noout", "--nonet"])
            .arg(entry.path())
            .status();
        assert!(
            checked.expect("xmllint runs").success(),
            "{:?}",
            entry.file_name()
        );
    }
}

#[test]
fn the_exported_journal_verifies_and_names_no_citizen() {
    let bench = Bench::new();
    let run = bench.run(&[]);
    assert_eq!(run.code(), Some(0));
    let file = fs::File::open(bench.file("journal.jsonl")).expect("journal");
    let verified = cie_store::verify_jsonl(BufReader::new(file)).expect("the chain is whole");
    assert_eq!(usize::try_from(verified.entries), Ok(bench.journal().len()));
    let text = fs::read_to_string(bench.file("journal.jsonl")).expect("journal");
    let events = String::from_utf8(run.0.stdout.clone()).expect("UTF-8");
    for personal in ["Osualdo", "OSUALDO", "DSLZVI", "Tommaseo", "1988-05-14"] {
        assert!(!text.contains(personal), "the journal has {personal}");
        assert!(!events.contains(personal), "the events have {personal}");
    }
}

#[test]
fn everything_simulated_says_so() {
    let bench = Bench::new();
    let run = bench.run(&[]);
    for event in run
        .objects()
        .iter()
        .filter(|o| o["event"] == "state" || o["event"] == "signed")
    {
        assert_eq!(event["simulated"], true, "{event}");
    }
    let html = fs::read_to_string(bench.file("receipt.html")).expect("receipt");
    assert!(html.contains("DOCUMENTO SIMULATO"));
    let form = fs::read_to_string(bench.file("request.json")).expect("request");
    assert_eq!(
        form.matches("\"simulated\":true").count(),
        4,
        "photo, two fingerprints, signature"
    );
    for line in run
        .stderr()
        .lines()
        .filter(|l| l.contains("CNSD") || l.contains("IPZS"))
    {
        assert!(line.contains("SIMULAT"), "{line}");
    }
}

#[test]
fn a_second_run_starts_again_and_works() {
    let bench = Bench::new();
    for _ in 0..2 {
        assert_issued_once(&bench, &bench.run(&[]));
    }
}

/// What a newcomer runs: the whole file, in English, without JSON.
#[test]
fn the_whole_registry_file_in_english() {
    let bench = Bench::new();
    let out = bench.out();
    let run = cie()
        .args(["demo", "--lang", "en", "--out"])
        .arg(&out)
        .output()
        .expect("runs");
    let text = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success(), "{text}");
    let rows = fs::read_to_string(root().join("examples/counter/residents.csv")).expect("csv");
    let residents = rows.lines().count() - 1;
    assert!(residents >= 2_000);
    let counted = text.lines().find(|line| line.contains("new residents"));
    let counted = counted.unwrap_or_default();
    assert!(counted.ends_with(&format!(" {residents}")), "{counted}");
    for expected in ["IT81", "Done: request"] {
        assert!(text.contains(expected), "'{expected}' is not in\n{text}");
    }
    // 22.21 and half-month remittance of one card: the fee vectors.
    assert!(
        text.contains("EUR 22.21") && text.contains("EUR 16.79"),
        "{text}"
    );
}

/// Numbers, digests and dates differ from run to run; everything else of a line does not.
fn shape(line: &str) -> String {
    let plain = |word: &str| -> String {
        let hexadecimal =
            word.len() >= 16 && word.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
        let protocol = word.starts_with("SIMULATO-");
        if hexadecimal || protocol {
            return "…".to_owned();
        }
        word.chars().filter(|c| !c.is_ascii_digit()).collect()
    };
    line.split_whitespace()
        .map(plain)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The README shows what the demo prints, line by line.
#[test]
fn the_readme_shows_real_output() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README");
    let shown = readme
        .split("```text\n")
        .nth(1)
        .and_then(|rest| rest.split("\n```").next());
    let bench = Bench::new();
    let out = bench.out();
    let run = cie()
        .arg("demo")
        .arg("--out")
        .arg(&out)
        .output()
        .expect("runs");
    let printed = String::from_utf8_lossy(&run.stdout).replace(&*out.to_string_lossy(), "out");
    let shapes = |text: &str| text.trim().lines().map(shape).collect::<Vec<_>>();
    assert_eq!(shapes(&printed), shapes(shown.expect("a block of output")));
}

/// The day of the request is the counter's, not the machine's: years ago and years from now.
#[test]
fn on_another_day() {
    for day in ["2024-01-15", "2031-05-05"] {
        let bench = Bench::new();
        let mut command = cie();
        command
            .args(["--json", "demo", "--on", day, "--out"])
            .arg(bench.out());
        command.arg("--residents").arg(bench.residents());
        let run = crate::run::Finished(command.output().expect("runs"));
        assert_issued_once(&bench, &run);
        let form = fs::read_to_string(bench.file("request.json")).expect("request");
        assert!(form.contains(&format!("\"requested_on\":\"{day}\"")));
        let year = day.get(..4).expect("a year");
        assert!(
            bench
                .journal()
                .iter()
                .all(|entry| entry.event.at.to_string().starts_with(year))
        );
        assert!(
            run.object("remittance")["from"]
                .as_str()
                .is_some_and(|d| d.starts_with(year))
        );
        let message = fs::read_to_string(bench.file("messages/2-emissione-request.xml"));
        assert!(
            message
                .expect("message")
                .contains(&format!("<dataRilascio>{day}<"))
        );
    }
}

/// The published schemas judge the notice to ANPR, as they judge the real service's messages.
#[test]
fn the_notice_to_anpr_is_valid() {
    let shared = std::env::var_os("CIE_SHARED")
        .map_or_else(|| root().join("../shared"), std::path::PathBuf::from);
    let schema = shared.join("schemas/anpr/CIE0Servizi.xsd");
    if !schema.exists() {
        eprintln!("SKIPPED: the schemas are not beside the checkout");
        return;
    }
    if !program("xmllint", "--version") {
        return;
    }
    let bench = Bench::new();
    assert_eq!(bench.run(&[]).code(), Some(0));
    for kind in ["request", "answer"] {
        let name = format!("messages/5-simulated-anpr-cie8-{kind}.xml");
        let text = fs::read_to_string(bench.file(&name)).expect("message");
        let body = text
            .split_once("<soapenv:Body>")
            .and_then(|(_, rest)| rest.split_once("</soapenv:Body>"))
            .map(|(body, _)| body)
            .expect("a body");
        let file = bench.file("body.xml");
        fs::write(&file, body).expect("a file");
        let checked = Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .arg(&schema)
            .arg(&file)
            .output()
            .expect("xmllint runs");
        let said = String::from_utf8_lossy(&checked.stderr);
        assert!(checked.status.success(), "{said}");
        if kind == "answer" {
            assert!(text.contains("<codMittente>SIMULA<"), "{text}");
        }
    }
}
