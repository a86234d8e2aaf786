use cie_core::fees::QuarterlySummary;
use cie_core::fees::reconcile::csv::{SUMMARY_COLUMNS, write_summary};
use cie_core::lang::Lang;
use cie_devices::print::{Frame, QuarterlySheet, Sent};

use super::samples::{correction, frame, half, summary};
use super::{amounts, table};
use crate::tools::{Printed, assert_neat, solid};

fn sheet(summary: QuarterlySummary) -> QuarterlySheet {
    QuarterlySheet {
        frame: frame(),
        summary,
        sent: None,
        corrections: Vec::new(),
    }
}

fn print(sheet: &QuarterlySheet) -> Printed {
    Printed::new(&sheet.to_pdf().expect("it prints"))
}

/// The column of the CSV table.
fn column(summary: &QuarterlySummary, name: &str) -> Vec<String> {
    let mut csv = Vec::new();
    write_summary(summary, &mut csv).expect("memory takes it");
    let at = SUMMARY_COLUMNS.iter().position(|column| *column == name);
    let at = at.expect("a column");
    let text = String::from_utf8(csv).expect("text");
    // No cell of these columns is quoted: the quoted one is the last.
    let cells = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(at).expect("a cell"));
    cells.map(str::to_owned).collect()
}

#[test]
fn the_figures_are_those_of_the_csv_table() {
    let summary = summary("Gorizia", "E098", "2026-11-20");
    let from_csv: Vec<i64> = column(&summary, "amount_cents")
        .iter()
        .map(|cents| cents.parse().expect("cents"))
        .collect();
    let orders = column(&summary, "order");
    let printed = print(&sheet(summary));
    assert_neat(&printed);
    let Some(pages) = printed.lines() else { return };
    let (lines, total) = table(&pages, "Mandati di pagamento");
    let shown: Vec<i64> = lines.iter().flat_map(|line| amounts(line)).collect();
    // The last half-month of the quarter was not paid.
    assert_eq!(shown, [&from_csv[..], &[0]].concat());
    assert_eq!(amounts(&total), [from_csv.iter().sum::<i64>()]);
    let text = pages.concat().join("\n");
    assert!(text.contains("nessun versamento"));
    assert!(orders.iter().all(|order| text.contains(order.as_str())));
}

#[test]
fn until_2019_it_goes_by_mail_and_from_2020_through_the_portal() {
    // Circ. 4/2020.
    let mail = "pagamenti.cie";
    for (name, code, day, expected) in [
        (
            "Gorizia",
            "E098",
            "2019-12-31",
            "pagamenti.cie.al@interno.it",
        ),
        (
            "L'Aquila",
            "A345",
            "2018-02-01",
            "pagamenti.cie.al@interno.it",
        ),
        (
            "Milano",
            "F205",
            "2019-12-31",
            "pagamenti.cie.mo@interno.it",
        ),
        ("Roma", "H501", "2019-12-31", "pagamenti.cie.pz@interno.it"),
        (
            "Roma",
            "H501",
            "2020-01-01",
            "https://pagamenticie.cnsd.interno.gov.it/",
        ),
        (
            "Gorizia",
            "E098",
            "2026-11-20",
            "https://pagamenticie.cnsd.interno.gov.it/",
        ),
    ] {
        let Some(pages) = print(&sheet(summary(name, code, day))).text() else {
            return;
        };
        let text = solid(&pages.concat());
        assert!(text.contains(&solid(expected)), "{name} {day}: {expected}");
        assert_eq!(
            text.contains("AllegatoA,conlequietanze"),
            expected.contains(mail)
        );
        assert_eq!(text.contains(mail), expected.contains(mail), "one way only");
    }
}

#[test]
fn the_vat_quota_is_that_of_the_vectors() {
    // Case `remit-37`: 68.45 together, 25.90 to the comune.
    let payer = cie_core::fees::Payer::new("Gorizia", "E098").expect("a payer");
    let quarter = cie_core::fees::Quarter::containing(half("2026-11-01").start());
    let summary = QuarterlySummary::new(payer, quarter, Vec::new()).expect("a summary");
    let mut sheet = sheet(summary);
    sheet.sent = Some(Sent::Quarter(37));
    let printed = print(&sheet);
    assert_neat(&printed);
    let Some(pages) = printed.lines() else { return };
    let (lines, total) = table(&pages, "Quota riassegnata dell’IVA");
    let parts: Vec<i64> = lines.iter().flat_map(|line| amounts(line)).collect();
    assert_eq!(parts, [6845 - 2590, 2590]);
    assert_eq!(amounts(&total), [6845]);
    let (_, total) = table(&pages, "Carte del trimestre");
    assert_eq!(amounts(&total), [62_123, 0, 62_123]);
}

#[test]
fn what_was_due_stands_beside_what_was_paid_and_corrected() {
    let summary = summary("Gorizia", "E098", "2026-11-20");
    let paid = summary.amount().get();
    let sent: Vec<_> = summary
        .payments()
        .iter()
        .map(|payment| (payment.remittance.period, payment.remittance.cards + 1))
        .collect();
    let mut sheet = sheet(summary);
    sheet.sent = Some(Sent::HalfMonths(sent));
    sheet.corrections = vec![(half("2026-10-01"), correction("R1", 1, 1679))];
    for lang in [Lang::It, Lang::En] {
        sheet.frame = Frame { lang, ..frame() };
        assert_neat(&print(&sheet));
    }
    sheet.frame = frame();
    let Some(pages) = print(&sheet).lines() else {
        return;
    };
    let (lines, total) = table(&pages, "Carte del trimestre");
    let differences: Vec<i64> = lines
        .iter()
        .filter_map(|line| amounts(line).last().copied())
        .collect();
    // A card more than paid for in each of five half-months, one of them corrected since.
    assert_eq!(differences, [0, 1679, 1679, 1679, 1679]);
    assert_eq!(amounts(&total), [paid + 5 * 1679, paid + 1679, 4 * 1679]);
}
