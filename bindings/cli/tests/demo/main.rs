//! `cie demo` from outside: what it leaves, that it resumes, how it fails.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test stops where its surroundings are not as it needs them"
)]

mod complete;
mod faults;
mod resume;
mod run;
#[cfg(all(feature = "pkcs11", unix))]
mod token;
#[cfg(all(feature = "pkcs11", unix))]
#[path = "../shared/tokens.rs"]
mod tokens;
