//! A comune's connector as a whole, over everything that it can be put together from.
//!
//! `behaviour`: the same scenarios with the same expectations over every transport, profile and
//! store. `kills`: connector processes killed at random points under load.

// Helpers of tests assert by panicking too; clippy exempts only the test functions.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::indexing_slicing,
    dead_code,
    unreachable_pub
)]

mod behaviour;
mod keep;
mod kills;
mod people;
mod transport;

/// PostgreSQL as the tests of the store start it.
#[path = "../../../cie-store/tests/suite/postgres/server.rs"]
mod server;
/// FTP servers of others, folders and messages as the tests of the exchange have them.
#[path = "../../../cie-sad/tests/support/mod.rs"]
mod support;
