use cie_core::fees::Cents;
use cie_core::lang::Lang;
use cie_devices::print::{Frame, RemittanceSheet, Transfer};

use super::samples::{correction, frame, transfer};
use super::{amounts, table};
use crate::tools::{Printed, assert_neat, run, solid};

fn print(transfers: Vec<Transfer>) -> Printed {
    let sheet = RemittanceSheet {
        frame: frame(),
        transfers,
    };
    Printed::new(&sheet.to_pdf().expect("it prints"))
}

/// Circ. 4/2020 and case `remit-37` of the shared vectors: 37 cards are EUR 621.23.
const CENTS_37: i64 = 62_123;

#[test]
fn the_order_says_what_the_circular_asks_for() {
    let printed = print(vec![transfer("Gorizia", "E098", "2026-11-01", 37)]);
    assert_neat(&printed);
    let Some(pages) = printed.text() else { return };
    assert_eq!(pages.len(), 1);
    let text = solid(&pages.concat());
    for expected in [
        "Comune di Gorizia, E098, corrispettivo per il rilascio di n. 37 carte di identità \
         elettroniche, (01/11/2026-15/11/2026)",
        "IT81 J010 0003 2453 4801 0374 600",
        "capo X, capitolo 3746, Tesoreria di Roma Succursale (n. 348)",
        "621,23 €",
    ] {
        assert!(text.contains(&solid(expected)), "{expected}");
    }
}

#[test]
fn the_day_by_which_to_pay_is_printed() {
    // 31 May 2026 is a Sunday: the last working day is Friday the 29th.
    let printed = print(vec![transfer("Gorizia", "E098", "2026-05-16", 1)]);
    let Some(pages) = printed.text() else { return };
    assert!(pages.concat().contains("29/05/2026"));
}

#[test]
fn the_days_add_up_to_the_transfer_and_corrections_stay_apart() {
    let mut one = transfer("Gorizia", "E098", "2026-11-01", 37);
    one.corrections = vec![
        correction("77/2026", 2, 2 * 1679),
        correction("R-12", 0, -1679),
    ];
    let printed = print(vec![one]);
    assert_neat(&printed);
    let Some(pages) = printed.lines() else { return };
    let (days, total) = table(&pages, "Carte inviate in produzione, per giorno");
    let sum: i64 = days.iter().flat_map(|line| amounts(line)).sum();
    assert_eq!((sum, amounts(&total)), (CENTS_37, vec![CENTS_37]));
    let (corrections, total) = table(&pages, "Rettifiche");
    let sum: i64 = corrections.iter().flat_map(|line| amounts(line)).sum();
    assert_eq!((sum, amounts(&total)), (1679, vec![1679]));
    let lines = pages.concat();
    let both = lines
        .iter()
        .find(|line| line.starts_with("Versamento e rettifiche"));
    assert_eq!(amounts(both.expect("a line")), [CENTS_37 + 1679]);
}

#[test]
fn each_comune_has_one_transfer_on_a_page_of_its_own() {
    let transfers: Vec<Transfer> = [
        ("Gorizia", "E098"),
        ("Grado", "E125"),
        ("Monfalcone", "F356"),
    ]
    .into_iter()
    .zip([37, 5, 0])
    .map(|((name, code), cards)| transfer(name, code, "2026-11-01", cards))
    .collect();
    let all: i64 = transfers.iter().map(|t| t.remittance.amount.get()).sum();
    let causali: Vec<String> = transfers.iter().map(|t| t.remittance.causale()).collect();
    let printed = print(transfers);
    assert_neat(&printed);
    let Some(pages) = printed.lines() else { return };
    assert_eq!(pages.len(), 4);
    let (lines, total) = table(&pages, "Versamenti della quindicina");
    let sum: i64 = lines.iter().flat_map(|line| amounts(line)).sum();
    assert_eq!((sum, amounts(&total)), (all, vec![all]));
    let pages = printed.text().expect("installed");
    for (page, causale) in pages[1..].iter().zip(causali) {
        assert!(solid(page).contains(&solid(&causale)), "{causale}");
    }
    for (page, number) in pages.iter().zip(1..) {
        assert!(page.contains(&format!("pagina {number} di 4")));
    }
}

#[test]
fn the_longest_texts_and_largest_amounts_stay_on_the_page() {
    let name = "Sankt Ägid-Übersöll an der Weinstraße ".repeat(3);
    let mut long = transfer(
        name.get(..99).unwrap_or(&name).trim(),
        "Z999",
        "2026-11-16",
        u32::MAX,
    );
    long.corrections = vec![correction(&"W".repeat(64), i32::MIN, -(1 << 60))];
    let other = transfer("Gorizia", "E098", "2026-11-16", u32::MAX);
    assert_eq!(
        long.remittance.amount,
        Cents::new(1679 * i64::from(u32::MAX))
    );
    for lang in [Lang::It, Lang::En] {
        let sheet = RemittanceSheet {
            frame: Frame {
                lang,
                simulated: true,
                ..frame()
            },
            transfers: vec![long.clone(), other.clone()],
        };
        let printed = Printed::new(&sheet.to_pdf().expect("it prints"));
        assert_neat(&printed);
        let Some(pages) = printed.text() else { return };
        let banner = if lang == Lang::En {
            "NO VALUE"
        } else {
            "SENZA VALORE"
        };
        assert!(pages.iter().all(|page| page.contains(banner)));
    }
}

#[test]
fn the_same_input_gives_the_same_tagged_archival_file() {
    let sheet = RemittanceSheet {
        frame: frame(),
        transfers: vec![transfer("Gorizia", "E098", "2026-11-01", 37)],
    };
    let bytes = sheet.to_pdf().expect("it prints");
    assert_eq!(bytes, sheet.to_pdf().expect("it prints"));
    let printed = Printed::new(&bytes);
    let Some(info) = run("pdfinfo", &["-isodates", printed.path()]) else {
        return;
    };
    for expected in ["2026-11-16T09:41:27+01", "Tagged:          yes", "(A4)"] {
        assert!(info.contains(expected), "{expected} in {info}");
    }
    let metadata = run("pdfinfo", &["-meta", printed.path()]).expect("installed");
    assert!(
        metadata.contains("<pdfaid:part>2</pdfaid:part>"),
        "{metadata}"
    );
    assert!(
        metadata.contains("<pdfaid:conformance>A</pdfaid:conformance>"),
        "{metadata}"
    );
    let fonts = run("pdffonts", &[printed.path()]).expect("installed");
    assert!(
        fonts
            .lines()
            .skip(2)
            .all(|line| line.contains("yes yes yes")),
        "{fonts}"
    );
}
