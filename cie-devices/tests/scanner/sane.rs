//! Local scanners, with the test driver that SANE brings.

use std::sync::Arc;
use std::time::{Duration, Instant};

use cie_devices::Code;
use cie_devices::scanner::sane::SaneScanner;
use cie_devices::scanner::{
    Area, Colour, NobodyWatching, Page, ScanEvent, ScanSettings, Scanner, Source,
};

use crate::kit::{Log, code, present, quick};

fn scanner() -> Option<SaneScanner> {
    present("scanimage", None).then(|| SaneScanner::open("test").unwrap())
}

fn with(options: &[(&str, &str)]) -> Option<SaneScanner> {
    let set = |scanner: SaneScanner, (name, value): &(&str, &str)| scanner.with_option(name, value);
    Some(options.iter().try_fold(scanner()?, set).unwrap())
}

fn small() -> ScanSettings {
    ScanSettings {
        area: Some(Area::new(0.0, 0.0, 40.0, 30.0)),
        ..quick()
    }
}

#[test]
fn the_drivers_options_are_its_capabilities() {
    let Some(mut scanner) = scanner() else { return };
    let offers = scanner.capabilities().unwrap();
    let sources: Vec<Source> = offers.sources.iter().map(|s| s.source).collect();
    assert_eq!(sources, [Source::Flatbed, Source::Feeder]);
    let glass = offers.source(Source::Flatbed).unwrap();
    // As the manual of sane-test says: 1 to 1200 dpi, 200 by 200 mm, Gray and Color.
    assert!(glass.resolutions.offer(1) && glass.resolutions.offer(1200));
    assert!(!glass.resolutions.offer(1201));
    assert_eq!((glass.width, glass.height), (200.0, 200.0));
    assert_eq!(glass.colours, [Colour::Gray, Colour::Rgb]);
    let bilevel = ScanSettings {
        colour: Colour::Bilevel,
        ..small()
    };
    let result = scanner.scan(bilevel, Arc::new(NobodyWatching));
    assert_eq!(code(result), Some(Code::ScanNotOffered));
}

/// The grid has squares of 10 mm, black and white in turn (manual of sane-test).
#[test]
fn areas_and_resolutions_are_millimetres_and_dots() {
    let Some(mut scanner) = with(&[("test-picture", "Grid")]) else {
        return;
    };
    for colour in [Colour::Gray, Colour::Rgb] {
        let settings = ScanSettings {
            dpi: 254,
            colour,
            area: Some(Area::new(20.0, 30.0, 60.0, 40.0)),
            ..quick()
        };
        let log = Arc::new(Log::default());
        let scanned = scanner.scan(settings, log.clone()).unwrap();
        let [page] = scanned.pages.as_slice() else {
            panic!("one page")
        };
        assert_eq!((page.width(), page.height(), page.dpi()), (600, 400, 254));
        assert_eq!(page.colour(), colour);
        let gray = page.to_gray();
        let middle = |square: u32| square * 100 + 50;
        let corner = gray.get_pixel(middle(0), middle(0)).0[0];
        for row in 0..4 {
            for column in 0..6 {
                let same = (row + column) % 2 == 0;
                let seen = gray.get_pixel(middle(column), middle(row)).0[0];
                assert_eq!(seen == corner, same, "{column}, {row}");
            }
        }
        assert!(
            log.events()
                .iter()
                .any(|e| matches!(e, ScanEvent::Percent { .. }))
        );
    }
}

#[test]
fn colours_come_as_they_are() {
    let pattern = [("test-picture", "Color pattern")];
    let Some(mut scanner) = with(&pattern) else {
        return;
    };
    let settings = ScanSettings {
        colour: Colour::Rgb,
        ..small()
    };
    let scanned = scanner.scan(settings, Arc::new(NobodyWatching)).unwrap();
    let coloured = |page: &Page| {
        let rgb = page.to_rgb();
        rgb.pixels().any(|pixel| pixel.0[0] != pixel.0[1])
    };
    assert!(coloured(&scanned.pages[0]));
}

#[test]
fn the_feeder_gives_ten_sheets_and_then_it_is_empty() {
    let Some(mut scanner) = scanner() else { return };
    let settings = ScanSettings {
        source: Source::Feeder,
        ..small()
    };
    let log = Arc::new(Log::default());
    let scanned = scanner.scan(settings.clone(), log.clone()).unwrap();
    assert_eq!(scanned.pages.len(), 10);
    assert!(scanned.stopped_by.is_none(), "{:?}", scanned.stopped_by);
    assert!(log.events().contains(&ScanEvent::Page { page: 10 }));
    let three = ScanSettings {
        max_pages: 3,
        ..settings
    };
    let scanned = scanner.scan(three, Arc::new(NobodyWatching)).unwrap();
    assert_eq!(
        (scanned.pages.len(), scanned.stopped_by.is_none()),
        (3, true)
    );
}

/// The test driver returns any status on demand; some of them leave `scanimage` hanging.
#[test]
fn each_status_of_sane_has_its_code() {
    if scanner().is_none() {
        return;
    }
    for (status, expected) in [
        ("SANE_STATUS_JAMMED", Code::PaperJam),
        ("SANE_STATUS_COVER_OPEN", Code::CoverOpen),
        ("SANE_STATUS_NO_DOCS", Code::FeederEmpty),
        ("SANE_STATUS_DEVICE_BUSY", Code::ScannerBusy),
        ("SANE_STATUS_IO_ERROR", Code::ScannerUnreachable),
        ("SANE_STATUS_ACCESS_DENIED", Code::ScannerRefused),
        ("SANE_STATUS_CANCELLED", Code::ScanCancelled),
        ("SANE_STATUS_NO_MEM", Code::ScannerFailed),
    ] {
        let start = Instant::now();
        let mut scanner = with(&[("read-return-value", status)]).unwrap();
        for source in [Source::Flatbed, Source::Feeder] {
            let settings = ScanSettings { source, ..small() };
            let result = scanner.scan(settings, Arc::new(NobodyWatching));
            assert_eq!(code(result), Some(expected), "{status} {source:?}");
        }
        assert!(start.elapsed() < Duration::from_secs(40), "{status}");
    }
}

#[test]
fn a_slow_driver_is_killed_in_time_and_when_cancelled() {
    let slow = [("read-delay", "yes"), ("read-delay-duration", "200000")];
    let Some(mut scanner) = with(&slow) else {
        return;
    };
    scanner.capabilities().unwrap();
    let settings = ScanSettings {
        limit: Duration::from_millis(1500),
        dpi: 300,
        ..quick()
    };
    let start = Instant::now();
    let late = scanner.scan(settings.clone(), Arc::new(NobodyWatching));
    assert_eq!(code(late), Some(Code::ScannerTimeout));
    let log = Log::cancelling(|event| *event == ScanEvent::Started);
    let patient = ScanSettings {
        limit: Duration::from_secs(600),
        ..settings
    };
    let cancelled = scanner.scan(patient, Arc::new(log));
    assert_eq!(code(cancelled), Some(Code::ScanCancelled));
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn names_that_are_options_or_nobody_are_refused() {
    for name in ["", "-L", "--help", "a\nb"] {
        assert_eq!(
            code(SaneScanner::open(name)),
            Some(Code::BadScannerAddress),
            "{name}"
        );
    }
    for option in ["", "-x", "a=b", "a b"] {
        let result = SaneScanner::open("test").unwrap().with_option(option, "1");
        assert_eq!(code(result), Some(Code::BadScannerAddress), "{option}");
    }
    if present("scanimage", None) {
        let mut nobody = SaneScanner::open("no-such-driver:0").unwrap();
        assert!(nobody.capabilities().is_err());
        let mut odd = with(&[("no-such-option", "1")]).unwrap();
        let result = odd.scan(small(), Arc::new(NobodyWatching));
        assert_eq!(code(result), Some(Code::ScanNotOffered));
    }
}
