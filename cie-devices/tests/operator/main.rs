//! Operator cards through PKCS#11: SoftHSM2 stands in for the card, OpenSC's pkcs11-tool and
//! openssl check what it signs.
#![cfg(all(feature = "pkcs11", unix))]
#![allow(clippy::unwrap_used, clippy::panic)] // Helpers assert too.
#![allow(clippy::print_stderr, clippy::indexing_slicing)]

#[cfg(feature = "doctor")]
mod devices;
mod faults;
mod home;
mod pins;
mod signatures;
mod tokens;
