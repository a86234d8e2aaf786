//! The CSV tables, read back by the csv crate.

use cie_core::Code;
use cie_core::error::Coded;
use cie_core::fees::reconcile::{PaymentEvent, csv};
use cie_core::fees::{Payer, Payment, Quarter, QuarterlySummary, Remittance};
use cie_core::lang::Lang;

use crate::kit::*;

fn lines(bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let mut reader = ::csv::Reader::from_reader(bytes);
    let own = |record: &::csv::StringRecord| record.iter().map(str::to_owned).collect();
    let header = own(reader.headers().unwrap());
    (
        header,
        reader
            .records()
            .map(|record| own(&record.unwrap()))
            .collect(),
    )
}

#[test]
fn the_tables_are_read_back() {
    let (events, mut paid) = settled_rome();
    paid[1].amount -= 1;
    paid[2].reference = "7, \"bis\"".to_owned();
    paid[2].paid_on = day("2027-02-01");
    let outcome = outcome_of(events, paid);
    let mut bytes = Vec::new();
    csv::write_rows(&outcome, &mut bytes).unwrap();
    let (header, rows) = lines(&bytes);
    assert_eq!(header, csv::ROW_COLUMNS);
    assert_eq!(rows.len(), 4);
    assert_eq!(
        rows[1],
        [
            "H501",
            "2026-11-16",
            "2026-11-30",
            "2026-11-30",
            "10",
            "10",
            "16790",
            "16789",
            "0",
            "16789",
            "1",
            "open",
            "underpaid amount_not_multiple"
        ],
    );
    let mut bytes = Vec::new();
    csv::write_mismatches(&outcome, Lang::It, &mut bytes).unwrap();
    let (header, rows) = lines(&bytes);
    assert_eq!(header, csv::MISMATCH_COLUMNS);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[2][3..6], ["paid_late", "16790", "7, \"bis\""]);
}

fn summary(name: &str, order: &str) -> QuarterlySummary {
    let payer = Payer::new(name, "H501").unwrap();
    let payment = Payment {
        remittance: Remittance::new(payer.clone(), halves()[0], 37).unwrap(),
        order: order.to_owned(),
        paid_on: day("2026-11-13"),
        receipt: None,
    };
    QuarterlySummary::new(
        payer,
        Quarter::containing(halves()[0].start()),
        vec![payment],
    )
    .unwrap()
}

#[test]
fn a_quarterly_summary_is_written_and_its_payments_reconcile() {
    let summary_of_rome = summary("Roma", "118, bis");
    let mut bytes = Vec::new();
    csv::write_summary(&summary_of_rome, &mut bytes).unwrap();
    let (header, rows) = lines(&bytes);
    assert_eq!(header, csv::SUMMARY_COLUMNS);
    assert_eq!(
        rows[0],
        [
            "Roma",
            "H501",
            "2026",
            "4",
            "2026-11-01",
            "2026-11-15",
            "37",
            "62123",
            "118, bis",
            "2026-11-13",
            "",
            "Comune di Roma, H501, corrispettivo per il rilascio di n. 37 carte \
         di identità elettroniche, (01/11/2026-15/11/2026)"
        ],
    );
    let mut reconciler = reconciler();
    for event in cards(code("H501"), halves()[0], 37) {
        push(&mut reconciler, &event).unwrap();
    }
    let event = PaymentEvent::remittance_of(&summary_of_rome.payments()[0]).unwrap();
    reconciler.push_payment(&event).unwrap();
    assert_eq!(names(&reconciler.finish().unwrap()), [""; 0]);
}

#[test]
fn formulas_and_broken_sinks_are_refused() {
    for (name, order, column) in [("Roma", "=1+1", "order"), ("@Roma", "1", "comune")] {
        let mut bytes = Vec::new();
        let error = csv::write_summary(&summary(name, order), &mut bytes).unwrap_err();
        assert_eq!(
            (error.code(), Coded::detail(&error)),
            (Code::CsvFormula, Some(column))
        );
        assert!(bytes.is_empty());
    }
    let mut full: &mut [u8] = &mut [0; 10];
    let error = csv::write_summary(&summary("Roma", "1"), &mut full).unwrap_err();
    assert_eq!(error.code(), Code::CsvWrite);
}
