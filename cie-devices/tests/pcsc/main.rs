//! The reader layer over a real smart card service: `pcscd` with the virtual readers of vsmartcard,
//! our virtual CIE in them, and programs that are not ours reading it.
//!
//! Each test runs in namespaces of its own (network, mounts, processes), where it starts the service
//! and ends it: nothing of the machine's own service is touched.
#![cfg(all(target_os = "linux", feature = "pcsc"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers assert too.
#![allow(clippy::print_stderr, clippy::indexing_slicing)]

mod crate_emrtd;
#[cfg(feature = "doctor")]
mod devices;
mod events;
mod jmrtd;
mod kit;
#[cfg(feature = "pkcs11")]
mod operator;
#[cfg(feature = "pkcs11")]
mod piv;
mod session;
mod stack;
