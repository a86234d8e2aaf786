//! Fingerprint images and the forms in which they travel.

mod gray;
pub mod wsq;

pub use gray::GrayPrint;
