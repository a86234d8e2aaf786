//! The holder's photograph: what a file must be like, and what can be said of one; the
//! picture of the face in the chip.

mod check;
mod density;
mod jpeg2000;
mod picture;
mod requirements;
mod verdict;

pub use check::check;
pub use density::{Density, jfif_density};
pub use picture::{FACE_BOUNDS, Likeness, Picture};
pub use requirements::Requirements;
pub use verdict::{Outcome, Report, Verdict};
