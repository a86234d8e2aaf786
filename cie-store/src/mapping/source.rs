//! Where things are in the text of a mapping.

use std::ops::Range;
use std::sync::Arc;

use cie_core::error::Position;

use crate::{Code, Error};

/// The text of a mapping, kept for the positions of later errors.
#[derive(Clone)]
pub(super) struct Source(Arc<str>);

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Source({} bytes)", self.0.len())
    }
}

impl Source {
    pub(super) fn new(text: &str) -> Self {
        Self(Arc::from(text))
    }

    pub(super) fn error(&self, code: Code, span: Range<usize>, detail: impl Into<String>) -> Error {
        Error::new(code)
            .at(self.position(span.start))
            .detail(detail.into())
    }

    /// An error at an offset of a statement, which is a string of the file. In a string with
    /// escapes offsets differ: then it is its beginning that is named.
    pub(super) fn error_in_sql(
        &self,
        code: Code,
        span: &Range<usize>,
        offset: usize,
        detail: impl Into<String>,
    ) -> Error {
        let raw = self.0.get(span.clone()).unwrap_or_default();
        let quote = ["'''", "\"\"\"", "'", "\""]
            .into_iter()
            .find(|quote| raw.starts_with(quote))
            .unwrap_or_default();
        let mut start = quote.len();
        let inside = raw.get(start..).unwrap_or_default();
        if quote.len() == 3 {
            // The line end right after the quotes is not part of the string.
            let first = ["\r\n", "\n"]
                .into_iter()
                .find(|end| inside.starts_with(end));
            start += first.map_or(0, str::len);
        }
        let escaped = quote.starts_with('"') && inside.contains('\\');
        let at = span.start + if escaped { 0 } else { start + offset };
        self.error(code, at..at, detail)
    }

    fn position(&self, offset: usize) -> Position {
        let mut end = offset.min(self.0.len());
        while !self.0.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.0.get(..end).unwrap_or_default();
        let line = before.bytes().filter(|b| *b == b'\n').count() as u64 + 1;
        let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) as u64 + 1;
        Position::Text { line, column }
    }
}
