//! Document scanners: over eSCL from a simulated scanner, which SANE's own client can use as well,
//! and through SANE from its test backend.
// Helpers of tests panic as tests do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

#[cfg(feature = "escl")]
mod airscan;
#[cfg(feature = "escl")]
mod escl;
#[cfg(feature = "escl")]
mod escl_faults;
mod kit;
#[cfg(all(feature = "sane", unix))]
mod sane;
#[cfg(feature = "escl")]
mod tls;
