//! The HTTP server and the host behind it, over loopback.

// Helpers of tests assert by panicking too; clippy exempts only the test functions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

#[path = "../support/mod.rs"]
mod support;

mod access;
mod config;
mod exchange;
mod limits;
mod now;
mod tenants;
mod tls;
mod tools;
