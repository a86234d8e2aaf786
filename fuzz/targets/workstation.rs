//! What the doctor and the file of devices read: files, heads of HTTP answers, time servers' packets.
#![no_main]

use cie_devices::devices::Devices;
use cie_devices::doctor::{Address, DoctorConfig, Head, SntpAnswer, lines_naming};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((kind, rest)) = data.split_first() else {
        return;
    };
    match kind % 5 {
        0 => {
            if let Ok(Some(head)) = Head::parse(rest) {
                assert!(head.length <= rest.len() && (100..600).contains(&head.status));
            }
        }
        1 => {
            if let Ok(answer) = SntpAnswer::parse(rest, 7) {
                assert!((1..=15).contains(&answer.stratum) && rest.len() >= 48);
            }
        }
        2 => {
            let lines = rest.split(|byte| *byte == b'\n').count();
            let found = lines_naming(rest, &["www.poste.it"]);
            assert!(found.iter().all(|line| (1..=lines).contains(&line.line)));
        }
        3 => {
            let Ok(text) = std::str::from_utf8(rest) else {
                return;
            };
            if let Ok(config) = DoctorConfig::parse(text) {
                assert!((1..=600).contains(&config.limit.as_secs()));
            }
            if let Ok(address) = text.parse::<Address>() {
                assert_eq!(address.to_string().parse::<Address>().ok(), Some(address));
            }
        }
        _ => {
            let Ok(text) = std::str::from_utf8(rest) else {
                return;
            };
            if let Ok(devices) = Devices::parse(text) {
                for device in devices.all() {
                    assert!(devices.named(device.name()).is_ok());
                }
            }
        }
    }
});
