//! Imports that are interrupted anywhere and run again.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use cie_store::{Code, ImportOptions, ImportReport, Resumed, Store};
use proptest::prelude::*;

/// A file on a disk that fails after so many bytes.
struct Failing {
    file: Cursor<Vec<u8>>,
    left: usize,
}

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("the disk failed"));
        }
        let most = buffer.len().min(self.left);
        let read = self.file.read(&mut buffer[..most])?;
        self.left -= read;
        Ok(read)
    }
}

impl Seek for Failing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

fn options() -> ImportOptions {
    ImportOptions {
        batch_rows: 3,
        ..ImportOptions::default()
    }
}

/// Good rows, rows without a sex, sheets that come twice and cards of somebody else.
fn file(rows: &[(u8, u8, bool)]) -> Vec<u8> {
    let mut text = String::from(
        "scheda;cognome;nome;sesso;data_nascita;luogo_nascita;carta_numero;carta_tipo;carta_rilascio\n",
    );
    for (sheet, card, good) in rows {
        let sex = if *good { "F" } else { "?" };
        let card = match card {
            0..=3 => format!("CA0000{card}AA;E;2026-01-02"),
            _ => ";;".to_owned(),
        };
        text += &format!("S{sheet};ROSSI;BIANCA;{sex};1964-12-30;ROMA;{card}\n");
    }
    text.into_bytes()
}

fn run(store: &Store, bytes: &[u8], left: usize) -> cie_store::Result<ImportReport> {
    let file = Cursor::new(bytes.to_vec());
    store.import_csv_resuming(Failing { file, left }, &options(), |_| ())
}

/// The whole of a file, however much of it is read twice.
const ALL: usize = usize::MAX;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The peer is an import that nothing interrupted.
    #[test]
    fn wherever_it_stops_the_end_is_the_same(
        rows in prop::collection::vec((0_u8..30, 0_u8..12, prop::bool::weighted(0.9)), 1..40),
        stops in prop::collection::vec(0_usize..1000, 0..4),
    ) {
        let bytes = file(&rows);
        let whole = Store::in_memory().unwrap();
        let mut expected = run(&whole, &bytes, ALL).unwrap();
        let store = Store::in_memory().unwrap();
        for stop in stops {
            let left = bytes.len() * stop / 1000;
            // What was read to look for the beginning counts, too: it may stop there.
            prop_assert_eq!(run(&store, &bytes, left).unwrap_err().code(), Code::Io);
        }
        let got = run(&store, &bytes, ALL).unwrap();
        expected.resumed = got.resumed;
        prop_assert_eq!(&got, &expected);
        prop_assert!(store.has_imported(bytes.as_slice()).unwrap());
        let rows: u64 = got.imported + got.updated + got.unchanged;
        if let Resumed::Continued(before) = got.resumed {
            prop_assert!(before <= rows);
        }
        // Once more it is compared as a whole, and nothing changes.
        let again = run(&store, &bytes, ALL).unwrap();
        prop_assert_eq!((again.imported, again.updated, again.unchanged), (0, 0, rows));
        prop_assert_eq!(again.resumed, Resumed::Fresh);
    }
}

#[test]
fn what_was_written_is_not_written_again() {
    let rows: Vec<(u8, u8, bool)> = (0..20).map(|n| (n, 9, true)).collect();
    let bytes = file(&rows);
    let store = Store::in_memory().unwrap();
    run(&store, &bytes, bytes.len() - 10).unwrap_err();
    assert!(!store.has_imported(bytes.as_slice()).unwrap());
    let mut written = Vec::new();
    let report = store
        .import_csv_resuming(Cursor::new(&bytes), &options(), |progress| {
            written.push(progress.rows - progress.continued);
        })
        .unwrap();
    // Six batches of three were written; two rows are left.
    assert_eq!(report.resumed, Resumed::Continued(18));
    assert_eq!((report.imported, written.last()), (20, Some(&2)));
}

#[test]
fn another_file_or_another_import_in_between_starts_over() {
    let rows: Vec<(u8, u8, bool)> = (0..20).map(|n| (n, 9, true)).collect();
    let bytes = file(&rows);
    let changed = String::from_utf8(bytes.clone()).unwrap();
    let changed = changed.replacen("S2;ROSSI", "S2;VERDI", 1).into_bytes();
    let store = Store::in_memory().unwrap();
    run(&store, &bytes, bytes.len() - 10).unwrap_err();
    let report = run(&store, &changed, ALL).unwrap();
    assert_eq!(report.resumed, Resumed::Changed);
    assert_eq!(
        (report.imported, report.updated, report.unchanged),
        (2, 1, 17)
    );

    // A shorter file, cut within what was read.
    run(&store, &bytes, bytes.len() - 10).unwrap_err();
    let report = run(&store, &bytes[..400], ALL).unwrap();
    assert_eq!(report.resumed, Resumed::Changed);

    // Somebody else's rows came in between: the old mark says nothing any more.
    run(&store, &bytes, bytes.len() - 10).unwrap_err();
    store
        .import_csv(changed.as_slice(), &options(), |_| ())
        .unwrap();
    let report = run(&store, &bytes, ALL).unwrap();
    assert_eq!((report.resumed, report.updated), (Resumed::Fresh, 1));
    // Under other limits a row may be judged otherwise.
    run(&store, &bytes, bytes.len() - 10).unwrap_err();
    let other = ImportOptions {
        max_cell_chars: 100,
        ..options()
    };
    let report = store.import_csv_resuming(Cursor::new(&bytes), &other, |_| ());
    assert_eq!(report.unwrap().resumed, Resumed::Fresh);
}
