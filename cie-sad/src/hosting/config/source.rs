//! Says where things are in a configuration file.

use std::ops::Range;

use cie_core::error::Position;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::{Code, Error, Result};

/// Largest configuration file, in bytes.
pub(super) const MAX_CONFIG: usize = 256 * 1024;

pub(super) struct Source<'t>(&'t str);

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str) -> Result<Self> {
        if text.len() > MAX_CONFIG {
            return Err(Error::new(Code::BadConfig).detail("larger than 256 KiB"));
        }
        Ok(Self(text))
    }

    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T> {
        toml::from_str(self.0).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            // The text of the error names keys and kinds of values, and may quote one: passwords
            // stand in this file only as digests.
            self.error_at(span, error.message().to_owned())
        })
    }

    pub(super) fn position(&self, span: Range<usize>) -> Position {
        let (line, column) = crate::codec::line_column(self.0, span.start);
        Position::Text { line, column }
    }

    pub(super) fn error_at(&self, span: Range<usize>, detail: impl Into<String>) -> Error {
        Error::new(Code::BadConfig)
            .at(self.position(span))
            .detail(detail.into())
    }

    /// An error about a value.
    pub(super) fn error<T>(&self, value: &Spanned<T>, detail: impl Into<String>) -> Error {
        self.error_at(value.span(), detail)
    }

    /// An error of this crate, with the position of the value that caused it.
    pub(super) fn locate<T, U>(&self, value: &Spanned<T>, result: Result<U>) -> Result<U> {
        result.map_err(|error| error.at(self.position(value.span())))
    }

    /// A number within bounds.
    pub(super) fn number(
        &self,
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
}
