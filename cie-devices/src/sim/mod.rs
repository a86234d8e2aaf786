//! Honest simulators of the counter's devices. Nothing here comes from a person or a real card.
//!
//! Every image carries `SIMULATED` in its metadata and in its `Display`, every certificate in its
//! subject. The same seed gives the same bytes on every machine.

mod authority;
mod canvas;
pub mod card;
#[cfg(feature = "escl")]
pub mod escl;
mod fingerprint;
mod image;
mod portrait;
mod print_scanner;
mod random;
mod sco;
mod sco_service;
mod sheet;
mod signature;

pub use authority::{Issued, Purpose, TestAuthority, Validity};
pub use fingerprint::fingerprint;
pub use image::{MARKER, SimulatedImage, Subject};
pub use portrait::{labelled_jpeg, portrait, portrait_face};
pub use print_scanner::{PrintFault, VirtualPrintScanner};
pub use sco::VirtualSco;
pub use sco_service::SimulatedScoService;
pub use sheet::SimulatedSheet;
pub use signature::signature;
