//! A SIMULATED network scanner that speaks eSCL on loopback, with faults on demand.
//!
//! It says `SIMULATED` in its model and in every page. Glass and feeder hold
//! [`SimulatedSheet`](super::SimulatedSheet)s.

mod documents;
mod fault;
mod http;
mod pages;
mod server;

pub use fault::EsclFault;
pub use server::SimulatedScanner;
