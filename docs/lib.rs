//! The snippets of the pages, run as documentation tests so that they stay true.

#[doc = include_str!("../README.md")]
pub mod readme {}

#[doc = include_str!("soap.md")]
pub mod soap {}

#[doc = include_str!("ftp.md")]
pub mod ftp {}

#[doc = include_str!("chip.md")]
pub mod chip {}

#[doc = include_str!("operator-card.md")]
pub mod operator_card {}

#[doc = include_str!("paper.md")]
pub mod paper {}

#[doc = include_str!("fingerprint.md")]
pub mod fingerprint {}

#[doc = include_str!("photo.md")]
pub mod photo {}

#[doc = include_str!("scanner.md")]
pub mod scanner {}

#[doc = include_str!("barcode.md")]
pub mod barcode {}

#[doc = include_str!("doctor.md")]
pub mod doctor {}

#[doc = include_str!("devices.md")]
pub mod devices {}
