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
mod cf;
mod connector;
mod contract;
mod doctor;
mod fees;
mod mrz;
mod office;
#[cfg(unix)]
mod process;
mod profile;
mod registry;
mod remittance;
mod request;
mod rules;
mod sco;
#[cfg(all(feature = "pkcs11", unix))]
mod sco_token;
#[cfg(unix)]
mod serving;
mod store;
mod support;
#[cfg(all(feature = "pkcs11", unix))]
#[path = "../shared/tokens.rs"]
mod tokens;
mod usage;
mod validity;
