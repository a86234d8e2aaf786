//! Configuration files of this crate: read strictly, with the place of what is wrong.

use std::ops::Range;

use cie_core::error::Position;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::{Code, Error, Result};

/// Largest configuration file, in bytes.
const MAX: usize = 256 * 1024;

/// The text of a configuration file, and the code of what is wrong in it.
#[derive(Clone, Copy)]
pub(crate) struct Source<'t> {
    text: &'t str,
    wrong: Code,
}

impl<'t> Source<'t> {
    pub(crate) fn new(text: &'t str, wrong: Code, too_large: Code) -> Result<Self> {
        if text.len() > MAX {
            return Err(Error::new(too_large).detail(format!("{} bytes", text.len())));
        }
        Ok(Self { text, wrong })
    }

    pub(crate) fn read<T: DeserializeOwned>(self) -> Result<T> {
        toml::from_str(self.text).map_err(|error| {
            // The text of the error names keys and kinds of values: nobody's data are in here.
            self.error_at(error.span().unwrap_or(0..0), error.message().to_owned())
        })
    }

    pub(crate) fn error_at(self, span: Range<usize>, detail: impl Into<String>) -> Error {
        Error::new(self.wrong)
            .at(position(self.text, span.start))
            .detail(detail.into())
    }

    /// An error about a value.
    pub(crate) fn error<T>(self, value: &Spanned<T>, detail: impl Into<String>) -> Error {
        self.error_at(value.span(), detail)
    }

    /// The same error, with the place of the value that caused it.
    #[cfg(feature = "doctor")]
    pub(crate) fn locate<T, U>(self, value: &Spanned<T>, result: Result<U>) -> Result<U> {
        result.map_err(|error| error.at(position(self.text, value.span().start)))
    }

    /// A number within bounds.
    #[cfg(feature = "doctor")]
    pub(crate) fn number(
        self,
        name: &str,
        value: Option<&Spanned<u64>>,
        bounds: std::ops::RangeInclusive<u64>,
        default: u64,
    ) -> Result<u64> {
        match value {
            None => Ok(default),
            Some(value) if bounds.contains(value.get_ref()) => Ok(*value.get_ref()),
            Some(value) => {
                let (from, to) = (bounds.start(), bounds.end());
                Err(self.error(value, format!("{name} is between {from} and {to}")))
            }
        }
    }

    /// A text that is not empty, has no control characters and is not longer than that.
    pub(crate) fn text(self, name: &str, value: &Spanned<String>, most: usize) -> Result<String> {
        let text = value.get_ref();
        if text.is_empty() || text.len() > most || text.chars().any(char::is_control) {
            let detail = format!("{name} has 1 to {most} bytes, none of them a control character");
            return Err(self.error(value, detail));
        }
        Ok(text.clone())
    }
}

fn position(text: &str, at: usize) -> Position {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let lines = before.bytes().filter(|byte| *byte == b'\n').count();
    let columns = before
        .get(line_start..)
        .map_or(0, |line| line.chars().count());
    let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX).saturating_add(1);
    Position::Text {
        line: number(lines),
        column: number(columns),
    }
}
