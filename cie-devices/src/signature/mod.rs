//! The holder's handwritten signature: from a photograph or scan of ink on paper to black and white.

mod clean;
mod ink;
mod policy;
mod verdicts;

pub use crate::photo::{Outcome, Report, Verdict};
pub use clean::{Cleaned, check, clean};
pub use policy::{Policy, Requirements};
