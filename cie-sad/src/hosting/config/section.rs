//! A section that this crate does not understand and does not need to.

use std::path::{Path, PathBuf};

use cie_core::error::Position;
use toml::{Table, Value};

use super::SecretSource;
use crate::{Code, Error, Result};

/// A section of `apr.toml` for whoever composes a connector: its `kind`, and the rest as it stands.
///
/// ```
/// use cie_sad::hosting::config::AprConfig;
/// let text = r#"
///     [comune]
///     istat = "031007"
///     [transport]
///     type = "http"
///     port = 8080
///     [registry]
///     kind = "mapping"
///     file = "gestionale.toml"
/// "#;
/// let config = AprConfig::parse(text, "/etc/cie".as_ref())?;
/// let registry = &config.registry;
/// assert_eq!((registry.kind(), registry.text("file")?), ("mapping", Some("gestionale.toml")));
/// assert_eq!(registry.path("file")?.unwrap().to_str(), Some("/etc/cie/gestionale.toml"));
/// registry.only(&["file"])?;
/// assert!(registry.only(&["database"]).unwrap_err().to_string().contains("(at 7:5)"));
/// # Ok::<(), cie_sad::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Section {
    name: &'static str,
    kind: String,
    table: Table,
    at: Position,
    folder: PathBuf,
}

impl Section {
    pub(super) fn new(
        name: &'static str,
        kind: String,
        table: Table,
        at: Position,
        folder: &Path,
    ) -> Self {
        Self {
            name,
            kind,
            table,
            at,
            folder: folder.to_owned(),
        }
    }

    /// What sort of registry or store it is.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Everything but the `kind`.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// A text.
    ///
    /// # Errors
    /// `CIE-SAD-355` when it is something else.
    pub fn text(&self, key: &str) -> Result<Option<&str>> {
        match self.table.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.error(format!("{key} is a text"))),
        }
    }

    /// A path; a relative one is meant from the folder of the file.
    ///
    /// # Errors
    /// As for [`Section::text`].
    pub fn path(&self, key: &str) -> Result<Option<PathBuf>> {
        Ok(self.text(key)?.map(|path| self.folder.join(path)))
    }

    /// Where a password is: `NAME_file` or `NAME_env`.
    ///
    /// # Errors
    /// `CIE-SAD-355` when both are there, or one is no text.
    pub fn secret(&self, name: &str) -> Result<Option<SecretSource>> {
        let file = self.path(&format!("{name}_file"))?;
        let env = self.text(&format!("{name}_env"))?;
        match (file, env) {
            (None, None) => Ok(None),
            (Some(file), None) => Ok(Some(SecretSource::File(file))),
            (None, Some(env)) => Ok(Some(SecretSource::Env(env.to_owned()))),
            (Some(_), Some(_)) => Err(self.error(format!("{name}_file or {name}_env, not both"))),
        }
    }

    /// Yes or no.
    ///
    /// # Errors
    /// `CIE-SAD-355` when it is something else.
    pub fn flag(&self, key: &str) -> Result<Option<bool>> {
        match self.table.get(key) {
            None => Ok(None),
            Some(Value::Boolean(flag)) => Ok(Some(*flag)),
            Some(_) => Err(self.error(format!("{key} is true or false"))),
        }
    }

    /// A number that is not negative.
    ///
    /// # Errors
    /// `CIE-SAD-355` when it is something else.
    pub fn number(&self, key: &str) -> Result<Option<u64>> {
        match self.table.get(key) {
            None => Ok(None),
            Some(Value::Integer(number)) => u64::try_from(*number)
                .map(Some)
                .map_err(|_| self.error(format!("{key} is not negative"))),
            Some(_) => Err(self.error(format!("{key} is a whole number"))),
        }
    }

    /// Refuses keys that nobody reads: a slip of the pen must not pass for a setting.
    ///
    /// # Errors
    /// `CIE-SAD-355`, naming the key.
    pub fn only(&self, keys: &[&str]) -> Result<()> {
        match self.table.keys().find(|key| !keys.contains(&key.as_str())) {
            None => Ok(()),
            Some(key) => Err(self.error(format!("unknown key {key}"))),
        }
    }

    /// An error about this section, at its line.
    #[must_use]
    pub fn error(&self, detail: impl std::fmt::Display) -> Error {
        Error::new(Code::BadConfig)
            .at(self.at.clone())
            .detail(format!("[{}] {}: {detail}", self.name, self.kind))
    }
}
