//! Arbitrary messages, odd people included: the core's.

pub use cie_core::strategies::wire::{answer, request};
