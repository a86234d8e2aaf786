//! Which texts paper can show.

use std::borrow::Cow;

use cie_core::error::Position;

use super::font::Fonts;
use crate::print::{Code, Error, Result};

/// The errors for a text that cannot be printed, by document.
#[derive(Clone, Copy)]
pub(in crate::print) struct Refusals {
    pub(in crate::print) missing: Code,
    pub(in crate::print) too_long: Code,
    pub(in crate::print) unprintable: Code,
}

/// Says of each text whether it can be printed.
pub(in crate::print) struct Texts<'a> {
    fonts: &'a Fonts,
    refusals: Refusals,
}

impl<'a> Texts<'a> {
    pub(in crate::print) fn new(fonts: &'a Fonts, refusals: Refusals) -> Self {
        Self { fonts, refusals }
    }

    /// A text that must not be blank.
    pub(in crate::print) fn required(
        &self,
        field: impl Into<Cow<'static, str>>,
        text: &str,
        max: usize,
    ) -> Result<()> {
        let field = field.into();
        if text.trim().is_empty() {
            return Err(at(self.refusals.missing, field));
        }
        self.optional(field, text, max)
    }

    /// A text that may be blank.
    pub(in crate::print) fn optional(
        &self,
        field: impl Into<Cow<'static, str>>,
        text: &str,
        max: usize,
    ) -> Result<()> {
        // Bytes first: counting the characters of a huge text is work for nothing.
        if text.len() > max.saturating_mul(4) || text.chars().count() > max {
            let limit = format!("at most {max} characters");
            return Err(at(self.refusals.too_long, field).detail(limit));
        }
        if text.chars().all(is_left_to_right) && self.fonts.covers(text) {
            Ok(())
        } else {
            Err(at(self.refusals.unprintable, field))
        }
    }
}

/// Letters of alphabets written from left to right, and the punctuation that goes with them.
/// Directional marks, joiners and control characters are not among them: they can make a printed
/// name read otherwise than the stored one.
fn is_left_to_right(c: char) -> bool {
    !c.is_control()
        && matches!(c,
            '\u{20}'..='\u{58f}' | '\u{1e00}'..='\u{200a}' | '\u{2010}'..='\u{2027}'
            | '\u{202f}'..='\u{205f}' | '\u{2070}'..='\u{218f}')
}

/// An error about a field.
pub(in crate::print) fn at(code: Code, field: impl Into<Cow<'static, str>>) -> Error {
    Error::new(code).at(Position::Field(field.into()))
}
