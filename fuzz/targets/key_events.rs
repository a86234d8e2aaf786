//! Recorded keys of a barcode reader, from bytes to a codice fiscale.
#![no_main]

use cie_devices::barcode::reader::{Keyboard, Layout, Wedge, WedgeSettings, parse_key_events};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(events) = parse_key_events(data) else { return };
    for layout in [Layout::Italian, Layout::UnitedStates] {
        let (mut keyboard, mut wedge) = (Keyboard::new(layout), Wedge::new(WedgeSettings::default()));
        for event in &events {
            if let Some((key, at)) = keyboard.event(event) {
                let _ = wedge.key(key, at);
            }
        }
    }
});
