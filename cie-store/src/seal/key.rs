//! Keys, and who has them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{PoisonError, RwLock};

use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use crate::outbox::check_label;
use crate::{Code, Error, Result};

/// Most keys a provider may have: each look-up by name or code tries every one.
pub(super) const MAX_KEYS: usize = 64;

/// A key of 256 bits, wiped when dropped and shown as `[key]`.
#[derive(Clone, PartialEq, Eq)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    /// A key made elsewhere, such as in a hardware module. Its bytes must be random.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A new key from the system's random numbers.
    ///
    /// # Errors
    /// `CIE-STORE-065` when there are none.
    pub fn generate() -> Result<Self> {
        let mut bytes = Zeroizing::new([0; 32]);
        random(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    /// The bytes; calling this says that the reader is entitled to them.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[key]")
    }
}

pub(crate) fn random(bytes: &mut [u8]) -> Result<()> {
    SystemRandom::new()
        .fill(bytes)
        .map_err(|_| Code::NoRandomness.into())
}

/// Who has the keys: a file, a passphrase, a hardware module, a service.
///
/// Keys are asked for when a store is opened and when a value names one that is not known yet, and
/// kept in memory while the store is open. The name of a key (1 to 80 letters, digits and `.:/-_`)
/// is stored beside every value that it sealed; a name is never given to another key.
pub trait KeyProvider: Send + Sync {
    /// Name of the key that new values are sealed with.
    ///
    /// # Errors
    /// Whatever keeps the provider from answering, with a code of this crate.
    fn current(&self) -> Result<String>;

    /// Every key by its name, at most 64: the current one, and the older ones while values are
    /// sealed with them.
    ///
    /// # Errors
    /// As for [`KeyProvider::current`].
    fn keys(&self) -> Result<BTreeMap<String, DataKey>>;
}

/// Keys that somebody else keeps and hands in.
///
/// ```
/// use cie_store::{DataKey, KeyProvider, MemoryKeys};
/// let keys = MemoryKeys::new("2026-01", DataKey::generate()?)?;
/// keys.rotate("2027-01", DataKey::generate()?)?;
/// assert_eq!(keys.current()?, "2027-01");
/// assert_eq!(keys.keys()?.len(), 2);
/// # Ok::<(), cie_store::Error>(())
/// ```
#[derive(Debug)]
pub struct MemoryKeys(RwLock<Ring>);

/// Keys and which of them is the current one.
#[derive(Clone, Debug)]
pub(super) struct Ring {
    pub(super) current: String,
    pub(super) keys: BTreeMap<String, DataKey>,
}

impl Ring {
    pub(super) fn new(name: &str, key: DataKey) -> Result<Self> {
        let (current, keys) = (name.to_owned(), BTreeMap::new());
        let mut ring = Self { current, keys };
        ring.rotate(name, key)?;
        Ok(ring)
    }

    /// Adds a key and makes it the current one.
    pub(super) fn rotate(&mut self, name: &str, key: DataKey) -> Result<()> {
        check_label(name, "name of a key")?;
        if self.keys.get(name).is_some_and(|known| *known != key) {
            return Err(Error::new(Code::KeyReused).detail("name of a key"));
        }
        if self.keys.len() >= MAX_KEYS {
            return Err(Error::new(Code::TooLarge).detail("64 keys"));
        }
        self.keys.insert(name.to_owned(), key);
        name.clone_into(&mut self.current);
        Ok(())
    }

    /// Forgets a key with which nothing is sealed any more.
    pub(super) fn forget(&mut self, name: &str) -> Result<()> {
        if name == self.current {
            return Err(Error::new(Code::KeyUnknown).detail("the current key stays"));
        }
        self.keys.remove(name);
        Ok(())
    }
}

impl MemoryKeys {
    /// One key.
    ///
    /// # Errors
    /// `CIE-STORE-043` when the name is not a label.
    pub fn new(name: &str, key: DataKey) -> Result<Self> {
        Ok(Self(RwLock::new(Ring::new(name, key)?)))
    }

    /// Adds a key and makes it the current one.
    ///
    /// # Errors
    /// `CIE-STORE-043` when the name is not a label, `CIE-STORE-040` when it belongs to another
    /// key, `CIE-STORE-023` beyond 64 keys.
    pub fn rotate(&self, name: &str, key: DataKey) -> Result<()> {
        let mut ring = self.0.write().unwrap_or_else(PoisonError::into_inner);
        ring.rotate(name, key)
    }

    /// Forgets an older key.
    ///
    /// # Errors
    /// `CIE-STORE-062` for the current one.
    pub fn forget(&self, name: &str) -> Result<()> {
        let mut ring = self.0.write().unwrap_or_else(PoisonError::into_inner);
        ring.forget(name)
    }
}

impl KeyProvider for MemoryKeys {
    fn current(&self) -> Result<String> {
        let ring = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Ok(ring.current.clone())
    }

    fn keys(&self) -> Result<BTreeMap<String, DataKey>> {
        let ring = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Ok(ring.keys.clone())
    }
}
