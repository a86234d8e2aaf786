//! What the tests of the chip share: vectors, scripted cards, scripted randomness.

use std::collections::VecDeque;
use std::path::PathBuf;

use cie_devices::apdu::{CardTransport, Limits};
use cie_devices::emrtd::RandomSource;
use cie_devices::{Code, Result};
use serde_json::Value;

pub(crate) fn hex(text: &str) -> Vec<u8> {
    let text: String = text.split_whitespace().collect();
    (0..text.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap())
        .collect()
}

/// A file of the public vectors; none, loudly, where the folder is missing.
pub(crate) fn shared(path: &str) -> Option<Vec<u8>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("CIE_SHARED").map_or_else(beside, PathBuf::from);
    let file = folder.join("vectors/emrtd").join(path);
    if folder.is_dir() {
        Some(std::fs::read(&file).unwrap_or_else(|e| panic!("{path}: {e}")))
    } else {
        eprintln!("SKIPPED: no folder of vectors beside the checkout, {path} not read");
        None
    }
}

pub(crate) fn shared_json(path: &str) -> Option<Value> {
    shared(path).map(|bytes| serde_json::from_slice(&bytes).unwrap())
}

/// A field of a vector.
pub(crate) fn field(vector: &Value, name: &str) -> Vec<u8> {
    hex(vector[name].as_str().unwrap_or_else(|| panic!("no {name}")))
}

/// A card that knows one conversation: what it is asked must match, byte for byte.
pub(crate) struct Script {
    pub(crate) turns: VecDeque<(Vec<u8>, Vec<u8>)>,
    pub(crate) limits: Limits,
}

impl Script {
    pub(crate) fn new(turns: Vec<(Vec<u8>, Vec<u8>)>) -> Self {
        Self {
            turns: turns.into(),
            limits: Limits::EXTENDED,
        }
    }
}

impl CardTransport for Script {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        let Some((expected, answer)) = self.turns.pop_front() else {
            return Err(Code::CardRemoved.into());
        };
        assert_eq!(to_hex(command), to_hex(&expected));
        Ok(answer)
    }

    fn limits(&self) -> Limits {
        self.limits
    }
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02X}")).collect()
}

/// Gives the bytes of a worked example, in order.
pub(crate) struct Told(pub(crate) VecDeque<u8>);

impl Told {
    pub(crate) fn new(parts: &[Vec<u8>]) -> Self {
        Self(parts.concat().into())
    }
}

impl RandomSource for Told {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        for byte in bytes {
            *byte = self.0.pop_front().expect("the example draws no more");
        }
        Ok(())
    }
}
