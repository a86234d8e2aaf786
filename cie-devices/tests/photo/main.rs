//! Photographs and signatures as other programs write them, and the camera.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers assert too.
#![allow(clippy::print_stderr, clippy::indexing_slicing)]
// Places in scenes made here, far from any limit.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap
)]

mod camera;
#[cfg(feature = "face")]
mod faces;
mod files;
mod fitting;
mod peer;
mod sheets;
mod signatures;
