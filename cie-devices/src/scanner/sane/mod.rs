//! Scanners of this computer, through SANE.
//!
//! The drivers run in a program of their own, `scanimage` of the package `sane-utils`: one that
//! hangs or crashes is killed and takes nothing with it.

mod listing;
mod options;
mod run;
mod scanner;
mod trouble;

pub use listing::{SaneDevice, parse_listing};
pub use options::{SaneOption, parse_options};
pub use scanner::SaneScanner;
