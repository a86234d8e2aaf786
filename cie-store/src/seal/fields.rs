//! Which columns are sealed, and how their rows are named.

use super::vault::{Place, Sealed, Vault};
use crate::{Code, Error, Result};

/// Sealed columns, the same in every database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// A sheet of the registry, by its identifier.
    SubjectDocument,
    /// Its label.
    SubjectNote,
    /// An answer, by sender and operation.
    AnswerBody,
    /// A queued message, by its key.
    OutboxPayload,
    /// A request, by its number.
    RequestDocument,
    /// The known text that tells whether a key is the right one, by the key's name.
    KeyCheck,
}

impl Field {
    fn place<'a>(self, row: &'a [&'a str]) -> Place<'a> {
        let (table, column) = match self {
            Self::SubjectDocument => ("subject", "document"),
            Self::SubjectNote => ("subject", "note"),
            Self::AnswerBody => ("answer", "body"),
            Self::OutboxPayload => ("outbox", "payload"),
            Self::RequestDocument => ("request", "document"),
            Self::KeyCheck => ("setting", "value"),
        };
        Place { table, column, row }
    }
}

/// A column that is looked up.
pub(crate) mod index {
    pub(crate) const CODICE_FISCALE: &str = "codice_fiscale";
    pub(crate) const SURNAME: &str = "surname_key";
    pub(crate) const GIVEN: &str = "given_key";
}

const KNOWN_TEXT: &[u8] = b"cie-store";

impl Vault {
    /// Seals the one sealed value of a row with the current key.
    pub(crate) fn seal_field(&self, field: Field, row: &[&str], plain: Vec<u8>) -> Result<Sealed> {
        let Some(name) = self.current() else {
            let bytes = plain;
            return Ok(Sealed { by: None, bytes });
        };
        let bytes = self.seal(&name, field.place(row), plain)?;
        let by = Some(name);
        Ok(Sealed { by, bytes })
    }

    /// Seals one of several values of a row with the key that the row names.
    pub(crate) fn seal_field_by(
        &self,
        by: Option<&str>,
        field: Field,
        row: &[&str],
        plain: Vec<u8>,
    ) -> Result<Vec<u8>> {
        match by {
            Some(name) => self.seal(name, field.place(row), plain),
            None => Ok(plain),
        }
    }

    /// Opens a value.
    pub(crate) fn open_field(
        &self,
        field: Field,
        row: &[&str],
        by: Option<&str>,
        bytes: Vec<u8>,
    ) -> Result<Vec<u8>> {
        match by {
            Some(name) => self.open(name, field.place(row), bytes),
            None => Ok(bytes),
        }
    }

    /// A known text sealed with a key, to be stored at the key's first use.
    pub(crate) fn key_check(&self, name: &str) -> Result<Vec<u8>> {
        self.seal(name, Field::KeyCheck.place(&[name]), KNOWN_TEXT.to_vec())
    }

    /// Whether a key is the one whose check was stored.
    pub(crate) fn check_key(&self, name: &str, check: Vec<u8>) -> Result<()> {
        let opened = self.open(name, Field::KeyCheck.place(&[name]), check)?;
        if opened == KNOWN_TEXT {
            Ok(())
        } else {
            Err(Error::new(Code::WrongKey))
        }
    }
}
