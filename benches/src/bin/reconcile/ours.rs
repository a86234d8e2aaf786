//! Our side: the CSV files into a `Reconciler`, in one pass.

use std::collections::BTreeMap;
use std::fs::{File, read_to_string};
use std::path::Path;
use std::time::Instant;

use cie_core::citizen::place::{Belfiore, Places};
use cie_core::date::parse_date;
use cie_core::fees::reconcile::{CardEvent, PaymentEvent, PaymentKind, Reconciler};
use cie_core::fees::{Cents, HalfMonth};
use csv::{ByteRecord, Reader};

use crate::make::YEAR;

/// Prints `seconds cpu peak_kib rows due paid off`.
pub fn run(folder: &Path) {
    let slips = read_to_string(folder.join("slips.txt")).expect("the slips");
    let slips: BTreeMap<&str, u32> = slips
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, count)| (name, count.parse().expect("a count")))
        .filter(|(_, count)| *count > 0)
        .collect();

    let start = Instant::now();
    let periods = HalfMonth::of_year(YEAR).expect("a year");
    let mut reconciler =
        Reconciler::new(periods[0], periods[23], Places::embedded()).expect("a span");
    each(&folder.join("cards.csv"), |record| {
        let card = CardEvent {
            comune: comune(record),
            sent_on: parse_date(text(record, 1)).expect("a day"),
        };
        reconciler.push_card(&card).expect("a card");
    });
    each(&folder.join("payments.csv"), |record| {
        let from = parse_date(text(record, 1)).expect("a day");
        let payment = PaymentEvent {
            comune: comune(record),
            period: HalfMonth::containing(from).expect("a half-month"),
            kind: PaymentKind::Remittance,
            amount: Cents::new(text(record, 2).parse().expect("cents")),
            cards: text(record, 3).parse().expect("cards"),
            reference: text(record, 4),
            paid_on: parse_date(text(record, 5)).expect("a day"),
        };
        reconciler.push_payment(&payment).expect("a payment");
    });
    let outcome = reconciler.finish().expect("an outcome");
    let seconds = start.elapsed().as_secs_f64();

    // A payment a card short or long still declares the right cards: one name for each slip.
    let totals = outcome.totals();
    assert_eq!(
        totals.mismatches, slips,
        "other mismatches than were put in"
    );
    let off = outcome
        .rows()
        .iter()
        .filter(|row| row.difference != Cents::ZERO);
    println!(
        "{seconds} {} {} {} {} {} {}",
        cpu_seconds(),
        peak_kib(),
        outcome.rows().len(),
        totals.due.get(),
        totals.paid.get(),
        off.count(),
    );
}

fn each(path: &Path, mut take: impl FnMut(&ByteRecord)) {
    let file = File::open(path).expect("a file to read");
    let mut reader = Reader::from_reader(file);
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).expect("a record") {
        take(&record);
    }
}

fn text(record: &ByteRecord, at: usize) -> &str {
    std::str::from_utf8(&record[at]).expect("text")
}

fn comune(record: &ByteRecord) -> Belfiore {
    let bytes = record[0].try_into().ok();
    bytes.and_then(Belfiore::from_bytes).expect("a code")
}

/// Peak resident memory as the kernel counts it (`VmHWM`), in KiB.
fn peak_kib() -> u64 {
    let status = read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let figure = line.and_then(|line| line.split_whitespace().next());
    figure.and_then(|text| text.parse().ok()).expect("VmHWM")
}

/// Processor time of this process, user and system, to the hundredth of a second.
fn cpu_seconds() -> f64 {
    let stat = read_to_string("/proc/self/stat").expect("Linux");
    // The name of the program, in brackets, may have blanks; utime is the 12th field after it.
    let (_, fields) = stat.rsplit_once(')').expect("a name in brackets");
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks: f64 = ticks.map(|text| text.parse::<f64>().expect("ticks")).sum();
    ticks / 100.0
}
