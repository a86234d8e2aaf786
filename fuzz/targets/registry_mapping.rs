//! A vendor's mapping from any text: refused with a place in the file, or named and for a database.
#![no_main]

use cie_store::{Dialect, Mapping};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Mapping::parse(text) {
        Ok(mapping) => {
            assert!(matches!(
                mapping.dialect(),
                Dialect::Sqlite | Dialect::PostgreSql
            ));
            assert!(!mapping.name().is_empty());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
