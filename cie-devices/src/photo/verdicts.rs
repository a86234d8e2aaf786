//! One file for each kind of verdict.

pub(super) mod content;
pub(super) mod file;
