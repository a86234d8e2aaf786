//! The holder's photograph: what a file must be like, what can be said of one, where the face is,
//! the crop that meets the requirements; the picture of the face in the chip.

mod area;
mod background;
mod check;
mod colour;
mod density;
mod examination;
mod exposure;
mod face;
mod fit;
mod jpeg2000;
mod overlay;
mod picture;
mod policy;
mod requirements;
#[cfg(feature = "face")]
mod seeta;
mod sharpness;
mod verdict;
mod verdicts;

pub use area::Area;
pub use check::check;
pub use density::{Density, jfif_density};
pub use examination::{Examination, examine};
pub use face::{Face, FaceLocator, MarkedFace, Point};
pub use fit::{Fitted, fit};
pub(crate) use fit::{encoded, turned_crop};
pub use picture::{FACE_BOUNDS, Likeness, Picture};
pub use policy::{Policy, Tone};
pub use requirements::Requirements;
#[cfg(feature = "face")]
pub use seeta::SeetaFace;
pub use verdict::{Outcome, Report, Verdict};
