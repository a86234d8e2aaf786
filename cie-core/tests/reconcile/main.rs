//! Reconciliation against the shared vector, a plain model of it, and its own invariants.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "the helpers of a test fail by panicking, too"
)]

#[path = "../common/mod.rs"]
mod common;
mod kit;
mod limits;
mod names;
mod properties;
mod slips;
mod tables;
