//! The holder's photograph: what a file must be like, and what can be said of one.

mod check;
mod density;
mod requirements;
mod verdict;

pub use check::check;
pub use density::{Density, jfif_density};
pub use requirements::Requirements;
pub use verdict::{Outcome, Report, Verdict};
