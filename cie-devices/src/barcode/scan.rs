//! What a barcode said, whoever read it.

use cie_core::citizen::codice_fiscale::CodiceFiscale;
use cie_core::redact::Personal;

use crate::{Code, Error, Result};

/// Length of a codice fiscale, in characters (DM 23-12-1976).
const LENGTH: usize = 16;

/// Kind of barcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Symbology {
    /// Code 39, ISO/IEC 16388.
    Code39,
}

/// A codice fiscale read from a barcode: 16 characters A-Z and 0-9, check character not verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    codice_fiscale: Personal<String>,
    symbology: Symbology,
}

impl Scan {
    /// Accepts the characters of a symbol, without start and stop.
    pub(crate) fn from_symbol(text: &str, symbology: Symbology) -> Result<Self> {
        let well_formed = text.len() == LENGTH
            && text
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !well_formed {
            return Err(Error::new(Code::NotCodiceFiscale).detail(format!(
                "{} characters read, 16 expected",
                text.chars().count()
            )));
        }
        Ok(Self {
            codice_fiscale: Personal::new(text.to_owned()),
            symbology,
        })
    }

    /// The text read; its check character is for the codice fiscale type to verify.
    #[must_use]
    pub fn codice_fiscale(&self) -> &Personal<String> {
        &self.codice_fiscale
    }

    /// The text read, by value.
    #[must_use]
    pub fn into_codice_fiscale(self) -> Personal<String> {
        self.codice_fiscale
    }

    /// The codice fiscale, its form and check character verified; omocode letters are understood.
    ///
    /// # Errors
    /// `CIE-DEV-070` when it is none, with the reason: form or check character.
    pub fn verified(&self) -> Result<CodiceFiscale> {
        CodiceFiscale::parse(self.codice_fiscale.expose().as_bytes())
            .map_err(|e| Error::new(Code::WrongCodiceFiscale).caused_by(e))
    }

    /// The kind of barcode it was read from.
    #[must_use]
    pub fn symbology(&self) -> Symbology {
        self.symbology
    }
}

/// Takes what a keyboard or serial barcode reader typed.
///
/// Some readers transmit the start and stop character of Code 39, written `*`: one on each side is
/// stripped, both or neither. One trailing line end is stripped. Nothing else is corrected, not
/// even the case, because a reader that changes characters is set up wrongly.
///
/// ```
/// use cie_devices::barcode::from_scanner;
/// let scan = from_scanner("*RSSMRA80E17H501U*\r\n")?;
/// assert_eq!(scan.codice_fiscale().expose(), "RSSMRA80E17H501U");
/// # Ok::<(), cie_devices::Error>(())
/// ```
///
/// # Errors
/// `CIE-DEV-012` when what remains is not 16 characters A-Z and 0-9.
pub fn from_scanner(typed: &str) -> Result<Scan> {
    let line = typed.strip_suffix('\n').unwrap_or(typed);
    let line = line.strip_suffix('\r').unwrap_or(line);
    let symbol = line
        .strip_prefix('*')
        .and_then(|rest| rest.strip_suffix('*'))
        .unwrap_or(line);
    Scan::from_symbol(symbol, Symbology::Code39)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn asterisks_come_in_pairs_or_not_at_all() {
        for good in [
            "RSSMRA80E17H501U",
            "*RSSMRA80E17H501U*",
            "RSSMRA80E17H501U\n",
        ] {
            assert!(from_scanner(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "*",
            "**",
            "*RSSMRA80E17H501U",
            "RSSMRA80E17H501U*",
            "**RSSMRA80E17H501U**",
            "*RSSMRA80E17H501*",
            "rssmra80e17h501u",
            " RSSMRA80E17H501U",
            "RSSMRA80E17H50ÌU",
        ] {
            assert_eq!(
                from_scanner(bad).map_err(|e| e.code()),
                Err(Code::NotCodiceFiscale),
                "{bad}"
            );
        }
    }

    #[test]
    fn nothing_personal_is_shown() {
        let scan = from_scanner("RSSMRA80E17H501U").unwrap();
        assert!(!format!("{scan:?}").contains("RSS"));
        let error = from_scanner("RSSMRA80E17H501UX").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("RSS"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(typed in "\\PC{0,40}") {
            if let Ok(scan) = from_scanner(&typed) {
                prop_assert_eq!(scan.codice_fiscale().expose().len(), 16);
            }
        }
    }
}
