//! Where a password stands, when it is not in the file.

use std::io::Read;
use std::path::PathBuf;

use cie_core::redact::Secret;

use crate::{Code, Error, Result};

/// Longest file of a password, in bytes.
const MAX: u64 = 4096;

/// Where a password or passphrase is: the configuration names the place and never holds it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SecretSource {
    /// The first line of this file.
    File(PathBuf),
    /// This environment variable.
    Env(String),
}

impl SecretSource {
    /// Reads it.
    ///
    /// # Errors
    /// `CIE-SAD-640` when it is not there, is empty or is no text.
    pub fn read(&self) -> Result<Secret> {
        let missing = |what: String| Error::new(Code::SecretMissing).detail(what);
        let (text, named) = match self {
            Self::File(path) => {
                let named = path.display().to_string();
                let mut text = String::new();
                std::fs::File::open(path)
                    .and_then(|file| file.take(MAX).read_to_string(&mut text))
                    .map_err(|error| missing(named.clone()).caused_by(error))?;
                (text, named)
            }
            // What the variable holds may be half a password: the error does not say it.
            Self::Env(name) => match std::env::var(name) {
                Ok(text) => (text, name.clone()),
                Err(_) => return Err(missing(name.clone())),
            },
        };
        match text.lines().next() {
            None | Some("") => Err(missing(named)),
            Some(line) => Ok(Secret::new(line)),
        }
    }

    /// The file, when it is one.
    #[must_use]
    pub fn file(&self) -> Option<&PathBuf> {
        match self {
            Self::File(path) => Some(path),
            Self::Env(_) => None,
        }
    }

    /// Whether others than the owner of its file may read it. Where a file does not say so
    /// (Windows), it does not.
    #[must_use]
    pub fn exposed(&self) -> bool {
        self.file().is_some_and(|path| exposed(path))
    }
}

#[cfg(unix)]
fn exposed(path: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn exposed(_: &std::path::Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_counts_and_nothing_of_it_is_shown() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("password");
        std::fs::write(&path, "segreta\r\nsecond\n").unwrap();
        let source = SecretSource::File(path.clone());
        assert_eq!(source.read().unwrap().expose(), "segreta");
        assert!(!format!("{source:?}").contains("segreta"));
        for bad in [&b""[..], b"\nsecond", b"\xFF\xFE"] {
            std::fs::write(&path, bad).unwrap();
            assert_eq!(source.read().unwrap_err().code(), Code::SecretMissing);
        }
        let nowhere = SecretSource::Env("CIE_NO_SUCH_VARIABLE".into());
        let error = nowhere.read().unwrap_err();
        assert!(
            error.to_string().contains("CIE_NO_SUCH_VARIABLE"),
            "{error}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_known_to_be() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("password");
        std::fs::write(&path, "x").unwrap();
        let source = SecretSource::File(path.clone());
        for (mode, exposed) in [(0o600, false), (0o400, false), (0o640, true), (0o604, true)] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(source.exposed(), exposed, "{mode:o}");
        }
    }
}
