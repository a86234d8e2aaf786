//! `cie fees reconcile`, `quarterly` and `remit` over files, and what they print.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Run, cases, cie, cie_with_input};

/// Cards and payments of three comuni in November 2026.
fn example(name: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/remittance");
    root.join(name).display().to_string()
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn with(&self, name: &str, text: &str) -> String {
        std::fs::write(self.0.path().join(name), text).expect("a file");
        self.path(name)
    }

    /// What `pdftotext -layout` reads in a file of this folder.
    fn text(&self, name: &str) -> Option<String> {
        let bytes = std::fs::read(self.0.path().join(name)).expect("a PDF");
        assert!(bytes.starts_with(b"%PDF-1.7"));
        match Command::new("pdftotext")
            .args(["-layout", &self.path(name), "-"])
            .output()
        {
            Ok(output) => {
                assert!(output.status.success());
                Some(
                    String::from_utf8(output.stdout)
                        .expect("text")
                        .replace('\u{a0}', " "),
                )
            }
            Err(_) => {
                let required = std::env::var("CIE_PEERS").is_ok_and(|peers| peers == "required");
                assert!(!required, "pdftotext is required and not installed");
                eprintln!("SKIPPED: pdftotext is not installed");
                None
            }
        }
    }
}

fn reconcile(cards: &str, payments: &str, more: &[&str]) -> Run {
    let line = [
        "--json",
        "fees",
        "reconcile",
        "--cards",
        cards,
        "--payments",
        payments,
    ];
    cie(&[&line[..], more].concat())
}

fn november() -> [&'static str; 4] {
    ["--from", "2026-11-01", "--to", "2026-11-30"]
}

#[test]
fn every_mismatch_is_named_and_the_sums_hold() {
    let folder = Folder::new();
    let (pdf, rows, all) = (
        folder.path("r.pdf"),
        folder.path("r.csv"),
        folder.path("m.csv"),
    );
    let files = ["--pdf", &pdf, "--csv", &rows, "--mismatches", &all];
    let more = [&november()[..], &files].concat();
    let run = reconcile(&example("cards.csv"), &example("payments.csv"), &more);
    assert_eq!(run.code, 1, "{}", run.err);
    let objects = run.objects();
    let named: Vec<&str> = objects
        .iter()
        .filter_map(|o| o["mismatch"].as_str())
        .collect();
    // Grado paid on the 18th what was due on the 15th, then a card too few; Monfalcone nothing.
    assert_eq!(named, ["paid_late", "underpaid", "missing_payment"]);
    let totals = objects.last().expect("the totals");
    let share = 1679;
    let (sent, paid) = (37 + 6 + 5 + 4 + 3, 37 + 6 + 5 + 3);
    assert_eq!(totals["cards"], sent);
    assert_eq!(totals["due_cents"], sent * share);
    assert_eq!(totals["paid_cents"], paid * share);
    assert_eq!(totals["difference_cents"], (sent - paid) * share);
    assert_eq!(
        totals["mismatches"],
        json!({"paid_late": 1, "underpaid": 1, "missing_payment": 1})
    );

    let csv = std::fs::read_to_string(&rows).expect("the rows");
    let due: i64 = csv.lines().skip(1).map(|l| cell(l, 6)).sum();
    let difference: i64 = csv.lines().skip(1).map(|l| cell(l, 10)).sum();
    assert_eq!((due, difference), (sent * share, (sent - paid) * share));
    assert_eq!(
        std::fs::read_to_string(&all)
            .expect("mismatches")
            .lines()
            .count(),
        4
    );
    let Some(text) = folder.text("r.pdf") else {
        return;
    };
    for expected in [
        "923,45 €",
        "856,29 €",
        "67,16 €",
        "versamento mancante",
        "MONFALCONE (F356)",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
}

fn cell(line: &str, at: usize) -> i64 {
    let cell = line.split(',').nth(at).expect("a cell");
    cell.parse().expect("cents")
}

#[test]
fn a_period_leaves_the_other_rows_out_and_says_how_many() {
    let run = reconcile(
        &example("cards.csv"),
        &example("payments.csv"),
        &["--on", "2026-11-20"],
    );
    let totals = run.objects().pop().expect("the totals");
    assert_eq!(totals["cards"], 10);
    // 45 cards and 2 payments are of the first half-month.
    assert_eq!(totals["rows_outside"], 47);
    assert_eq!(
        (totals["from"].as_str(), totals["to"].as_str()),
        (Some("2026-11-16"), Some("2026-11-30"))
    );
    let only = reconcile(
        &example("cards.csv"),
        &example("payments.csv"),
        &[
            "--on",
            "2026-11-20",
            "--from",
            "2026-11-01",
            "--to",
            "2026-11-30",
        ],
    );
    assert_eq!(only.code, 2);
}

#[test]
fn what_matches_ends_with_zero() {
    let folder = Folder::new();
    let cards = folder.with(
        "c.csv",
        "sent_on;codice_catastale\n2026-11-02;E098\n2026-11-03;E098\n",
    );
    let payments = folder.with(
        "p.csv",
        "codice_catastale,from,amount_cents,cards,reference,paid_on\nE098,2026-11-01,3358,2,1/2026,2026-11-13\n",
    );
    let run = reconcile(&cards, &payments, &november());
    assert_eq!(run.object()["difference_cents"], 0);
    let input = std::fs::read(&cards).expect("the cards");
    let line = [
        "--json",
        "fees",
        "reconcile",
        "--cards",
        "-",
        "--payments",
        &payments,
    ];
    let run = cie_with_input(&[&line[..], &november()].concat(), &input);
    assert_eq!(run.object()["cards"], 2, "from standard input");
}

#[test]
fn a_tariff_tells_what_the_citizens_paid() {
    let folder = Folder::new();
    let cards = folder.with(
        "c.csv",
        "codice_catastale,sent_on,reason\nE098,2026-11-02,9\nE098,2026-11-02,1\nE098,2026-11-03,defect\n\
         E098,2026-10-03,9\n",
    );
    let tariff = folder.with(
        "t.json",
        r#"{ "diritto_fisso": 495, "diritto_fisso_duplicate": 990 }"#,
    );
    let none = folder.with(
        "p.csv",
        "codice_catastale,from,amount_cents,cards,reference,paid_on\n",
    );
    let run = reconcile(&cards, &none, &["--on", "2026-11-01", "--tariff", &tariff]);
    let totals = run.objects().pop().expect("the totals");
    // The State wants its share of the free card too; the citizen of the defect paid nothing.
    assert_eq!(totals["due_cents"], 3 * 1679);
    assert_eq!(
        totals["collected"],
        json!({
            "state_share_cents": 2 * 1679,
            "diritto_fisso_cents": 495 + 990,
            "segreteria_cents": 2 * 26,
            "total_cents": 2 * 1679 + 495 + 990 + 2 * 26,
        })
    );
    let plain = example("cards.csv");
    let run = reconcile(&plain, &none, &["--on", "2026-11-01", "--tariff", &tariff]);
    let first = &run.objects()[0];
    assert_eq!(
        (&first["column"], &first["code"]),
        (&json!("reason"), &json!("CIE-CORE-214"))
    );
}

#[test]
fn a_bad_row_is_named_with_its_line_and_stops_the_work() {
    let folder = Folder::new();
    let cards = folder.with(
        "c.csv",
        "codice_catastale,sent_on\nE098,2026-11-02\nE98,2026-11-02\nE098,02/11/2026\nE098\nE098,2026-11-02,x\n",
    );
    let payments = folder.with(
        "p.csv",
        "codice_catastale,from,amount_cents,cards,reference,paid_on,kind\n\
         E098,2026-11-01,1679,1,1/2026,2026-11-13,\n\
         E098,2026-11-02,1679,1,2/2026,2026-11-13,\n\
         E098,2026-11-01,16.79,1,3/2026,2026-11-13,\n\
         E098,2026-11-01,-1,1,4/2026,2026-11-13,\n\
         E098,2026-11-01,1679,1,=1+1,2026-11-13,\n\
         E098,2026-11-01,1679,1,5/2026,2026-11-13,gift\n",
    );
    let expected = [
        (3, "codice_catastale", json!("CIE-CORE-030")),
        (4, "sent_on", json!("CIE-CORE-001")),
        (5, "sent_on", Value::Null),
        (6, "codice_catastale", Value::Null),
        (3, "from", json!("CIE-CORE-230")),
        (4, "amount_cents", Value::Null),
        (5, "reference", json!("CIE-CORE-243")),
        (6, "reference", json!("CIE-CORE-243")),
        (7, "kind", Value::Null),
    ];
    let rows = |run: &Run| -> Vec<Value> {
        let objects = run.objects();
        objects
            .into_iter()
            .filter(|o| o["event"] == "bad_row")
            .collect()
    };
    let run = reconcile(&cards, &payments, &november());
    assert_eq!(run.code, 1);
    let bad = rows(&run);
    assert_eq!(bad.len(), expected.len(), "{}", run.out);
    for (row, (line, column, code)) in bad.iter().zip(&expected) {
        assert_eq!(
            (&row["line"], &row["column"], &row["code"]),
            (&json!(line), &json!(column), code)
        );
    }
    assert!(
        run.objects().iter().all(|o| o["event"] != "totals"),
        "no figures"
    );
    assert!(
        !run.out.contains("gift") && !run.out.contains("=1+1"),
        "{}",
        run.out
    );

    let run = reconcile(
        &cards,
        &payments,
        &[&november()[..], &["--keep-going"]].concat(),
    );
    assert_eq!((run.code, rows(&run).len()), (1, expected.len()));
    let totals = run.objects().pop().expect("the totals");
    assert_eq!(
        (
            &totals["cards"],
            &totals["bad_rows"],
            &totals["difference_cents"]
        ),
        (&json!(1), &json!(9), &json!(0))
    );
}

#[test]
fn files_that_are_none_are_said_to_be_so() {
    let folder = Folder::new();
    let empty = folder.with("e.csv", "");
    let other = folder.with("o.csv", "name,day\nx,y\n");
    let open = folder.with(
        "q.csv",
        &format!(
            "codice_catastale,sent_on\n\"{}",
            "E098,2026-11-02\n".repeat(40_000)
        ),
    );
    for cards in [&empty, &other, &open] {
        let run = reconcile(cards, &example("payments.csv"), &november());
        assert_eq!(run.code, 1, "{}", run.err);
        assert_eq!(run.objects()[0]["event"], "failure");
    }
    assert_eq!(
        reconcile("no/such.csv", &example("payments.csv"), &[]).code,
        3
    );
    let nowhere = folder.path("no/such/folder.pdf");
    let run = reconcile(
        &example("cards.csv"),
        &example("payments.csv"),
        &["--pdf", &nowhere],
    );
    assert_eq!(run.code, 3);
}

/// Peak resident memory of a process, in KiB, as the kernel counts it.
#[cfg(target_os = "linux")]
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let figure = line.and_then(|line| line.split_whitespace().next());
    figure.and_then(|text| text.parse().ok()).expect("a figure")
}

#[cfg(target_os = "linux")]
#[test]
fn many_cards_take_no_more_memory_than_few() {
    use std::io::Write;
    use std::process::Stdio;

    let payments = example("payments.csv");
    let line = [
        "--json",
        "fees",
        "reconcile",
        "--cards",
        "-",
        "--payments",
        &payments,
    ];
    let mut child = Command::new(env!("CARGO_BIN_EXE_cie"))
        .args(line)
        .args(["--on", "2026-11-01"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut input = child.stdin.take().expect("a pipe");
    let block = "E098,2026-11-02\n".repeat(50_000);
    input
        .write_all(b"codice_catastale,sent_on\n")
        .expect("it reads");
    input.write_all(block.as_bytes()).expect("it reads");
    let few = peak(child.id());
    for _ in 0..10 {
        input.write_all(block.as_bytes()).expect("it reads");
    }
    // All but what is in the pipe has been read. Kept, these cards would be 8 MB as text and 4 MB
    // in the smallest form there is.
    let many = peak(child.id());
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let out = String::from_utf8(output.stdout).expect("text");
    let totals: Value = serde_json::from_str(out.lines().last().expect("totals")).expect("JSON");
    assert_eq!(totals["cards"], 550_000);
    assert!(many - few < 2_048, "{few} KiB, then {many} KiB");
}

#[test]
fn the_quarter_says_where_it_goes_and_what_flows_back() {
    let quarter = |more: &[&str]| {
        cie(&[
            &["--json", "fees", "quarterly", "--comune", "gorizia"],
            more,
        ]
        .concat())
    };
    let portal = quarter(&["--year", "2026", "--quarter", "4", "--cards", "37"]).object();
    assert_eq!(
        (&portal["channel"], &portal["due_cents"]),
        (&json!("portal"), &json!(62_123))
    );
    let mail = quarter(&["--year", "2019", "--quarter", "4", "--cards", "37"]).object();
    assert_eq!(
        (&mail["channel"], &mail["address"]),
        (&json!("email"), &json!("pagamenti.cie.al@interno.it"))
    );
    if let Some(cases) = cases("fees.json") {
        let case = cases
            .iter()
            .find(|case| case["id"] == "remit-37")
            .expect("the case");
        for (ours, theirs) in [
            ("due_cents", "cents"),
            ("vat_quota_cents", "vat_quota_cents"),
            ("municipal_vat_back_cents", "municipal_vat_back_cents"),
        ] {
            assert_eq!(portal[ours], case["expect"][theirs], "{ours}");
        }
    }
    assert_eq!(
        quarter(&["--year", "2026", "--quarter", "5", "--cards", "1"]).code,
        2
    );
    assert_eq!(
        quarter(&["--year", "2015", "--quarter", "1", "--cards", "1"]).code,
        1,
        "no rule yet"
    );
}

#[test]
fn the_quarter_of_the_files_is_printed_with_the_figures_of_the_csv() {
    let folder = Folder::new();
    let (pdf, csv) = (folder.path("q.pdf"), folder.path("q.csv"));
    let (cards, payments) = (example("cards.csv"), example("payments.csv"));
    let line = [
        "--json",
        "fees",
        "quarterly",
        "--year",
        "2026",
        "--quarter",
        "4",
        "--cards",
        &cards,
    ];
    let files = ["--payments", &payments, "--pdf", &pdf, "--csv", &csv];
    let of = |comune: &'static str| cie(&[&line[..], &files, &["--comune", comune]].concat());
    let run = of("Grado");
    assert_eq!(run.code, 1, "a card is not paid for: {}", run.err);
    let answer = of("Gorizia").object();
    assert_eq!(
        (&answer["cards"], &answer["cards_paid"]),
        (&json!(43), &json!(43))
    );
    assert_eq!(answer["difference_cents"], 0, "the correction closes it");
    let text = std::fs::read_to_string(&csv).expect("the CSV");
    let sum: i64 = text.lines().skip(1).map(|line| cell(line, 7)).sum();
    assert_eq!(sum, 42 * 1679);
    let due = cie(&[&line[..], &["--comune", "Gorizia", "--csv", &csv]].concat());
    assert_eq!(due.code, 0, "nothing to compare with: {}", due.err);
    let text = std::fs::read_to_string(&csv).expect("the CSV");
    let sum: i64 = text.lines().skip(1).map(|line| cell(line, 7)).sum();
    assert_eq!((text.lines().count(), sum), (7, 43 * 1679));
    let Some(text) = folder.text("q.pdf") else {
        return;
    };
    // 43 cards at EUR 1.85 come back.
    assert_eq!(answer["vat_quota_cents"], 43 * 185);
    for expected in [
        "79,55 €",
        "705,18 €",
        "721,97 €",
        "118/2026",
        "126/2026",
        "131/2026",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
}

#[test]
fn each_comune_of_the_file_remits_by_itself() {
    let folder = Folder::new();
    let pdf = folder.path("m.pdf");
    let (cards, payments) = (example("cards.csv"), example("payments.csv"));
    let line = [
        "--json",
        "fees",
        "remit",
        "--cards",
        &cards,
        "--from",
        "2026-11-16",
        "--to",
        "2026-11-30",
    ];
    let run = cie(&[&line[..], &["--payments", &payments, "--pdf", &pdf]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let objects = run.objects();
    let amounts: Vec<(&str, i64)> = objects
        .iter()
        .map(|o| {
            (
                o["codice_catastale"].as_str().unwrap(),
                o["cents"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(amounts, [("E098", 6 * 1679), ("E125", 4 * 1679)]);
    let one = cie(&[&line[..], &["--comune", "Grado"]].concat()).object();
    assert_eq!(one, objects[1]);
    let Some(text) = folder.text("m.pdf") else {
        return;
    };
    for expected in [
        "100,74 €",
        "67,16 €",
        "167,90 €",
        "131/2026",
        "pagina 3 di 3",
        "IT81 J010",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
}

#[test]
fn a_payment_order_needs_its_comune() {
    let folder = Folder::new();
    let pdf = folder.path("m.pdf");
    let line = [
        "fees",
        "remit",
        "--cards",
        "37",
        "--from",
        "2026-11-01",
        "--to",
        "2026-11-15",
        "--pdf",
        &pdf,
    ];
    assert_eq!(cie(&line).code, 2);
    assert_eq!(cie(&[&line[..], &["--comune", "Gorizia"]].concat()).code, 0);
    let Some(text) = folder.text("m.pdf") else {
        return;
    };
    assert!(
        text.contains("621,23 €") && text.contains("GORIZIA (E098)"),
        "{text}"
    );
}
