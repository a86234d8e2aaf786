//! The doctor and the devices of a workstation, against servers of the test's own on loopback.
#![cfg(feature = "doctor")]
#![allow(clippy::unwrap_used, clippy::panic)] // Helpers assert too.
#![allow(clippy::indexing_slicing)]

mod clock;
mod config;
mod connector;
#[cfg(unix)]
mod devices;
mod endpoint;
mod line;
mod local;
mod proxy;
mod servers;
