//! The receipt of a request, as PDF and as HTML, from one [`Receipt`].

mod check;
mod content;
mod data;
mod html;
mod layout;
mod photo;
mod qr;
mod text;

pub use check::{
    FEES_MAX, NAME_CHARS_MAX, PHOTO_BYTES_MAX, PHOTO_PIXELS_MAX, QR_BYTES_MAX, SECRET_HALF_DIGITS,
};
pub use data::{Fee, Holder, PrintSecrets, Receipt};
pub(super) use photo::Photo;
pub(super) use qr::Qr;
