//! Keys in a file of their own, which only its owner may read.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use cie_core::journal::Hash;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::key::{DataKey, KeyProvider, Ring};
use crate::jsonl::io;
use crate::{Code, Error, Result};

/// Longest file of keys read, in bytes.
const MAX_FILE: u64 = 64 * 1024;

/// Keys in a file, as JSON: `{"format": 1, "current": NAME, "keys": {NAME: 64 hexadecimal digits}}`.
///
/// Keep the file on another disk than the store and its backups: whoever has both has everything.
/// On Unix a file that others may read is refused.
///
/// ```
/// use cie_store::{FileKeys, KeyProvider};
/// let folder = tempfile::tempdir()?;
/// let keys = FileKeys::create(folder.path().join("office.keys"), "2026-01")?;
/// keys.rotate("2027-01")?;
/// assert_eq!(FileKeys::open(folder.path().join("office.keys"))?.current()?, "2027-01");
/// # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
/// ```
#[derive(Debug)]
pub struct FileKeys {
    path: PathBuf,
    writing: Mutex<()>,
}

impl FileKeys {
    /// Makes the file, with one new key of this name.
    ///
    /// # Errors
    /// `CIE-STORE-090` when the file exists, `CIE-STORE-043` when the name is not a label,
    /// `CIE-STORE-065` without random numbers, `CIE-STORE-008` when writing fails.
    pub fn create(path: impl Into<PathBuf>, name: &str) -> Result<Self> {
        let path = path.into();
        if path.exists() {
            return Err(Error::new(Code::FileExists).detail("file of keys"));
        }
        write(&path, &Ring::new(name, DataKey::generate()?)?)?;
        Self::open(path)
    }

    /// Uses an existing file.
    ///
    /// # Errors
    /// `CIE-STORE-063` when it cannot be read as one, `CIE-STORE-064` when others may read it.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self> {
        let (path, writing) = (path.into(), Mutex::default());
        read(&path)?;
        Ok(Self { path, writing })
    }

    /// Adds a new key and makes it the current one.
    ///
    /// # Errors
    /// As for [`FileKeys::create`] and [`FileKeys::open`]; `CIE-STORE-040` when the name is taken.
    pub fn rotate(&self, name: &str) -> Result<()> {
        self.change(|ring| ring.rotate(name, DataKey::generate()?))
    }

    /// Forgets a key with which nothing is sealed any more, in the store and in its backups.
    ///
    /// # Errors
    /// As for [`FileKeys::open`]; `CIE-STORE-062` for the current key.
    pub fn forget(&self, name: &str) -> Result<()> {
        self.change(|ring| ring.forget(name))
    }

    fn change(&self, change: impl FnOnce(&mut Ring) -> Result<()>) -> Result<()> {
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut ring = read(&self.path)?;
        change(&mut ring)?;
        write(&self.path, &ring)
    }
}

impl KeyProvider for FileKeys {
    fn current(&self) -> Result<String> {
        Ok(read(&self.path)?.current)
    }

    fn keys(&self) -> Result<BTreeMap<String, DataKey>> {
        Ok(read(&self.path)?.keys)
    }
}

fn read(path: &Path) -> Result<Ring> {
    let text = read_private(path)?;
    parse(&text).ok_or_else(|| Code::BadKeyFile.into())
}

fn parse(text: &[u8]) -> Option<Ring> {
    let value: Value = serde_json::from_slice(text).ok()?;
    if value.get("format")? != 1 {
        return None;
    }
    let keys = value.get("keys")?.as_object()?.iter().map(|(name, key)| {
        // The type of the journal's hashes happens to read exactly what is needed: 32 bytes.
        let key: Hash = key.as_str()?.parse().ok()?;
        Some((name.clone(), DataKey::new(key.0)))
    });
    Some(Ring {
        current: value.get("current")?.as_str()?.to_owned(),
        keys: keys.collect::<Option<_>>()?,
    })
}

fn write(path: &Path, ring: &Ring) -> Result<()> {
    let hex = |key: &DataKey| Hash(*key.expose()).to_string();
    let keys: BTreeMap<_, _> = ring.keys.iter().map(|(n, key)| (n, hex(key))).collect();
    let value = json!({"format": 1, "current": ring.current, "keys": keys});
    write_private(path, value.to_string().as_bytes())
}

/// Reads a short file that nobody else may read.
pub(super) fn read_private(path: &Path) -> Result<Zeroizing<Vec<u8>>> {
    let bad = |error: std::io::Error| Error::new(Code::BadKeyFile).detail(error.kind().to_string());
    let file = File::open(path).map_err(bad)?;
    refuse_exposed(&file)?;
    let mut text = Zeroizing::new(Vec::with_capacity(4096));
    file.take(MAX_FILE).read_to_end(&mut text).map_err(bad)?;
    Ok(text)
}

#[cfg(unix)]
fn refuse_exposed(file: &File) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata().map_err(io)?.permissions().mode();
    if mode & 0o077 == 0 {
        Ok(())
    } else {
        Err(Error::new(Code::KeyFileExposed).detail(format!("mode {:o}", mode & 0o777)))
    }
}

/// On Windows the folder's access list decides; there is nothing to read off the file alone.
#[cfg(not(unix))]
fn refuse_exposed(_: &File) -> Result<()> {
    Ok(())
}

/// Puts a file in place as a whole: a crash leaves the old one or the new one.
pub(super) fn write_private(path: &Path, text: &[u8]) -> Result<()> {
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    let new = PathBuf::from(new);
    let _ = fs::remove_file(&new);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&new).map_err(io)?;
    file.write_all(text).map_err(io)?;
    file.sync_all().map_err(io)?;
    drop(file);
    fs::rename(&new, path).map_err(io)?;
    crate::files::sync_folder(path)
}
