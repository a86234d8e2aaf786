//! Inventories of operator cards from any JSON: refused, or replayed to the same inventory.
#![no_main]

use cie_core::sco::{Event, Inventory};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = serde_json::from_slice::<Event>(data);
    let Ok(inventory) = serde_json::from_slice::<Inventory>(data) else { return };
    let written = serde_json::to_vec(&inventory).unwrap_or_default();
    let read = serde_json::from_slice::<Inventory>(&written);
    assert!(read.is_ok_and(|read| read == inventory));
});
