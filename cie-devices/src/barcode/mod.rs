//! The codice fiscale by barcode: a Code 39 symbol (ISO/IEC 16388) on the health card and on the
//! CIE being renewed.

mod decode;
mod prepare;
pub mod reader;
mod render;
mod scan;

pub use decode::{decode, decode_with};
pub use render::{Rendering, render};
pub use scan::{Scan, Symbology, from_scanner};
