//! The embedded table and the loader against ANPR's own archive of comuni.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test asserts by panicking and says when it is skipped"
)]

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use cie_core::citizen::place::{Place, PlaceKind, Places};

/// The archive, where the reference material lies beside the checkout.
fn archive() -> Option<Vec<u8>> {
    let shared = std::env::var_os("CIE_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")),
        PathBuf::from,
    );
    let path = shared.join("data/ANPR_archivio_comuni.csv");
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("SKIPPED: {} is not there", path.display());
    }
    bytes
}

fn key(place: &Place<'_>) -> (String, String, String) {
    (
        place
            .belfiore()
            .map(|code| code.to_string())
            .unwrap_or_default(),
        place.from().map(|day| day.to_string()).unwrap_or_default(),
        place.name().to_owned(),
    )
}

#[test]
fn the_official_archive_loads_whole_and_agrees_with_the_embedded_table() {
    let Some(bytes) = archive() else { return };
    let loaded = Places::from_anpr_csv(&bytes).expect("the official archive");

    // An independent and naive reading of the same file: every cell is quoted but the numbers.
    let text = String::from_utf8(bytes).expect("UTF-8");
    let mut expected = 0;
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').map(|cell| cell.trim_matches('"')).collect();
        let [_, from, to, istat, code, name, ..] = cells.as_slice() else {
            panic!("{line}");
        };
        expected += 1;
        let found = loaded.by_name(name).any(|place| {
            place.name() == *name
                && place.from().map(|day| day.to_string()).as_deref() == Some(from)
                && place
                    .to()
                    .map_or("9999-12-31".into(), |day| day.to_string())
                    == *to
                && place.istat_code().as_deref() == Some(istat)
                && place
                    .belfiore()
                    .map_or("ND".into(), |code| code.to_string())
                    == *code
        });
        assert!(found, "{line}");
    }
    let comuni = |places: &Places| {
        let mut codes: HashMap<_, BTreeSet<_>> = HashMap::new();
        for place in places
            .iter()
            .filter(|place| place.kind() == PlaceKind::Comune)
        {
            codes
                .entry(key(&place))
                .or_default()
                .insert(place.istat_code());
        }
        codes
    };
    let count = loaded
        .iter()
        .filter(|place| place.kind() == PlaceKind::Comune)
        .count();
    assert_eq!((count, expected), (19_352, 19_352));

    // Two sources of the same facts, nearly three years apart: what they share, they agree on.
    let (old, new) = (comuni(&loaded), comuni(Places::embedded()));
    let shared: Vec<_> = old.keys().filter(|key| new.contains_key(key)).collect();
    assert!(shared.len() > 19_300, "{}", shared.len());
    for key in shared {
        assert_eq!(old[key], new[key], "{key:?}");
    }
}
