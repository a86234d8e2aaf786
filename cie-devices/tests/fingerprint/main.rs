//! Fingerprints: files and records against other programs, quality, scanners, the session.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test asserts by panicking, says when it is skipped, and knows its small numbers"
)]

mod drawn;
mod java;
mod jnbis;
#[cfg(target_os = "linux")]
mod libfprint;
mod quality;
mod records;
mod scanners;
mod session;
mod wsq;
