//! A printed photograph and a signature on a scanned sheet: found, straightened, cut out.

mod cut;
mod find;
mod mask;
mod rectangle;

pub use cut::{crop, photo};
pub use find::{PAGE_BOUNDS, Placement, Policy, find_photo, find_signature};
