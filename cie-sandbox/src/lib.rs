//! Honest simulators of the Ministry's side of issuing the Italian electronic identity card (CIE).
//!
//! **The interfaces of CIEOnline, CNSD and IPZS are not public, and nothing here pretends to know
//! them.** What this crate speaks on the wire is the simulator's own interface, made so that the
//! ports of [`cie_core::ports`] can be exercised end to end, in process or between processes, in
//! any language. Nothing it gives out is worth anything outside a test: the serials, protocols,
//! PINs and certificates are invented.
//!
//! Every output says so: JSON carries `"simulated": true`, every HTTP answer the header
//! `X-Simulated: yes`, every text begins with `SIMULATO` or `SIMULATED`, the certificate names
//! `O=SIMULATED`.
//!
//! - [`Ministry`] is the simulator in process, with durable state and faults on demand.
//! - [`Anpr`] is the national registry as the public CIEOnline-ANPR service shows it; unlike the
//!   others it speaks a published interface, through [`serve_anpr`].
//! - [`serve`] puts the Ministry behind HTTP on the local machine; [`MinistryClient`] is the other end.

mod anpr;
mod clock;
mod fault;
mod http;
pub mod label;
mod ministry;
mod randomness;
mod serial;
mod state;
mod tempo;

pub use anpr::{ANPR_SENDER, Anpr, serve_anpr};
pub use clock::{Clock, ManualClock, SystemClock};
pub use fault::{Code, Error, Result, code_of};
pub use http::{ClientOptions, MinistryClient, ServerHandle, serve, serve_exposed};
pub use ministry::{Faults, MAX_ENVELOPE, Ministry, MinistryBuilder};
pub use randomness::{Randomness, SystemRandomness};
pub use state::{Step, StepHook};
pub use tempo::{Course, Tempo};
