use cie_core::citizen::place::Places;
use cie_core::fees::Cents;
use cie_devices::print::{
    LINES_MAX, QuarterlySheet, ReconciliationSheet, RemittanceSheet, RowsShown, Sent,
    TRANSFERS_MAX, Transfer,
};
use cie_devices::{Code, Error};

use super::samples::{correction, day, frame, half, reconciliation, summary, transfer};
use cie_core::error::Coded;

fn refused(change: impl FnOnce(&mut RemittanceSheet)) -> Error {
    let mut sheet = RemittanceSheet {
        frame: frame(),
        transfers: vec![
            transfer("Gorizia", "E098", "2026-11-01", 37),
            transfer("Grado", "E125", "2026-11-01", 5),
        ],
    };
    change(&mut sheet);
    sheet.to_pdf().expect_err("refused")
}

#[test]
fn a_remittance_that_does_not_hold_together_is_refused() {
    let code = |change: fn(&mut RemittanceSheet)| refused(change).code();
    assert_eq!(code(|s| s.transfers.clear()), Code::SheetEmpty);
    assert_eq!(
        code(|s| s.transfers[1] = s.transfers[0].clone()),
        Code::SheetComuneRepeated
    );
    assert_eq!(
        code(|s| s.transfers[1] = transfer("Grado", "E125", "2026-10-01", 5)),
        Code::SheetPeriodMixed
    );
    assert_eq!(
        code(|s| s.transfers[0].remittance.amount = Cents::new(62_122)),
        Code::SheetSumMismatch
    );
    assert_eq!(
        code(|s| s.transfers[0].by_day[0].1 += 1),
        Code::SheetSumMismatch
    );
    assert_eq!(
        code(|s| s.transfers[0].by_day[0].0 = day("2026-11-16")),
        Code::SheetDateOutOfRange
    );
    assert_eq!(
        code(|s| s.transfers[0].corrections = vec![correction(" ", 0, 1)]),
        Code::SheetFieldMissing
    );
    assert_eq!(
        code(|s| s.transfers[0].corrections = vec![correction(&"a".repeat(65), 0, 1)]),
        Code::SheetTextTooLong
    );
    assert_eq!(
        code(|s| s.transfers[0].corrections = vec![correction("a\u{202e}b", 0, 1)]),
        Code::SheetTextUnprintable
    );
    assert_eq!(
        code(|s| s.frame.office = "\u{7}".into()),
        Code::SheetTextUnprintable
    );
    assert_eq!(
        code(|s| {
            let max = cents_max();
            s.transfers[0].corrections = vec![correction("a", 0, max), correction("b", 0, max)];
        }),
        Code::SheetSumMismatch
    );
}

fn cents_max() -> i64 {
    i64::MAX
}

#[test]
fn documents_are_bounded_in_lines_and_say_so() {
    let many = |count: usize| -> Vec<Transfer> {
        let one = transfer("Gorizia", "E098", "2026-11-01", 1);
        (0..count)
            .map(|at| {
                let code = format!(
                    "{}{:03}",
                    char::from(b'A' + u8::try_from(at / 1000).expect("few")),
                    at % 1000
                );
                let mut other = one.clone();
                other.remittance.payer =
                    cie_core::fees::Payer::new("Esempio", &code).expect("a payer");
                other
            })
            .collect()
    };
    let error = refused(|s| s.transfers = many(TRANSFERS_MAX + 1));
    assert_eq!(error.code(), Code::SheetTooLong);
    let error = refused(|s| {
        s.transfers[0].corrections = vec![correction("a", 0, 1); LINES_MAX];
    });
    assert_eq!(error.code(), Code::SheetTooLong);

    // Half-months listed and mismatches are counted together.
    let outcome = reconciliation(5_200);
    let sheet = ReconciliationSheet {
        frame: frame(),
        outcome: &outcome,
        span: (half("2026-11-01"), half("2026-11-16")),
        places: Places::embedded(),
        rows: RowsShown::All,
    };
    assert!(outcome.rows().len() > LINES_MAX);
    let error = sheet.to_pdf().expect_err("refused");
    assert_eq!(error.code(), Code::SheetTooLong);
    assert!(
        error.message(cie_core::lang::Lang::It).contains("CSV"),
        "{error:?}"
    );
}

#[test]
fn a_half_month_of_another_quarter_is_refused() {
    let sheet = QuarterlySheet {
        frame: frame(),
        summary: summary("Gorizia", "E098", "2026-11-20"),
        sent: Some(Sent::HalfMonths(vec![(half("2026-09-01"), 1)])),
        corrections: Vec::new(),
    };
    let error = sheet.to_pdf().expect_err("refused");
    assert_eq!(error.code(), Code::SheetDateOutOfRange);
    let sheet = QuarterlySheet {
        sent: None,
        corrections: vec![(half("2026-09-01"), correction("R1", 0, 1))],
        ..sheet
    };
    let error = sheet.to_pdf().expect_err("refused");
    assert_eq!(error.code(), Code::SheetDateOutOfRange);
}
