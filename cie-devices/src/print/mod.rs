//! The receipt of a CIE request, as PDF and as HTML, from one [`Receipt`].
//!
//! The receipt carries the request number, the first half of PIN and PUK, the holder's photo and a
//! QR code, and counts as identification in Italy until the card is delivered. Both forms show the
//! same content and are the same bytes for the same input: no clock and no random number is read.
//!
//! The PDF declares PDF/A-2a (archival, so PDF/A-2b too) and PDF/UA-1 (accessible); the HTML is one
//! file that loads nothing.
//!
//! Source of the content: workflow of issue, step 8 (QR code and photo since 2019-03-03).

mod blocks;
mod check;
mod content;
mod font;
mod html;
mod layout;
mod pdf;
mod photo;
mod qr;
mod receipt;
mod sheet;
mod text;

use crate::{Code, Error, Result};
pub use check::{
    FEES_MAX, NAME_CHARS_MAX, PHOTO_BYTES_MAX, PHOTO_PIXELS_MAX, QR_BYTES_MAX, SECRET_HALF_DIGITS,
};
pub use receipt::{Fee, Holder, PrintSecrets, Receipt};
