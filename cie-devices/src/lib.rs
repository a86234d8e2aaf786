//! The counter's devices: barcode, photograph, operator card, signed and sealed messages,
//! printed receipt.
//!
//! Each device is a trait or a function over bytes; [`sim`] holds honest simulators of the ones
//! that need wood and wires, and says `SIMULATED` in everything it makes. Clocks, random
//! generators and files are handed in by the caller.

pub mod barcode;
mod der_shape;
pub mod envelope;
mod fault;
pub mod fingerprint;
pub mod media;
mod moment;
pub mod operator;
pub mod photo;
mod png_file;
pub mod print;
pub mod sim;

pub use fault::{Code, Error, Result};
