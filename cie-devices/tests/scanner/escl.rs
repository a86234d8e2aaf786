//! The client with a simulated scanner that works.

use std::sync::Arc;

use cie_devices::Code;
use cie_devices::scanner::escl::{EsclScanner, Feeder, State, Trust, scan_settings};
use cie_devices::scanner::{
    Area, Colour, NobodyWatching, ScanEvent, ScanSettings, Scanner, Source,
};
use cie_devices::sim::SimulatedSheet;
use cie_devices::sim::escl::SimulatedScanner;

use crate::kit::{Log, code, quick};

pub(crate) fn client(scanner: &SimulatedScanner) -> EsclScanner {
    EsclScanner::new(&scanner.url(), &Trust::default()).unwrap()
}

#[test]
fn a_scanner_says_what_it_offers() {
    let device = SimulatedScanner::start().unwrap();
    let mut scanner: Box<dyn Scanner> = Box::new(client(&device));
    assert_eq!(scanner.name(), device.url());
    let offers = scanner.capabilities().unwrap();
    assert!(offers.model.contains("SIMULATED"));
    assert!(scanner.name().contains("SIMULATED"));
    let sources: Vec<Source> = offers.sources.iter().map(|s| s.source).collect();
    assert_eq!(sources, [Source::Flatbed, Source::Feeder]);
    let glass = offers.source(Source::Flatbed).unwrap();
    assert!((glass.width - 210.0).abs() < 0.1 && (glass.height - 297.0).abs() < 0.1);
    assert!(glass.resolutions.offer(400) && !glass.resolutions.offer(401));
    assert_eq!(glass.colours, [Colour::Bilevel, Colour::Gray, Colour::Rgb]);
    let status = client(&device).status().unwrap();
    assert_eq!(
        (status.state, status.feeder),
        (State::Idle, Some(Feeder::Empty))
    );
}

/// Areas that are whole numbers of the protocol's units and of dots: the page is the sheet.
#[test]
fn pages_are_the_sheet_pixel_by_pixel() {
    let device = SimulatedScanner::start().unwrap();
    device.place(7);
    let mut scanner = client(&device);
    let sheet = SimulatedSheet::new(7).unwrap();
    // An inch and a half by two, half an inch in.
    let area = Area::new(12.7, 12.7, 38.1, 50.8);
    for colour in [Colour::Bilevel, Colour::Gray, Colour::Rgb] {
        for dpi in [150, 300, 400] {
            let settings = ScanSettings {
                area: Some(area),
                colour,
                dpi,
                ..quick()
            };
            let scanned = scanner.scan(settings, Arc::new(NobodyWatching)).unwrap();
            assert!(scanned.stopped_by.is_none());
            let [page] = scanned.pages.as_slice() else {
                panic!("one page");
            };
            assert_eq!((page.width(), page.height()), (dpi * 3 / 2, dpi * 2));
            assert_eq!(page.dpi(), dpi);
            let truth = sheet.scan(&area, dpi, colour).unwrap();
            assert!(page.samples() == truth.as_bytes(), "{colour:?} {dpi}");
        }
    }
    assert_eq!(device.jobs(), (9, 9));
}

#[test]
fn the_feeder_gives_its_sheets_in_order_and_no_more_than_asked_for() {
    let device = SimulatedScanner::start().unwrap();
    let mut scanner = client(&device);
    let settings = ScanSettings {
        source: Source::Feeder,
        ..quick()
    };
    let empty = scanner.scan(settings.clone(), Arc::new(NobodyWatching));
    assert_eq!(code(empty), Some(Code::FeederEmpty));
    device.load_feeder(3);
    let log = Arc::new(Log::default());
    let scanned = scanner.scan(settings.clone(), log.clone()).unwrap();
    assert!(scanned.stopped_by.is_none(), "{:?}", scanned.stopped_by);
    let whole = Area::new(0.0, 0.0, 210.0, 297.0);
    for (page, seed) in scanned.pages.iter().zip(1..) {
        let truth = SimulatedSheet::new(seed).unwrap();
        let truth = truth.scan(&whole, 75, Colour::Gray).unwrap();
        assert!(page.samples() == truth.as_bytes(), "{seed}");
    }
    let events = log.events();
    assert_eq!(events.first(), Some(&ScanEvent::Started));
    let pages = |event: &&ScanEvent| matches!(event, ScanEvent::Page { .. });
    let pages: Vec<ScanEvent> = events.iter().filter(pages).copied().collect();
    assert_eq!(pages, [1, 2, 3].map(|page| ScanEvent::Page { page }));

    device.load_feeder(5);
    let two = ScanSettings {
        max_pages: 2,
        ..settings
    };
    let scanned = scanner.scan(two, Arc::new(NobodyWatching)).unwrap();
    assert_eq!(scanned.pages.len(), 2);
    assert!(scanned.stopped_by.is_none());
    assert_eq!(device.jobs(), (2, 2));
}

#[test]
fn what_is_not_offered_is_not_sent() {
    let device = SimulatedScanner::start().unwrap();
    let mut scanner = client(&device);
    for settings in [
        ScanSettings {
            dpi: 123,
            ..quick()
        },
        ScanSettings {
            source: Source::FeederDuplex,
            ..quick()
        },
        ScanSettings {
            area: Some(Area::new(0.0, 0.0, 300.0, 10.0)),
            ..quick()
        },
    ] {
        let result = scanner.scan(settings, Arc::new(NobodyWatching));
        assert_eq!(code(result), Some(Code::ScanNotOffered));
    }
    assert_eq!(device.jobs(), (0, 0));
}

#[test]
fn addresses_are_judged_before_anything_is_sent() {
    for bad in [
        "",
        "scanner",
        "ftp://192.0.2.7/eSCL",
        "http://u:p@192.0.2.7/",
        "http:///x",
    ] {
        let result = EsclScanner::new(bad, &Trust::default());
        assert_eq!(code(result), Some(Code::BadScannerAddress), "{bad}");
    }
    let scanner = EsclScanner::new("http://192.0.2.7", &Trust::default()).unwrap();
    assert_eq!(scanner.name(), "http://192.0.2.7/eSCL");
    let nobody = Trust::Authorities(b"no certificate".to_vec());
    let result = EsclScanner::new("https://192.0.2.7/eSCL", &nobody);
    assert_eq!(code(result), Some(Code::BadScannerAddress));
}

/// The document of a job, read by libxml2 where it is here.
#[test]
fn a_job_is_well_formed_xml_in_the_protocols_order() {
    let device = SimulatedScanner::start().unwrap();
    let offer = {
        let mut scanner = client(&device);
        scanner.capabilities().unwrap();
        cie_devices::scanner::escl::parse_capabilities(
            br#"<s:ScannerCapabilities xmlns:s="s" xmlns:p="p"><p:Version>2.0&lt;</p:Version>
            <s:Platen><s:PlatenInputCaps><s:MaxWidth>2550</s:MaxWidth><s:MaxHeight>3508</s:MaxHeight>
            <s:ColorMode>RGB24</s:ColorMode><p:DocumentFormat>image/jpeg</p:DocumentFormat>
            <s:XResolutionRange><s:Min>1</s:Min><s:Max>600</s:Max></s:XResolutionRange>
            </s:PlatenInputCaps></s:Platen></s:ScannerCapabilities>"#,
        )
        .unwrap()
    };
    let settings = ScanSettings {
        area: Some(Area::new(25.4, 0.0, 25.4, 50.8)),
        ..ScanSettings::default()
    };
    let document = scan_settings(&settings, &offer).unwrap();
    let at = |text: &str| document.find(text).unwrap_or_else(|| panic!("{text}"));
    let order = [
        "<pwg:Version>2.0</pwg:Version>",
        "<pwg:XOffset>300</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>",
        "<pwg:Width>300</pwg:Width><pwg:Height>600</pwg:Height>",
        "<pwg:InputSource>Platen</pwg:InputSource>",
        "<scan:ColorMode>RGB24</scan:ColorMode>",
        "<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>",
        "<scan:XResolution>400</scan:XResolution>",
    ];
    assert!(order.map(at).is_sorted());
    if crate::kit::present("xmllint", None) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("job.xml");
        std::fs::write(&path, &document).unwrap();
        let output = std::process::Command::new("xmllint")
            .arg("--noout")
            .arg(&path)
            .output();
        assert!(output.unwrap().status.success());
    }
}
