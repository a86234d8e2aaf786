//! The chip of the card: worked examples of the standards, byte for byte.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers assert too.
#![allow(clippy::print_stderr, clippy::indexing_slicing)]

mod bac;
mod callback;
mod hostile;
mod kit;
mod lds;
mod matching;
mod messaging;
mod pace;
mod passive;
mod personal;
mod session;
mod trust;
