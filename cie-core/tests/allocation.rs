//! A registry is judged without allocating: a test binary of its own, for it counts allocations.
#![allow(clippy::expect_used, reason = "a test asserts by panicking")]

use std::hint::black_box;

use allocation_counter::measure;
use chrono::NaiveDate;
use cie_core::citizen::codice_fiscale::{CodiceFiscale, Validator, is_well_formed};
use cie_core::citizen::place::Places;

/// Right and wrong in every way there is.
const CODES: [&[u8]; 10] = [
    b"RSSMRA80A01H501U",
    b"rssmraulalmhrlmd",
    b"RSSMRA80A01H501A",
    b"RSSMRA80B30H501X",
    b"RSSMRA00B29H501Y",
    b"RSSMRA80A01Z999Y",
    b"RSSMRA80A01M320W",
    b"RSSMRA8OA01H501U",
    b"00743110157",
    b"",
];

#[test]
fn nothing_is_allocated_for_any_code() {
    let codes: Vec<&[u8]> = CODES.into_iter().cycle().take(10_000).collect();
    let reference = NaiveDate::from_ymd_opt(2026, 11, 22).expect("in the calendar");
    // The table is opened at its first use.
    let validator = Validator::new(reference).with_places(Places::embedded());

    let judged = measure(|| {
        let reports = validator.validate_all(codes.iter().copied());
        let valid = reports.filter(|report| {
            let births = report
                .details()
                .map(|details| details.births.iter().count());
            black_box(births);
            report.is_valid()
        });
        // Two right ones, 29 February 2000, and the place that was instituted after the birth.
        assert_eq!(valid.count(), 4 * codes.len() / CODES.len());
    });
    assert_eq!((judged.count_total, judged.bytes_total), (0, 0));

    let read = measure(|| {
        let formed = codes.iter().filter(|code| is_well_formed(code)).count();
        let parsed = codes.iter().filter(|code| is_well_formed(code));
        let parsed = parsed.filter_map(|code| CodiceFiscale::parse(code).ok());
        assert_eq!(
            parsed.filter(|code| !code.base().is_omocode()).count(),
            formed
        );
    });
    assert_eq!((read.count_total, read.bytes_total), (0, 0));

    // The counter counts.
    assert_ne!(measure(|| drop(black_box(Box::new(1)))).count_total, 0);
}
