use cie_core::citizen::place::Places;
use cie_core::fees::reconcile::csv::{MISMATCH_COLUMNS, ROW_COLUMNS, write_mismatches, write_rows};
use cie_core::fees::reconcile::{MismatchKind, Reconciliation};
use cie_core::lang::Lang;
use cie_devices::print::{Frame, ReconciliationSheet, RowsShown};

use super::samples::{frame, half, reconciliation};
use super::{amounts, table};
use crate::tools::{Printed, assert_neat, solid};

fn sheet(outcome: &Reconciliation, rows: RowsShown) -> ReconciliationSheet<'_> {
    ReconciliationSheet {
        frame: frame(),
        outcome,
        span: (half("2026-11-01"), half("2026-11-16")),
        places: Places::embedded(),
        rows,
    }
}

fn print(sheet: &ReconciliationSheet<'_>) -> Printed {
    Printed::new(&sheet.to_pdf().expect("it prints"))
}

/// A column of a CSV table of cie-core.
fn column(csv: &[u8], columns: &[&str], name: &str) -> Vec<String> {
    let at = columns
        .iter()
        .position(|column| *column == name)
        .expect("a column");
    let text = std::str::from_utf8(csv).expect("text");
    // No cell before the last is quoted.
    let cells = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(at).expect("a cell"));
    cells.map(str::to_owned).collect()
}

fn sum(cells: &[String]) -> i64 {
    cells
        .iter()
        .map(|cell| cell.parse::<i64>().unwrap_or(0))
        .sum()
}

#[test]
fn sums_and_mismatches_are_those_of_the_csv_tables() {
    let outcome = reconciliation(60);
    let (mut rows, mut mismatches) = (Vec::new(), Vec::new());
    write_rows(&outcome, &mut rows).expect("memory takes it");
    write_mismatches(&outcome, Lang::It, &mut mismatches).expect("memory takes it");
    let cents = |name: &str| sum(&column(&rows, &ROW_COLUMNS, name));
    let totals = [
        "due_cents",
        "remitted_cents",
        "corrected_cents",
        "difference_cents",
    ]
    .map(cents);

    let all = print(&sheet(&outcome, RowsShown::All));
    let Some(pages) = all.lines() else { return };
    assert!(pages.len() > 4, "{} pages", pages.len());
    let (lines, total) = table(&pages, "Quindicine");
    assert_eq!(amounts(&total), totals);
    let mut shown = [0_i64; 4];
    for line in &lines {
        for (sum, amount) in shown.iter_mut().zip(amounts(line)) {
            *sum += amount;
        }
    }
    assert_eq!(shown, totals, "the lines add up to the total");

    let some = print(&sheet(&outcome, RowsShown::WithMismatches));
    let pages = some.lines().expect("installed");
    let (lines, total) = table(&pages, "Quindicine con rilievi");
    assert_eq!(amounts(&total), totals);
    let mut shown = [0_i64; 4];
    for line in &lines {
        for (sum, amount) in shown.iter_mut().zip(amounts(line)) {
            *sum += amount;
        }
    }
    assert_eq!(shown, totals, "those without mismatches are one line");

    // Every mismatch, its text and its amount.
    let text = solid(&some.text().expect("installed").concat());
    for mismatch in outcome.mismatches() {
        let what = mismatch.kind.text(Lang::It);
        let reference = mismatch.kind.reference().unwrap_or_default();
        assert!(text.contains(&solid(reference)), "{reference}");
        assert!(text.contains(mismatch.comune.as_str()), "{what}");
    }
    let named = column(&mismatches, &MISMATCH_COLUMNS, "mismatch");
    let (counts, total) = table(&pages, "Rilievi per tipo");
    for name in MismatchKind::NAMES {
        let count = named.iter().filter(|found| found == name).count();
        let line = counts.iter().find(|line| line.contains(name));
        let shown = line.and_then(|line| line.split_whitespace().last()?.parse().ok());
        assert_eq!(shown, (count > 0).then_some(count), "{name}");
    }
    assert!(named.len() > 20 && total.ends_with(&named.len().to_string()));
}

#[test]
fn every_page_is_numbered_and_has_the_heads_of_its_table() {
    let outcome = reconciliation(200);
    let printed = print(&sheet(&outcome, RowsShown::All));
    assert_neat(&printed);
    let Some(pages) = printed.lines() else { return };
    let count = pages.len();
    assert!(count > 10, "{count} pages");
    for (page, number) in pages.iter().zip(1..) {
        let foot = format!("pagina {number} di {count}");
        assert!(page.iter().any(|line| line.ends_with(&foot)), "{foot}");
        let head = page
            .iter()
            .any(|line| line.starts_with("Comune") && line.contains("Quindicina"));
        assert!(head, "page {number} has no heads");
    }
}

#[test]
fn amounts_of_a_column_end_at_the_same_place() {
    let outcome = reconciliation(60);
    let printed = print(&sheet(&outcome, RowsShown::All));
    let Some(bbox) = crate::tools::run("pdftotext", &["-bbox", printed.path(), "-"]) else {
        return;
    };
    // The euro sign closes each amount; on the last page only the columns of money have any.
    let last = bbox.rsplit("<page ").next().expect("a page");
    let ends: Vec<String> = last
        .lines()
        .filter(|line| line.contains("€</word>"))
        .filter_map(|line| line.split("xMax=\"").nth(1)?.split('"').next())
        .map(|x| format!("{:.0}", x.parse::<f32>().expect("a number")))
        .collect();
    let places: std::collections::BTreeSet<&String> = ends.iter().collect();
    assert!(ends.len() > 40 && places.len() <= 8, "{places:?}");
}

#[test]
fn nothing_wrong_is_said_in_so_many_words() {
    let outcome = Reconciliation::default();
    for lang in [Lang::It, Lang::En] {
        let mut sheet = sheet(&outcome, RowsShown::All);
        sheet.frame = Frame { lang, ..frame() };
        let printed = print(&sheet);
        assert_neat(&printed);
        let Some(pages) = printed.text() else { return };
        let said = if lang == Lang::En {
            "No mismatch"
        } else {
            "Nessun rilievo"
        };
        assert!(pages.concat().contains(said));
    }
}
