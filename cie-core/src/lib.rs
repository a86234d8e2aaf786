//! The domain of the Italian electronic identity card (CIE): people, documents, rules and money.
//!
//! This crate performs no I/O and reads no clock: dates, randomness, stores and peers are handed
//! in by whoever composes it. Terms of art of the field stay Italian.

mod base64_bytes;
pub mod citizen;
pub mod date;
pub mod document;
pub mod error;
pub mod exchange;
mod fault;
pub mod fees;
pub mod issuance;
pub mod journal;
pub mod lang;
pub mod office;
pub mod ports;
pub mod redact;
pub mod request;
pub mod rule;
#[cfg(feature = "samples")]
pub mod samples;
pub mod sco;
#[cfg(feature = "proptest")]
pub mod strategies;

pub use fault::{Code, Error, Result};
