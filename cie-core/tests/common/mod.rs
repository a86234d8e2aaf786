//! Finds the shared reference material beside the checkout.

use std::path::PathBuf;

use serde_json::Value;

/// The text of a file of the shared reference material, or `None`, said loudly, without it.
pub(crate) fn shared(path: &str) -> Option<String> {
    let root = std::env::var_os("CIE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        eprintln!("SKIPPED: the shared reference material has no {path}");
    }
    text
}

/// The cases of a vector file.
#[allow(dead_code, reason = "not every test file reads cases")]
pub(crate) fn cases(path: &str) -> Option<Vec<Value>> {
    let file: Value = serde_json::from_str(&shared(path)?).expect("vectors are JSON");
    let cases = file["cases"].as_array().expect("an array of cases").clone();
    assert!(!cases.is_empty());
    Some(cases)
}
