//! Network scanners over eSCL, the protocol of the Mopria Alliance (also known as AirScan).
//!
//! The scanner is named by its address, as its own web page shows it: nothing is searched for on
//! the network. What a computer of the office finds by itself is listed by
//! the programs of SANE.

mod capabilities;
mod client;
mod job;
mod status;
mod trust;
mod wire;
mod xml;

pub use capabilities::{Offer, parse_capabilities};
pub use client::EsclScanner;
pub use job::scan_settings;
pub use status::{Feeder, ScannerStatus, State, parse_status};
pub use trust::Trust;
