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
mod fees;
mod mrz;
mod office;
mod profile;
mod registry;
mod remittance;
mod request;
mod rules;
mod sco;
mod store;
mod support;
mod usage;
mod validity;
