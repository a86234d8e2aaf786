//! The Ministry's side in process.

mod builder;
mod desk;
mod faults;
mod opener;
mod payload;
mod recipient;

pub use builder::MinistryBuilder;
pub use desk::{MAX_ENVELOPE, Ministry};
pub use faults::Faults;
