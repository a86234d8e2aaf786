//! The commands that answer one question each.
//!
//! With `--json` an answer is one object a line on stdout, with the member names of the SDK's
//! vectors; people get a short table instead. Nothing that was typed gets into an error message.

pub(crate) mod barcode;
pub(crate) mod card;
pub(crate) mod cf;
pub(crate) mod connector;
pub(crate) mod devices;
pub(crate) mod doctor;
pub(crate) mod fees;
pub(crate) mod fingerprint;
pub(crate) mod journal;
pub(crate) mod mrz;
pub(crate) mod office;
pub(crate) mod photo;
pub(crate) mod profile;
pub(crate) mod registry;
pub(crate) mod request;
pub(crate) mod rules;
pub(crate) mod scan;
pub(crate) mod sco;
pub(crate) mod signature;
pub(crate) mod store;
pub(crate) mod validity;

mod input;
mod json;
mod paper;
mod place;
mod policy;
mod secret;
mod table;
mod wire;

/// Longest configuration file.
const MAX_CONFIG: u64 = 256 << 10;

pub(crate) use input::unreadable;

/// The bytes of a configuration file, bounded.
pub(crate) fn read_config(file: &std::path::Path) -> Result<String, crate::exit::Failure> {
    input::read_text(file, MAX_CONFIG)
}
