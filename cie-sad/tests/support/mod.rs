//! What several test programs share.
#![allow(dead_code, unreachable_pub)]

pub mod sample;

use std::path::PathBuf;

/// The folder of shared reference material, when it is there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("CIE_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")),
        PathBuf::from,
    );
    let file = root.join(path);
    if file.exists() {
        Some(file)
    } else {
        eprintln!("SKIPPED: {} is not beside the checkout", path);
        None
    }
}

/// The text is well-formed XML, as another reader than ours sees it.
pub fn well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{error} in {xml}"),
        }
    }
}
