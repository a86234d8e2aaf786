//! Bounds of what comes from outside.

use crate::error::Position;
use crate::{Code, Error, Result};

/// Checks that a text is one line of 1 to `longest` characters, not all blank.
pub(crate) fn line(text: &str, longest: usize, field: &'static str) -> Result<()> {
    let fits = text.chars().take(longest.saturating_add(1)).count() <= longest;
    if fits && !text.trim().is_empty() && !text.chars().any(char::is_control) {
        return Ok(());
    }
    let error = Error::new(Code::BadLine).detail(format!("at most {longest} characters"));
    Err(error.at(Position::Field(field.into())))
}

/// Checks that a count is from 1 to `most`.
pub(crate) fn count(value: u32, most: u32, field: &'static str) -> Result<()> {
    if (1..=most).contains(&value) {
        return Ok(());
    }
    let error = Error::new(Code::BadOfficeCount).detail(format!("1 to {most}"));
    Err(error.at(Position::Field(field.into())))
}
