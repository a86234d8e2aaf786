//! What scanners say: the XML of eSCL, the lists and options of SANE, and the job made of them.
#![no_main]

use cie_devices::scanner::escl::{parse_capabilities, parse_status, scan_settings};
use cie_devices::scanner::sane::{parse_listing, parse_options};
use cie_devices::scanner::{Page, ScanSettings};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(offer) = parse_capabilities(data) {
        for source in &offer.capabilities.sources {
            for colour in &source.colours {
                let dpi = (1..=600).find(|dpi| source.resolutions.offer(*dpi));
                let settings = ScanSettings {
                    source: source.source,
                    colour: *colour,
                    dpi: dpi.unwrap_or(300),
                    ..ScanSettings::default()
                };
                let _ = scan_settings(&settings, &offer);
            }
        }
    }
    let _ = parse_status(data);
    let _ = parse_listing(data);
    let _ = parse_options(&String::from_utf8_lossy(data));
    // Small files only: a few bytes can announce many pixels.
    if data.len() < 4096 {
        let _ = Page::from_file(data, 300);
    }
});
