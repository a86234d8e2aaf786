//! File names of the exchange over FTP: any pattern, any name; what fits never leaves its folder.
#![no_main]

use cie_sad::profile::FileNamePattern;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (pattern, name) = text.split_once('\n').unwrap_or((text, "RIC-1.xml"));
    let Some(pattern) = FileNamePattern::parse(pattern) else { return };
    let Some(parts) = pattern.read(name) else { return };
    assert_eq!(pattern.write(&parts).as_deref(), Some(name));
    assert!(!name.contains(['/', '\\', '\0']) && !name.starts_with('.') && name.len() <= 192);
});
