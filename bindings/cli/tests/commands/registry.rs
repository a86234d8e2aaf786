//! `cie registry`.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::support::cie;

fn csv(rows: usize) -> String {
    let mut csv = String::from("scheda;cognome;nome;sesso;data_nascita;luogo_nascita\n");
    for n in 0..rows {
        // Every hundredth row is bad.
        let sex = if n % 100 == 99 { "?" } else { "F" };
        writeln!(csv, "S{n};ROSSI;BIANCA;{sex};1964-12-30;ROMA").unwrap();
    }
    csv
}

#[test]
fn good_rows_are_imported_and_bad_ones_reported_and_kept() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("in.csv"), csv(250)).unwrap();
    let import = |json: &str| {
        let (store, rejected) = (path("r.db"), path("bad.csv"));
        cie(&[
            "registry",
            "import",
            &path("in.csv"),
            "--store",
            &store,
            "--rejected",
            &rejected,
            json,
        ])
    };
    let run = import("--json");
    assert_eq!(run.code, 1, "{}", run.err);
    let objects = run.objects();
    let (bad, sums) = objects.split_at(objects.len() - 1);
    assert_eq!(bad.len(), 2);
    assert_eq!(
        (&bad[0]["line"], &bad[0]["column"]),
        (&101.into(), &"sesso".into())
    );
    assert_eq!(bad[0]["code"], "CIE-STORE-121");
    assert_eq!(
        (&sums[0]["imported"], &sums[0]["rejected"]),
        (&248.into(), &2.into())
    );
    assert!(run.err.contains("/s"), "progress and rate: {}", run.err);
    let kept = std::fs::read_to_string(path("bad.csv")).unwrap();
    assert_eq!(kept.lines().count(), 3);
    assert!(kept.contains("S99;"), "{kept}");

    let again = import("--json").objects().pop().unwrap();
    assert_eq!(
        (&again["imported"], &again["unchanged"]),
        (&0.into(), &248.into())
    );

    let run = cie(&["registry", "import", &path("in.csv"), "--dry-run", "--json"]);
    assert_eq!(run.objects().pop().unwrap()["imported"], 248);
    assert_eq!(
        cie(&["registry", "import", &path("in.csv")]).code,
        2,
        "where to?"
    );
    assert_eq!(
        cie(&["registry", "import", &path("none.csv"), "--dry-run"]).code,
        3
    );
}

/// Killed after its first words; the same command again completes it.
#[test]
fn a_killed_import_is_completed_by_running_it_again() {
    let rows = 60_000;
    let dir = tempfile::tempdir().unwrap();
    let (file, store) = (dir.path().join("in.csv"), dir.path().join("r.db"));
    std::fs::write(&file, csv(rows)).unwrap();
    let arguments = |command: &mut Command| {
        command
            .args(["registry", "import", "--json", "--batch", "500"])
            .arg(&file)
            .arg("--store")
            .arg(&store);
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_cie"));
    arguments(&mut command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().contains("/s"));
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());

    let mut command = Command::new(env!("CARGO_BIN_EXE_cie"));
    arguments(&mut command);
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    let sums: serde_json::Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    let count = |name: &str| usize::try_from(sums[name].as_u64().unwrap()).unwrap();
    assert_eq!(count("imported"), rows / 100 * 99, "of both runs: {sums}");
    assert!(
        (495..rows / 100 * 99).contains(&count("continued")),
        "what was reported as written was not written again: {sums}"
    );
    // The report is of the whole file, also of what was read before the kill.
    assert_eq!(count("rejected"), rows / 100);
    let kept = cie_store::Store::open(&store).unwrap();
    assert!(
        !kept
            .has_imported(std::fs::File::open(&store).unwrap())
            .unwrap()
    );
    assert!(
        kept.has_imported(std::fs::File::open(&file).unwrap())
            .unwrap()
    );
}

/// Killed, and corrected before it is run again: the whole file counts.
#[test]
fn an_import_of_a_file_that_changed_starts_over() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let rows = 60_000;
    std::fs::write(path("in.csv"), csv(rows)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cie"))
        .args([
            "registry",
            "import",
            "--batch",
            "500",
            &path("in.csv"),
            "--store",
            &path("r.db"),
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().contains("/s"));
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
    // The very first row, which was written for certain.
    let changed = csv(rows).replacen("S0;ROSSI", "S0;VERDI", 1);
    std::fs::write(path("in.csv"), changed).unwrap();
    let run = cie(&[
        "--json",
        "--lang",
        "en",
        "registry",
        "import",
        &path("in.csv"),
        "--store",
        &path("r.db"),
    ]);
    let sums = run.objects().pop().unwrap();
    assert_eq!(
        (&sums["continued"], &sums["updated"]),
        (&"changed".into(), &1.into()),
        "{sums}"
    );
    assert!(sums["unchanged"].as_u64().unwrap() >= 494, "{sums}");
    assert!(run.err.contains("the file changed"), "{}", run.err);
}

#[test]
fn a_mapping_is_tried_against_its_database() {
    let examples = format!(
        "{}/../../examples/registry-mapping",
        env!("CARGO_MANIFEST_DIR")
    );
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let schema = std::fs::read_to_string(format!("{examples}/sqlite.sql")).unwrap();
    let vendor = rusqlite::Connection::open(path("vendor.db")).unwrap();
    vendor.execute_batch(&schema).unwrap();
    vendor
        .execute_batch(
            "INSERT INTO ANAGR (COD_IND, COD_FIS, COGNOME, NOME, SESSO, DT_NAS, COM_NAS, CITTAD) \
             VALUES ('1', 'RSSBNC64T70H501Z', 'ROSSI', 'BIANCA', 2, 19641230, 'ROMA', '100')",
        )
        .unwrap();
    let check = |mapping: &str, find: &str| {
        let database = path("vendor.db");
        cie(&[
            "registry",
            "check",
            mapping,
            "--database",
            &database,
            "--comune",
            "058091",
            "--find",
            find,
            "--json",
        ])
    };
    let mapping = format!("{examples}/sqlite.toml");
    let found = check(&mapping, "RSSBNC64T70H501Z").object();
    assert_eq!(
        (&found["found"], &found["records_cards"]),
        (&1.into(), &true.into())
    );
    assert_eq!(check(&mapping, "XXXXXX00X00X000X").object()["found"], 0);

    let text = std::fs::read_to_string(&mapping)
        .unwrap()
        .replacen("\"COGNOME\"", "\"COGN\"", 1);
    let line = text
        .lines()
        .position(|line| line.contains("\"COGN\""))
        .unwrap()
        + 1;
    std::fs::write(path("wrong.toml"), text).unwrap();
    let run = check(&path("wrong.toml"), "X");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("CIE-STORE-310"), "{}", run.err);
    assert!(run.err.contains(&format!("{line}:")), "{}", run.err);
}
