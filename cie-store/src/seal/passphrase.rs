//! Keys in a file that a passphrase opens.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use argon2::{Algorithm, Argon2, Params, Version};
use cie_core::redact::Secret;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::file::{read_private, write_private};
use super::key::{DataKey, KeyProvider, MemoryKeys, Ring, random};
use super::vault::{Place, Vault};
use crate::{Code, Error, Result};

/// What a guess at a passphrase costs (Argon2id, RFC 9106).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassphraseCost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for PassphraseCost {
    /// 64 MiB and 3 passes: the second recommended option of RFC 9106, section 4, on one lane.
    fn default() -> Self {
        Self {
            memory_kib: 64 * 1024,
            passes: 3,
        }
    }
}

impl PassphraseCost {
    fn params(self) -> Result<Params> {
        let bad = || Error::new(Code::BadKeyFile).detail("cost of the passphrase");
        // Whoever could write the file could otherwise ask for all memory there is.
        if self.memory_kib > 4 * 1024 * 1024 || self.passes > 64 {
            return Err(bad());
        }
        Params::new(self.memory_kib, self.passes, 1, Some(32)).map_err(|_| bad())
    }

    /// The key that a passphrase and a salt make.
    fn key(self, passphrase: &Secret, salt: &[u8; 16]) -> Result<DataKey> {
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params()?);
        let mut key = Zeroizing::new([0; 32]);
        argon
            .hash_password_into(passphrase.expose().as_bytes(), salt, key.as_mut_slice())
            .map_err(|_| Error::new(Code::WrongPassphrase))?;
        Ok(DataKey::new(*key))
    }
}

/// Keys in a file, each sealed with a key that a passphrase makes. The passphrase is asked for when
/// the store is opened; without it file and store together are of no use.
///
/// ```
/// use cie_core::redact::Secret;
/// use cie_store::{KeyProvider, PassphraseCost, PassphraseKeys};
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("office.keys");
/// let cheap = PassphraseCost { memory_kib: 64, passes: 1 }; // for this example only
/// let phrase = Secret::new("correct horse battery staple");
/// PassphraseKeys::create(&path, &phrase, cheap, "2026-01")?;
/// assert!(PassphraseKeys::open(&path, &Secret::new("guess")).is_err());
/// assert_eq!(PassphraseKeys::open(&path, &phrase)?.current()?, "2026-01");
/// # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
/// ```
pub struct PassphraseKeys {
    path: PathBuf,
    open: RwLock<Open>,
}

/// The opened file.
struct Open {
    cost: PassphraseCost,
    salt: [u8; 16],
    /// What the passphrase made.
    wrapping: DataKey,
    ring: Ring,
}

impl PassphraseKeys {
    /// Makes the file, with one new key of this name.
    ///
    /// # Errors
    /// `CIE-STORE-090` when the file exists, `CIE-STORE-066` for an empty passphrase,
    /// `CIE-STORE-063` for a cost out of range, `CIE-STORE-043` when the name is not a label,
    /// `CIE-STORE-065` without random numbers, `CIE-STORE-008` when writing fails.
    pub fn create(
        path: impl Into<PathBuf>,
        passphrase: &Secret,
        cost: PassphraseCost,
        name: &str,
    ) -> Result<Self> {
        let path = path.into();
        if path.exists() {
            return Err(Error::new(Code::FileExists).detail("file of keys"));
        }
        let ring = Ring::new(name, DataKey::generate()?)?;
        let open = Open::new(passphrase, cost, ring)?;
        write_private(&path, &open.text()?)?;
        let open = RwLock::new(open);
        Ok(Self { path, open })
    }

    /// Opens the file.
    ///
    /// # Errors
    /// `CIE-STORE-066` when the passphrase does not open it, `CIE-STORE-063` when it cannot be
    /// read as one, `CIE-STORE-064` when others may read it.
    pub fn open(path: impl Into<PathBuf>, passphrase: &Secret) -> Result<Self> {
        let path = path.into();
        let open = RwLock::new(Open::read(&path, |cost, salt| cost.key(passphrase, salt))?);
        Ok(Self { path, open })
    }

    /// Adds a new key and makes it the current one.
    ///
    /// # Errors
    /// As for [`PassphraseKeys::create`]; `CIE-STORE-040` when the name is taken.
    pub fn rotate(&self, name: &str) -> Result<()> {
        self.change(|open| open.ring.rotate(name, DataKey::generate()?))
    }

    /// Forgets a key with which nothing is sealed any more, in the store and in its backups.
    ///
    /// # Errors
    /// As for [`PassphraseKeys::create`]; `CIE-STORE-062` for the current key.
    pub fn forget(&self, name: &str) -> Result<()> {
        self.change(|open| open.ring.forget(name))
    }

    /// Changes the passphrase. The keys stay; what was stored need not be sealed again.
    ///
    /// # Errors
    /// As for [`PassphraseKeys::create`].
    pub fn change_passphrase(&self, passphrase: &Secret, cost: PassphraseCost) -> Result<()> {
        self.change(|open| {
            *open = Open::new(passphrase, cost, open.ring.clone())?;
            Ok(())
        })
    }

    fn change(&self, change: impl FnOnce(&mut Open) -> Result<()>) -> Result<()> {
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        // From the file: somebody else may have rotated since.
        let mut new = Open::read(&self.path, |_, _| Ok(open.wrapping.clone()))?;
        change(&mut new)?;
        write_private(&self.path, &new.text()?)?;
        *open = new;
        Ok(())
    }
}

impl KeyProvider for PassphraseKeys {
    fn current(&self) -> Result<String> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        Ok(open.ring.current.clone())
    }

    fn keys(&self) -> Result<BTreeMap<String, DataKey>> {
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        // After a rotation by another process the file has more than was read at first.
        let known = open.wrapping.clone();
        if let Ok(new) = Open::read(&self.path, |_, _| Ok(known)) {
            *open = new;
        }
        Ok(open.ring.keys.clone())
    }
}

impl fmt::Debug for PassphraseKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PassphraseKeys").finish_non_exhaustive()
    }
}

impl Open {
    fn new(passphrase: &Secret, cost: PassphraseCost, ring: Ring) -> Result<Self> {
        if passphrase.expose().is_empty() {
            return Err(Error::new(Code::WrongPassphrase).detail("empty"));
        }
        let mut salt = [0; 16];
        random(&mut salt)?;
        Ok(Self {
            cost,
            salt,
            wrapping: cost.key(passphrase, &salt)?,
            ring,
        })
    }

    fn read(
        path: &Path,
        wrapping: impl FnOnce(PassphraseCost, &[u8; 16]) -> Result<DataKey>,
    ) -> Result<Self> {
        let text = read_private(path)?;
        let bad = || Error::new(Code::BadKeyFile);
        let (cost, salt, current, sealed) = parse(&text).ok_or_else(bad)?;
        let wrapping = wrapping(cost, &salt)?;
        let vault = wrapper(&wrapping)?;
        let keys = sealed.into_iter().map(|(name, sealed)| {
            let opened = vault.open(WRAPPING, place(&[&name]), sealed);
            let opened = Zeroizing::new(opened.map_err(|_| Error::new(Code::WrongPassphrase))?);
            let bytes = opened.as_slice().try_into().map_err(|_| bad())?;
            Ok((name, DataKey::new(bytes)))
        });
        let keys = keys.collect::<Result<_>>()?;
        Ok(Self {
            cost,
            salt,
            wrapping,
            ring: Ring { current, keys },
        })
    }

    fn text(&self) -> Result<Vec<u8>> {
        let vault = wrapper(&self.wrapping)?;
        let keys = self.ring.keys.iter().map(|(name, key)| {
            let sealed = vault.seal(WRAPPING, place(&[name]), key.expose().to_vec())?;
            Ok((name.clone(), hex(&sealed)))
        });
        let value = json!({
            "format": 1,
            "argon2id": {
                "memory_kib": self.cost.memory_kib,
                "passes": self.cost.passes,
                "salt": hex(&self.salt),
            },
            "current": self.ring.current,
            "keys": keys.collect::<Result<BTreeMap<_, _>>>()?,
        });
        Ok(value.to_string().into_bytes())
    }
}

/// The name under which the passphrase's key seals the others.
const WRAPPING: &str = "passphrase";

fn wrapper(wrapping: &DataKey) -> Result<Vault> {
    Vault::new(Arc::new(MemoryKeys::new(WRAPPING, wrapping.clone())?))
}

fn place<'a>(row: &'a [&'a str]) -> Place<'a> {
    Place {
        table: "key file",
        column: "key",
        row,
    }
}

type Parsed = (PassphraseCost, [u8; 16], String, Vec<(String, Vec<u8>)>);

fn parse(text: &[u8]) -> Option<Parsed> {
    let value: Value = serde_json::from_slice(text).ok()?;
    if value.get("format")? != 1 {
        return None;
    }
    let argon = value.get("argon2id")?;
    let number = |name: &str| u32::try_from(argon.get(name)?.as_u64()?).ok();
    let cost = PassphraseCost {
        memory_kib: number("memory_kib")?,
        passes: number("passes")?,
    };
    let salt = unhex(argon.get("salt")?.as_str()?)?.try_into().ok()?;
    let current = value.get("current")?.as_str()?.to_owned();
    let keys = value.get("keys")?.as_object()?.iter();
    let keys = keys.map(|(name, key)| Some((name.clone(), unhex(key.as_str()?)?)));
    Some((cost, salt, current, keys.collect::<Option<_>>()?))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    let byte = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    (0..text.len()).step_by(2).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// RFC 9106, section 5.3, has no vector without secret and associated data; this one was
    /// computed with Python: package `argon2-cffi`, `hash_secret_raw(b"frase", bytes(16), 3, 64, 1,
    /// 32, Type.ID)`.
    #[test]
    fn the_key_is_what_the_standard_makes() {
        let cost = PassphraseCost {
            memory_kib: 64,
            passes: 3,
        };
        let key = cost.key(&Secret::new("frase"), &[0; 16]).unwrap();
        assert_eq!(
            hex(key.expose()),
            "7e5485ef10824a006f1e612189f7d2683beea244fc80e8276c9436a91ab4bd75"
        );
    }

    proptest! {
        #[test]
        fn any_file_is_read_without_a_panic(text in "\\PC{0,64}", salt in "[0-9a-fà]{0,34}") {
            let _ = parse(text.as_bytes());
            let text = format!(
                r#"{{"format":1,"argon2id":{{"memory_kib":8,"passes":1,"salt":"{salt}"}},
                   "current":"a","keys":{{"a":"{salt}"}}}}"#
            );
            let _ = parse(text.as_bytes());
        }
    }
}
