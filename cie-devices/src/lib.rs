//! The counter's devices: barcode, photograph, operator card, signed and sealed messages,
//! printed receipt, and the chip of the card.
//!
//! Each device is a trait or a function over bytes; [`sim`] holds honest simulators of the ones
//! that need wood and wires, and says `SIMULATED` in everything it makes. Clocks, random
//! generators and files are handed in by the caller.

#[cfg(feature = "devices")]
#[macro_use]
mod said;

pub mod apdu;
pub mod barcode;
pub mod camera;
mod child;
mod component;
mod der_shape;
#[cfg(feature = "devices")]
pub mod devices;
#[cfg(feature = "doctor")]
pub mod doctor;
pub mod emrtd;
pub mod envelope;
mod fault;
pub mod fingerprint;
pub mod ias;
pub mod inspect;
pub mod media;
mod moment;
pub mod operator;
pub mod photo;
mod pixel;
mod png_file;
pub mod print;
mod program;
#[cfg(feature = "pcsc")]
pub mod reader;
pub mod scanner;
pub mod sheet;
pub mod signature;
pub mod sim;
#[cfg(test)]
mod test_hex;
#[cfg(feature = "devices")]
mod toml_source;

pub use fault::{Code, Error, Result};
pub use program::Program;
