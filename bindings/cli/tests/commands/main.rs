//! The commands of `cie`, run as a user runs them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test asserts by panicking and says when it is skipped"
)]

mod apr;
mod card;
#[cfg(all(feature = "pcsc", target_os = "linux"))]
mod card_reader;
mod cf;
mod connector;
mod contract;
mod doctor;
mod fees;
mod fingerprint;
mod mrz;
mod office;
mod photo;
#[cfg(unix)]
mod process;
mod profile;
mod registry;
mod remittance;
mod request;
mod rules;
mod scan;
mod sco;
#[cfg(all(feature = "pkcs11", unix))]
mod sco_token;
#[cfg(unix)]
mod serving;
#[cfg(all(feature = "pcsc", target_os = "linux"))]
#[allow(dead_code, reason = "the reader layer's own tests use more of it")]
#[path = "../../../../cie-devices/tests/pcsc/stack.rs"]
mod stack;
mod store;
mod support;
#[cfg(all(feature = "pkcs11", unix))]
#[path = "../shared/tokens.rs"]
mod tokens;
mod usage;
mod validity;
