//! The public CIEOnline-ANPR service: judged by its published schemas and by programs that are not
//! ours, in both directions.

// Helpers of tests assert by panicking too; clippy exempts only the test functions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod client;
mod envelope;
mod java;
mod peer;
mod people;
mod schema;
mod signed;
#[path = "../support/mod.rs"]
mod support;
mod zeep;
