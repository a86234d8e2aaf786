//! Photographs and signatures as other programs write them, and the camera.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers assert too.
#![allow(clippy::print_stderr, clippy::indexing_slicing)]

mod camera;
#[cfg(feature = "face")]
mod faces;
mod files;
mod fitting;
mod peer;
mod sheets;
mod signatures;
