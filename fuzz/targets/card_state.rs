//! Files that a command takes from elsewhere: stored virtual cards, their faults, authorities.
#![no_main]

use cie_devices::emrtd::passive::{TrustSource, TrustStore};
use cie_devices::sim::card::{CardFaults, VirtualCie};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(card) = VirtualCie::from_bytes(data) {
        let bytes = card.to_bytes().expect("what was read can be written");
        assert!(VirtualCie::from_bytes(&bytes).is_ok());
    }
    if let Ok(source) = TrustSource::read(data) {
        let _ = source.add_to(&mut TrustStore::new(), &mut Vec::new());
    }
    if let Ok(text) = std::str::from_utf8(data)
        && let Ok(faults) = text.parse::<CardFaults>()
    {
        assert_eq!(faults.to_string().parse::<CardFaults>().ok(), Some(faults));
    }
});
