//! What a reader puts around a symbol, and how it comes off.

use cie_core::citizen::codice_fiscale::CodiceFiscale;

use super::super::{Scan, Symbology};
use crate::{Code, Error, Result};

/// Whether a reader sends the start and stop characters of Code 39, written `*`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartStop {
    /// One on each side, or none at all.
    #[default]
    Optional,
    /// One on each side.
    Required,
    /// Never; one that comes makes the reading wrong.
    Absent,
}

/// What a reader is set to send around a symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framing {
    /// Characters before each symbol.
    pub prefix: String,
    /// The character that ends a reading: many readers send a return, some a tab.
    pub suffix: char,
    /// Start and stop characters.
    pub start_stop: StartStop,
    /// Most characters of a reading, prefix included and suffix not.
    pub max_length: usize,
}

impl Default for Framing {
    /// No prefix, a return (or line end) after each reading, start and stop optional, 64 characters.
    fn default() -> Self {
        Self {
            prefix: String::new(),
            suffix: '\n',
            start_stop: StartStop::Optional,
            max_length: 64,
        }
    }
}

impl Framing {
    /// Whether this character ends a reading. Return and line end count as the same.
    pub(super) fn ends(&self, key: char) -> bool {
        let line_end = |c| matches!(c, '\r' | '\n');
        key == self.suffix || (line_end(key) && line_end(self.suffix))
    }

    /// The codice fiscale of a reading without its suffix. Letters that are all small are read as
    /// capitals: that is what a reader's letters become while Caps Lock is on.
    ///
    /// # Errors
    /// `CIE-DEV-072` when it is too long, `CIE-DEV-073` without prefix or start and stop,
    /// `CIE-DEV-012` and `CIE-DEV-070` when what remains is no codice fiscale.
    pub fn codice_fiscale(&self, reading: &str) -> Result<CodiceFiscale> {
        let length = reading.chars().count();
        if length > self.max_length {
            let detail = format!("over {} characters", self.max_length);
            return Err(Error::new(Code::ReadingTooLong).detail(detail));
        }
        let wrong = |what| Error::new(Code::ReadingNotFramed).detail(what);
        let text = reading
            .strip_prefix(self.prefix.as_str())
            .ok_or_else(|| wrong("prefix"))?;
        let bare = text
            .strip_prefix('*')
            .and_then(|rest| rest.strip_suffix('*'));
        let symbol = match (self.start_stop, bare) {
            (StartStop::Optional, bare) => bare.unwrap_or(text),
            (StartStop::Required, Some(bare)) => bare,
            (StartStop::Required, None) => return Err(wrong("start and stop")),
            (StartStop::Absent, _) => text,
        };
        let capitals = symbol.bytes().any(|b| b.is_ascii_uppercase());
        let symbol = if capitals {
            symbol.to_owned()
        } else {
            symbol.to_ascii_uppercase()
        };
        Scan::from_symbol(&symbol, Symbology::Code39)?.verified()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CF: &str = "RSSMRA80A01H501U";

    fn code(framing: &Framing, reading: &str) -> Option<Code> {
        framing.codice_fiscale(reading).err().map(|e| e.code())
    }

    #[test]
    fn what_was_agreed_must_be_there() {
        let plain = Framing::default();
        assert_eq!(code(&plain, CF), None);
        assert_eq!(code(&plain, &format!("*{CF}*")), None);
        assert_eq!(code(&plain, &CF.to_lowercase()), None);
        assert_eq!(
            code(&plain, "RSSMRA80A01h501U"),
            Some(Code::NotCodiceFiscale)
        );
        assert_eq!(
            code(&plain, "RSSMRA80A01H501A"),
            Some(Code::WrongCodiceFiscale)
        );
        // The last digit as its omocode letter: 1 is M, and the check character follows.
        assert_eq!(
            code(&plain, "RSSMRA80A01H50MS"),
            Some(Code::WrongCodiceFiscale)
        );
        assert_eq!(
            code(&plain, "RSSMRA80A01H50MW"),
            Some(Code::WrongCodiceFiscale)
        );
        assert_eq!(code(&plain, &"A".repeat(65)), Some(Code::ReadingTooLong));
        let strict = Framing {
            prefix: "~".to_owned(),
            start_stop: StartStop::Required,
            ..Framing::default()
        };
        assert_eq!(code(&strict, &format!("~*{CF}*")), None);
        assert_eq!(
            code(&strict, &format!("*{CF}*")),
            Some(Code::ReadingNotFramed)
        );
        assert_eq!(
            code(&strict, &format!("~{CF}")),
            Some(Code::ReadingNotFramed)
        );
        let bare = Framing {
            start_stop: StartStop::Absent,
            ..Framing::default()
        };
        assert_eq!(
            code(&bare, &format!("*{CF}*")),
            Some(Code::NotCodiceFiscale)
        );
    }
}
