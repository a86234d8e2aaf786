//! Wrappers that keep personal data and secrets out of `Debug`, `Display`, logs and error texts.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A piece of personal data: shown as `[personal]`, read with [`Personal::expose`].
///
/// Serialisation is transparent, because storage and wires need the value; a log that serialises
/// a record is a log that prints it.
///
/// ```
/// use cie_core::redact::Personal;
/// let name = Personal::new(String::from("Bianca"));
/// assert_eq!(format!("{name:?} {name}"), "[personal] [personal]");
/// assert_eq!(name.expose(), "Bianca");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself; calling this says that the reader is entitled to it.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Unwraps the value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl From<&str> for Personal<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl From<String> for Personal<String> {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

impl<T> fmt::Display for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

/// A secret (PIN, PUK, CAN, master password): shown as `[secret]`, wiped when dropped, and with no
/// serialisation at all.
///
/// ```
/// use cie_core::redact::Secret;
/// let pin = Secret::new("1234");
/// assert_eq!(format!("{pin:?}"), "[secret]");
/// assert_eq!(pin.expose(), "1234");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Wraps a secret text.
    pub fn new(value: impl Into<String>) -> Self {
        Self(Zeroizing::new(value.into()))
    }

    /// The secret itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}
