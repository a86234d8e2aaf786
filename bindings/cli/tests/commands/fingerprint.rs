//! `cie fingerprint`: files checked and converted, prints taken over a virtual scanner and a program.

use std::fs;
use std::path::Path;

use cie_core::request::{Finger, Hand};
use cie_devices::sim;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Run, cie, cie_with_input};

/// A folder with drawn prints and the scanner that shows them.
struct Bench(TempDir);

impl Bench {
    fn new(faults: &[&str]) -> Self {
        let bench = Self(tempfile::tempdir().expect("a folder"));
        let prints = bench.0.path().join("prints");
        fs::create_dir(&prints).expect("a folder");
        for (hand, finger, name) in [
            (Hand::Right, Finger::Index, "right-index.png"),
            (Hand::Right, Finger::Middle, "right-middle.png"),
            (Hand::Left, Finger::Index, "left-index.png"),
        ] {
            let drawn = sim::fingerprint(3, hand, finger).expect("a drawing");
            fs::write(prints.join(name), drawn.bytes()).expect("a file");
        }
        let scanner = format!("kind = \"virtual\"\nfolder = \"prints\"\nfaults = {faults:?}\n");
        fs::write(bench.0.path().join("scanner.toml"), scanner).expect("a file");
        bench
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// A session for somebody born on that day, with these keys.
    fn capture(&self, born: &str, more: &[&str], keys: &str) -> Run {
        let (scanner, out) = (self.path("scanner.toml"), self.path("out"));
        let common = [
            "--json",
            "fingerprint",
            "capture",
            "--scanner",
            &scanner,
            "--out",
            &out,
            "--born",
            born,
            "--on",
            "2026-11-23",
        ];
        cie_with_input(&[&common, more].concat(), keys.as_bytes())
    }
}

/// The last object of a run: its answer.
fn answer(run: &Run) -> Value {
    run.objects().pop().unwrap_or_else(|| panic!("{}", run.err))
}

#[test]
fn a_print_goes_through_every_format() {
    let bench = Bench::new(&[]);
    let mut from = bench.path("prints/right-index.png");
    for (name, format) in [
        ("a.pgm", "pgm"),
        ("a.wsq", "wsq"),
        ("a.fir", "iso19794-4"),
        ("b.png", "png"),
    ] {
        let to = bench.path(name);
        let mut line = vec![
            "--json",
            "fingerprint",
            "convert",
            &from,
            &to,
            "--rate",
            "2.25",
        ];
        if format == "iso19794-4" {
            line.extend(["--hand", "right", "--finger", "index"]);
        }
        assert_eq!(cie(&line).object()["to"], format);
        let checked = cie(&["--json", "fingerprint", "check", &to]).object();
        assert_eq!(checked["format"], format);
        assert_eq!(
            (&checked["width"], &checked["ppi"]),
            (&json!(400), &json!(500))
        );
        assert_eq!(checked["good"], true);
        // ISO/IEC 19794-4: the right index is finger 2.
        assert_eq!(
            checked["position"],
            if format == "iso19794-4" { 2 } else { 0 }
        );
        from = to;
    }
    let (it, en) = (
        cie(&["fingerprint", "check", &from]).out,
        cie(&["--lang", "en", "fingerprint", "check", &from]).out,
    );
    assert!(it.contains("qualità") && en.contains("quality"), "{it}{en}");
}

#[test]
fn a_poor_print_and_what_is_no_print_end_with_one() {
    let bench = Bench::new(&[]);
    let file = bench.path("prints/right-index.png");
    let strict = cie(&["--json", "fingerprint", "check", &file, "--least", "100"]);
    assert_eq!((strict.code, &answer(&strict)["good"]), (1, &json!(false)));
    let other = bench.path("scanner.toml");
    for line in [
        vec!["--json", "fingerprint", "check", &other],
        vec!["--json", "fingerprint", "convert", &other, "x.png"],
    ] {
        let run = cie(&line);
        assert_eq!(
            (run.code, &answer(&run)["code"]),
            (1, &json!("CIE-DEV-525"))
        );
    }
    assert_eq!(cie(&["fingerprint", "convert", &file, "x.gif"]).code, 2);
}

#[test]
fn the_two_prints_of_a_card_are_taken() {
    let bench = Bench::new(&["lifted"]);
    let run = bench.capture("1988-03-15", &["--unattended"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    let end = answer(&run);
    assert_eq!(end["outcome"], "complete");
    assert_eq!(
        end["written"],
        json!(["right-index.wsq", "left-index.wsq", "biometrics.json"])
    );
    assert_eq!(end["prints"][0]["attempts"], 2);
    assert_eq!(end["prints"][1]["image"]["media_type"], "image/x-wsq");
    assert_eq!(end["prints"][1]["image"]["simulated"], true);
    let file = fs::read(bench.path("out/right-index.wsq")).expect("a print");
    assert!(file.starts_with(&[0xFF, 0xA0]));
    // What the request takes over.
    let text = fs::read_to_string(bench.path("out/biometrics.json")).expect("a file");
    let taken: cie_core::request::Biometrics = serde_json::from_value({
        let mut value: Value = serde_json::from_str(&text).expect("JSON");
        for name in ["photo", "signature"] {
            value[name] = Value::Null;
        }
        value["unable_to_sign"] = json!(false);
        value
    })
    .expect("biometrics");
    assert_eq!(taken.fingerprints.len(), 2);
    assert!(!Path::new(&bench.path("out/session.json")).exists());
}

/// The scanner is pulled out after an attempt; the next run goes on from there.
#[test]
fn a_session_is_resumed() {
    let bench = Bench::new(&["dry", "unplugged"]);
    let run = bench.capture("1988-03-15", &["--unattended"], "");
    assert_eq!(
        (run.code, &answer(&run)["code"]),
        (3, &json!("CIE-DEV-510"))
    );
    let scanner = "kind = \"virtual\"\nfolder = \"prints\"\n";
    fs::write(bench.path("scanner.toml"), scanner).expect("a file");
    let other = bench.capture("1977-03-15", &["--unattended"], "");
    assert_eq!(other.code, 1, "{}", other.out);
    let run = bench.capture("1988-03-15", &["--unattended"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(answer(&run)["prints"][0]["attempts"], 2);
    assert!(run.err.contains("sessione ripresa"), "{}", run.err);
}

#[test]
fn the_operator_decides() {
    // The right index is dry three times, then the middle finger is good; the left hand is in plaster.
    let bench = Bench::new(&["dry", "dry", "dry"]);
    let keys = "t\n\n\n\nt\nn\n\nh\np\nASL 12/2026\n";
    let run = bench.capture("1988-03-15", &[], keys);
    assert_eq!(run.code, 0, "{}", run.err);
    let end = answer(&run);
    assert_eq!(end["prints"][0]["finger"], "middle");
    assert_eq!(
        (end["prints"].as_array().map(Vec::len), &end["impossible"]),
        (Some(1), &json!("permanent"))
    );
    assert!(!run.out.contains("ASL") && !run.err.contains("ASL"));
    // The end of the input stops the session, which stays.
    let bench = Bench::new(&[]);
    let run = bench.capture("1988-03-15", &[], "\n");
    assert_eq!(
        (run.code, &answer(&run)["code"]),
        (1, &json!("CIE-DEV-512"))
    );
    assert!(Path::new(&bench.path("out/session.json")).exists());
    let run = bench.capture("1988-03-15", &[], "x\n");
    assert_eq!(
        (run.code, &answer(&run)["code"]),
        (1, &json!("CIE-DEV-532"))
    );
    assert!(!Path::new(&bench.path("out/session.json")).exists());
}

/// Reg. (EU) 2019/1157 art. 3(7): children under 12 may be exempt; the rule here exempts them.
#[test]
fn a_child_gives_no_prints() {
    let bench = Bench::new(&[]);
    let run = bench.capture("2014-11-24", &[], "");
    let end = answer(&run);
    assert_eq!(
        (end["outcome"].as_str(), end["from_age"].as_u64()),
        (Some("not_due"), Some(12))
    );
}

#[cfg(unix)]
#[test]
fn a_capture_program_is_a_scanner() {
    let bench = Bench::new(&[]);
    let prints = bench.path("prints");
    let scanner = format!(
        "kind = \"program\"\nname = \"cat\"\nprogram = \"cat\"\nppi = 500\n\
         arguments = [\"{prints}/{{hand}}-{{finger}}.png\"]\n"
    );
    fs::write(bench.path("scanner.toml"), scanner).expect("a file");
    let run = bench.capture("1988-03-15", &["--unattended"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(answer(&run)["prints"][0]["image"]["simulated"], false);
    fs::write(
        bench.path("scanner.toml"),
        "kind = \"program\"\nname = \"x\"\n",
    )
    .expect("a file");
    assert_eq!(bench.capture("1988-03-15", &["--unattended"], "").code, 1);
}

/// The files of examples/fingerprint describe scanners: the command gets past reading them.
#[test]
fn the_examples_are_read() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/fingerprint");
    let bench = Bench::new(&[]);
    for (name, expected) in [
        // There is no such program here.
        ("scanner-program.toml", "CIE-DEV-510"),
        ("scanner-virtual.toml", "complete"),
    ] {
        let text = fs::read_to_string(examples.join(name)).expect("an example");
        fs::write(bench.path("scanner.toml"), text).expect("a file");
        let run = bench.capture("1988-03-15", &["--unattended"], "");
        let end = answer(&run);
        let said = end["code"].as_str().or(end["outcome"].as_str());
        assert_eq!(said, Some(expected), "{name}");
        let _ = fs::remove_dir_all(bench.path("out"));
    }
}
