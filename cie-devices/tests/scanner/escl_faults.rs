//! The client with a simulated scanner that does not work.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cie_devices::Code;
use cie_devices::scanner::escl::{EsclScanner, Trust};
use cie_devices::scanner::{NobodyWatching, ScanEvent, ScanSettings, Scanner, Source};
use cie_devices::sim::escl::{EsclFault, SimulatedScanner};

use crate::escl::client;
use crate::kit::{Log, code, quick};

/// A busy machine comes round in this time; without a limit a scan takes [`quick`]'s.
const SOON: Duration = Duration::from_secs(15);

fn scan(device: &SimulatedScanner, settings: ScanSettings) -> Option<Code> {
    code(client(device).scan(settings, Arc::new(NobodyWatching)))
}

#[test]
fn each_fault_has_its_code() {
    let device = SimulatedScanner::start().unwrap();
    device.load_feeder(3);
    let (glass, feeder) = (
        quick(),
        ScanSettings {
            source: Source::Feeder,
            ..quick()
        },
    );
    for (fault, settings, expected) in [
        (EsclFault::Forbidden, &glass, Code::ScannerRefused),
        (EsclFault::Nonsense, &glass, Code::ScannerAnswer),
        (EsclFault::NoLocation, &glass, Code::ScannerAnswer),
        (EsclFault::Cut, &glass, Code::ScannerUnreachable),
        (EsclFault::Half, &glass, Code::PageDamaged),
        (EsclFault::TooShort, &glass, Code::PageDamaged),
        (EsclFault::Huge, &glass, Code::ScanTooLarge),
        (EsclFault::Endless, &glass, Code::ScanTooLarge),
        (EsclFault::CoverOpen, &feeder, Code::CoverOpen),
        (EsclFault::Jam { after: 0 }, &feeder, Code::PaperJam),
    ] {
        device.set_fault(Some(fault));
        assert_eq!(scan(&device, settings.clone()), Some(expected), "{fault:?}");
        device.set_fault(None);
        assert_eq!(scan(&device, glass.clone()), None, "after {fault:?}");
    }
    let (started, ended) = device.jobs();
    // The job that was never named is the only one left behind.
    assert_eq!(started - ended, 1);
}

#[test]
fn pages_before_a_jam_are_kept() {
    let device = SimulatedScanner::start().unwrap();
    device.load_feeder(4);
    device.set_fault(Some(EsclFault::Jam { after: 2 }));
    let settings = ScanSettings {
        source: Source::Feeder,
        ..quick()
    };
    let scanned = client(&device)
        .scan(settings, Arc::new(NobodyWatching))
        .unwrap();
    assert_eq!(scanned.pages.len(), 2);
    assert_eq!(scanned.stopped_by.map(|e| e.code()), Some(Code::PaperJam));
}

#[test]
fn a_busy_scanner_is_waited_for() {
    let device = SimulatedScanner::start().unwrap();
    device.set_fault(Some(EsclFault::Busy { answers: 3 }));
    let log = Arc::new(Log::default());
    assert!(client(&device).scan(quick(), log.clone()).is_ok());
    let waits = log
        .events()
        .iter()
        .filter(|e| **e == ScanEvent::Waiting)
        .count();
    assert_eq!(waits, 3);
    device.set_fault(Some(EsclFault::Busy { answers: u32::MAX }));
    let start = Instant::now();
    let short = ScanSettings {
        limit: Duration::from_millis(1500),
        ..quick()
    };
    assert_eq!(scan(&device, short), Some(Code::ScannerBusy));
    assert!(start.elapsed() < SOON);
}

#[test]
fn a_scanner_that_stops_sending_is_left_in_time() {
    let device = SimulatedScanner::start().unwrap();
    device.set_fault(Some(EsclFault::Stall));
    let start = Instant::now();
    let short = ScanSettings {
        limit: Duration::from_secs(1),
        ..quick()
    };
    assert_eq!(scan(&device, short), Some(Code::ScannerTimeout));
    assert!(start.elapsed() < SOON);
}

#[test]
fn a_scan_is_cancelled_in_the_middle_of_a_page() {
    let device = SimulatedScanner::start().unwrap();
    device.set_fault(Some(EsclFault::Stall));
    let start = Instant::now();
    let log = Log::cancelling(|event| matches!(event, ScanEvent::Received { .. }));
    let result = client(&device).scan(quick(), Arc::new(log));
    assert_eq!(code(result), Some(Code::ScanCancelled));
    assert!(start.elapsed() < SOON);
    // The scanner was told.
    assert_eq!(device.jobs(), (1, 1));
}

#[test]
fn a_job_named_on_another_host_is_fetched_from_the_scanner() {
    let device = SimulatedScanner::start().unwrap();
    device.set_fault(Some(EsclFault::OtherHost));
    assert_eq!(scan(&device, quick()), None);
}

#[test]
fn nobody_at_the_address_is_said() {
    let address = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    let mut scanner = EsclScanner::new(&format!("http://{address}"), &Trust::default()).unwrap();
    assert_eq!(code(scanner.capabilities()), Some(Code::ScannerUnreachable));
}
