//! `cie cf` against the shared cases and against what a terminal may send.

use serde_json::{Value, json};

use crate::support::{cases, cie, cie_with_input};

/// The day the shared cases were written for.
const ON: &str = "2026-11-22";

/// The members of a judgement, as the shared cases name them.
const MEMBERS: [&str; 11] = [
    "syntax",
    "checksum",
    "calendar",
    "place_known",
    "place_active_at_birth",
    "names_plausible",
    "omocode",
    "birth_date_candidates",
    "sex",
    "birth_place",
    "strict_valid",
];

fn assert_judged(judged: &Value, case: &Value) {
    for member in MEMBERS {
        let expected = &case["expected"][member];
        // A null verdict leaves the choice to the implementation.
        if member != "strict_valid" || !expected.is_null() {
            assert_eq!(&judged[member], expected, "{} {member}", case["id"]);
        }
    }
    assert_eq!(judged.as_object().unwrap().len(), MEMBERS.len());
}

#[test]
fn every_shared_code_is_judged_as_its_case_says() {
    let Some(cases) = cases("codice_fiscale.json") else {
        return;
    };
    let cases: Vec<&Value> = cases.iter().filter(|c| c["kind"] == "validate").collect();
    assert!(cases.len() >= 76, "{} cases", cases.len());
    let inputs = cases.iter().map(|case| case["input"].as_str().unwrap());

    let mut arguments = vec!["--json", "cf", "check", "--on", ON, "--"];
    arguments.extend(inputs.clone());
    let run = cie(&arguments);
    assert_eq!(run.code, 1, "{}", run.err);
    let judged = run.objects();
    assert_eq!(judged.len(), cases.len());
    for (judged, case) in judged.iter().zip(&cases) {
        assert_judged(judged, case);
    }

    // The same through standard input, except for what cannot be a line.
    let lines: Vec<&str> = inputs
        .filter(|c| !c.is_empty() && !c.contains('\n'))
        .collect();
    let run = cie_with_input(
        &["--json", "cf", "check", "--on", ON, "-"],
        lines.join("\r\n").as_bytes(),
    );
    let judged = run.objects();
    assert_eq!(judged.len(), lines.len());
    for (judged, line) in judged.iter().zip(lines) {
        let case = cases.iter().find(|case| case["input"] == line).unwrap();
        assert_judged(judged, case);
    }
}

#[test]
fn every_shared_person_gets_the_code_of_the_case() {
    let Some(cases) = cases("codice_fiscale.json") else {
        return;
    };
    let cases: Vec<&Value> = cases.iter().filter(|c| c["kind"] == "encode").collect();
    assert!(cases.len() >= 21, "{} cases", cases.len());
    for case in cases {
        let text = |name: &str| case["input"][name].as_str().expect("text");
        let run = cie(&[
            "cf",
            "encode",
            "--json",
            "--surname",
            text("surname"),
            "--name",
            text("name"),
            "--born",
            text("birth"),
            "--sex",
            text("sex"),
            "--place",
            text("place"),
        ]);
        assert_eq!(
            run.object()["codice_fiscale"],
            case["expected"],
            "{}",
            case["id"]
        );
    }
}

/// Shared cases V001 and V005: they differ in the check character only.
const RIGHT: &str = "RSSMRA80A01H501U";
const WRONG: &str = "RSSMRA80A01H501A";

#[test]
fn the_exit_code_says_whether_all_codes_are_valid() {
    assert_eq!(cie(&["cf", "check", RIGHT]).code, 0);
    assert_eq!(cie(&["cf", "check", RIGHT, WRONG]).code, 1);
    assert_eq!(cie(&["cf", "check"]).code, 2);
    assert_eq!(cie_with_input(&["cf", "check", "-"], b"").code, 0);
}

#[test]
fn the_reference_day_bounds_the_births() {
    let births = |on: &str| {
        let run = cie(&["--json", "cf", "check", "RSSMRA26T31H501C", "--on", on]);
        run.object()["birth_date_candidates"].clone()
    };
    assert_eq!(births("2026-12-30"), json!(["1926-12-31"]));
    assert_eq!(births("2026-12-31"), json!(["1926-12-31", "2026-12-31"]));
}

#[test]
fn any_bytes_on_standard_input_are_judged_line_by_line() {
    let mut input = vec![0xFF, 0x00, 0x1B, b'\n'];
    input.extend(std::iter::repeat_n(b'A', 100_000));
    input.extend_from_slice(b"\n\n");
    input.extend_from_slice(RIGHT.as_bytes());
    let run = cie_with_input(&["--json", "cf", "check", "-"], &input);
    let verdicts: Vec<Value> = run
        .objects()
        .iter()
        .map(|o| o["strict_valid"].clone())
        .collect();
    assert_eq!(verdicts, [false, false, true]);
    let shown = cie_with_input(&["cf", "check", "-"], &input);
    assert!(
        !shown.out.contains('\u{1B}'),
        "nothing for the terminal to obey"
    );
    assert!(shown.out.len() < 2_000, "a long line is cut");
}

fn encode(born: &str, place: &str) -> crate::support::Run {
    cie(&[
        "--json",
        "cf",
        "encode",
        "--surname",
        "Rossi",
        "--name",
        "Mario",
        "--sex",
        "m",
        "--born",
        born,
        "--place",
        place,
    ])
}

#[test]
fn a_place_may_be_named() {
    for place in ["H501", "h501", "Roma", " ROMA ", "roma (rm)"] {
        assert_eq!(
            encode("1980-01-01", place).object()["codice_fiscale"],
            RIGHT,
            "{place}"
        );
    }
    // Germany is Z112 in the table of the Agenzia delle Entrate.
    assert_eq!(
        encode("1980-01-01", "Germania").object()["birth_place"],
        "Z112"
    );
}

#[test]
fn a_name_that_several_places_share_lists_them() {
    // Castro in Bergamo is C337; Castro in Lecce has been a comune of its own since 1975: M261.
    let run = encode("1980-01-01", "Castro");
    assert_eq!(run.code, 1);
    let codes: Vec<Value> = run
        .objects()
        .iter()
        .filter(|object| object["event"] == "candidate")
        .map(|object| object["belfiore"].clone())
        .collect();
    assert_eq!(codes, ["C337", "M261"]);
    assert_eq!(
        encode("1980-01-01", "Castro (LE)").object()["birth_place"],
        "M261"
    );
    assert_eq!(
        encode("1970-01-01", "Castro").object()["birth_place"],
        "C337"
    );
}

#[test]
fn a_place_of_another_time_is_offered_and_not_taken() {
    // Rijeka was Fiume, province FU, until 1947 only.
    assert_eq!(
        encode("1930-01-01", "Fiume").object()["birth_place"],
        "D620"
    );
    let run = encode("1980-01-01", "Fiume");
    assert_eq!(run.code, 1);
    assert_eq!(run.objects()[0]["belfiore"], "D620");
    // By code it is taken, with a warning: such codes were assigned.
    let run = encode("1980-01-01", "D620");
    assert_eq!(run.object()["birth_place"], "D620");
    assert!(!run.err.is_empty());
    assert_eq!(encode("1980-01-01", "Z999").code, 1);
    assert_eq!(encode("1980-01-01", "Atlantide").code, 1);
}

#[test]
fn what_a_code_cannot_be_made_of_is_refused() {
    let run = cie(&[
        "cf",
        "encode",
        "--born",
        "1980-01-01",
        "--sex",
        "M",
        "--place",
        "H501",
        "--surname",
        " ",
    ]);
    assert_eq!(run.code, 2, "neither surname nor name");
    assert_eq!(encode("1980-01", "H501").code, 1, "incomplete");
    assert_eq!(encode("1981-02-29", "H501").code, 2, "no such day");
}

#[test]
fn a_newer_archive_of_comuni_is_loaded_at_run_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("comuni.csv");
    let archive = "DATAISTITUZIONE,DATACESSAZIONE,CODISTAT,CODCATASTALE,DENOMINAZIONE_IT,\
                   ALTRADENOMINAZIONE,SIGLAPROVINCIA\n\
                   1990-01-01,9999-12-31,058091,H501,ROMA NUOVA,,RM\n";
    std::fs::write(&path, archive).unwrap();
    let path = path.display().to_string();
    let run = cie(&[
        "--json",
        "cf",
        "check",
        "--on",
        ON,
        "--places",
        &path,
        "RSSMRA80A01H501U",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.objects()[0]["place_active_at_birth"], json!(false));
    // Milan is not in that archive.
    let run = cie(&[
        "--json",
        "cf",
        "check",
        "--on",
        ON,
        "--places",
        &path,
        "MRTMTT91D08F205J",
    ]);
    assert_eq!(run.objects()[0]["place_known"], json!(false));
    let shown = cie(&[
        "cf",
        "check",
        "--on",
        ON,
        "--places",
        &path,
        "RSSMRA80A01H501U",
    ]);
    assert!(shown.out.contains("ROMA NUOVA"), "{}", shown.out);

    std::fs::write(folder.path().join("bad.csv"), "ID,NAME\n1,2\n").unwrap();
    let bad = folder.path().join("bad.csv").display().to_string();
    let run = cie(&["cf", "check", "--places", &bad, "RSSMRA80A01H501U"]);
    assert_ne!(run.code, 0);
    assert!(run.err.contains("CIE-CORE-031"), "{}", run.err);
}
