//! Sealing and opening single values.
//!
//! A sealed value is `0x01 ‖ nonce (12 bytes) ‖ AES-256-GCM ciphertext and tag`. The tag also covers
//! where the value stands (tenant, table, column, row) and the name of its key, so that a value moved to
//! another row does not open. The nonce is random: one key may seal up to 2^32 values (NIST SP
//! 800-38D, section 8.3); rotate before.
//!
//! A column that is looked up holds `HMAC-SHA256` of tenant, column and text instead of the text, cut
//! to 128 bits, in hexadecimal. Both keys come from the data key by HKDF-SHA256 with different labels.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::{hkdf, hmac};

use super::key::{DataKey, KeyProvider, MAX_KEYS, random};
use crate::outbox::check_label;
use crate::{Code, Error, Result};

const VERSION: u8 = 1;

/// Where a value stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    /// The parts of the row's name.
    pub(crate) row: &'a [&'a str],
}

/// A value as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sealed {
    /// Name of the key; `None`: plain.
    pub(crate) by: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// Seals and opens values, or passes them through when there are no keys.
#[derive(Clone, Default)]
pub(crate) struct Vault {
    keys: Option<Arc<Keys>>,
    /// Whose values these are; empty where a store has one owner.
    tenant: Arc<str>,
}

struct Keys {
    provider: Arc<dyn KeyProvider>,
    known: RwLock<Known>,
}

struct Known {
    current: String,
    keys: BTreeMap<String, Arc<Derived>>,
}

struct Derived {
    seal: LessSafeKey,
    index: hmac::Key,
}

impl Vault {
    /// A vault that seals with the provider's current key.
    pub(crate) fn new(provider: Arc<dyn KeyProvider>) -> Result<Self> {
        let known = RwLock::new(Known::ask(provider.as_ref())?);
        Ok(Self {
            keys: Some(Arc::new(Keys { provider, known })),
            tenant: Arc::default(),
        })
    }

    /// The same keys for another owner, whose values do not open here and the other way round.
    #[cfg(any(test, feature = "postgres"))]
    pub(crate) fn of_tenant(&self, tenant: &str) -> Self {
        Self {
            keys: self.keys.clone(),
            tenant: tenant.into(),
        }
    }

    pub(crate) fn has_keys(&self) -> bool {
        self.keys.is_some()
    }

    /// Asks the provider again, after a rotation.
    pub(crate) fn refresh(&self) -> Result<()> {
        if let Some(keys) = &self.keys {
            let known = Known::ask(keys.provider.as_ref())?;
            *keys.known.write().unwrap_or_else(PoisonError::into_inner) = known;
        }
        Ok(())
    }

    /// Name of the key that new values are sealed with; `None` without keys.
    pub(crate) fn current(&self) -> Option<String> {
        Some(self.keys.as_ref()?.read().current.clone())
    }

    /// Under which keys a row may stand, the current one first; `None` for plain rows.
    pub(crate) fn generations(&self) -> Vec<Option<String>> {
        let mut generations = Vec::new();
        if let Some(keys) = &self.keys {
            let known = keys.read();
            let older = known.keys.keys().filter(|name| **name != known.current);
            let all = std::iter::once(&known.current).chain(older);
            generations.extend(all.map(|name| Some(name.clone())));
        }
        generations.push(None);
        generations
    }

    /// Seals a value.
    pub(crate) fn seal(&self, name: &str, place: Place<'_>, mut plain: Vec<u8>) -> Result<Vec<u8>> {
        let key = self.key(name)?;
        let mut nonce = [0; NONCE_LEN];
        random(&mut nonce)?;
        let aad = Aad::from(place.bytes(name, &self.tenant));
        let nonce_of_ring = Nonce::assume_unique_for_key(nonce);
        key.seal
            .seal_in_place_append_tag(nonce_of_ring, aad, &mut plain)
            .map_err(|_| Error::new(Code::TooLarge).detail("value to be sealed"))?;
        let mut bytes = Vec::with_capacity(1 + NONCE_LEN + plain.len());
        bytes.push(VERSION);
        bytes.extend_from_slice(&nonce);
        bytes.append(&mut plain);
        Ok(bytes)
    }

    /// Opens a value.
    pub(crate) fn open(&self, name: &str, place: Place<'_>, bytes: Vec<u8>) -> Result<Vec<u8>> {
        let wrong = || Error::new(Code::WrongKey).detail(place.table);
        let key = self.key(name)?;
        let mut sealed = bytes;
        let (head, body) = sealed
            .split_at_mut_checked(1 + NONCE_LEN)
            .ok_or_else(wrong)?;
        let (version, nonce) = head.split_first().ok_or_else(wrong)?;
        if *version != VERSION {
            return Err(wrong());
        }
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| wrong())?;
        let aad = Aad::from(place.bytes(name, &self.tenant));
        let plain = key.seal.open_in_place(nonce, aad, body);
        Ok(plain.map_err(|_| wrong())?.to_vec())
    }

    /// A text as it stands in a column that is looked up, under a key.
    pub(crate) fn index(&self, by: Option<&str>, column: &str, text: &str) -> Result<String> {
        let Some(name) = by else {
            return Ok(text.to_owned());
        };
        let key = self.key(name)?;
        let mut bytes = Vec::with_capacity(column.len() + text.len() + 16);
        for text in [&self.tenant, column, text] {
            push(&mut bytes, text);
        }
        let tag = hmac::sign(&key.index, &bytes);
        let half = tag.as_ref().iter().take(16);
        Ok(half.map(|byte| format!("{byte:02x}")).collect())
    }

    /// The keys under this name, asking the provider again when it is not known.
    fn key(&self, name: &str) -> Result<Arc<Derived>> {
        let keys = self.keys.as_ref().ok_or_else(|| Error::new(Code::Sealed))?;
        if let Some(key) = keys.read().keys.get(name) {
            return Ok(Arc::clone(key));
        }
        self.refresh()?; // another process may have rotated
        let known = keys.read();
        // The name is a label, which no person is called by.
        let unknown = || Error::new(Code::KeyUnknown).detail(name.to_owned());
        known.keys.get(name).map(Arc::clone).ok_or_else(unknown)
    }
}

impl Keys {
    fn read(&self) -> std::sync::RwLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn ask(provider: &dyn KeyProvider) -> Result<Self> {
        let (current, keys) = (provider.current()?, provider.keys()?);
        if keys.len() > MAX_KEYS {
            return Err(Error::new(Code::TooLarge).detail("64 keys"));
        }
        for name in keys.keys() {
            check_label(name, "name of a key")?;
        }
        if !keys.contains_key(&current) {
            return Err(Error::new(Code::KeyUnknown).detail("the current key"));
        }
        let keys = keys.iter().map(|(name, key)| {
            let derived = Derived::from(key)?;
            Ok((name.clone(), Arc::new(derived)))
        });
        Ok(Self {
            current,
            keys: keys.collect::<Result<_>>()?,
        })
    }
}

impl Derived {
    fn from(key: &DataKey) -> Result<Self> {
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"cie-store 1");
        let base = salt.extract(key.expose());
        let fault = |_| Error::new(Code::Unexpected);
        let seal = base.expand(&[b"seal"], &AES_256_GCM).map_err(fault)?;
        let index = base.expand(&[b"index"], hmac::HMAC_SHA256).map_err(fault)?;
        Ok(Self {
            seal: LessSafeKey::new(UnboundKey::from(seal)),
            index: hmac::Key::from(index),
        })
    }
}

impl Place<'_> {
    /// What the tag covers beside the value: every text with its length before it.
    fn bytes(&self, key: &str, tenant: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(96);
        for text in [key, tenant, self.table, self.column] {
            push(&mut bytes, text);
        }
        for text in self.row {
            push(&mut bytes, text);
        }
        bytes
    }
}

fn push(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.has_keys() { "[keys]" } else { "[plain]" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemoryKeys;
    use proptest::prelude::*;

    fn place<'a>(row: &'a [&'a str]) -> Place<'a> {
        Place {
            table: "request",
            column: "document",
            row,
        }
    }

    fn vault(name: &str, byte: u8) -> (Arc<MemoryKeys>, Vault) {
        let keys = Arc::new(MemoryKeys::new(name, DataKey::new([byte; 32])).unwrap());
        let vault = Vault::new(keys.clone()).unwrap();
        (keys, vault)
    }

    /// Computed with Python: package `cryptography` (HKDF, HMAC, AESGCM) over the bytes described
    /// above.
    #[test]
    fn the_format_is_the_documented_one() {
        let (_, vault) = vault("k1", 7);
        let index = vault.index(Some("k1"), "codice_fiscale", "RSSBNC64T70H501Z");
        assert_eq!(index.unwrap(), "d936493dc9d4b4a6d590558b4d392874");
        let sealed = hex(
            "01000102030405060708090a0b71bd0a2c533956401272ef5dc4a42ce57d51ffb382b28791e45dd5c1e9b2583d11d26c",
        );
        let opened = vault.open("k1", place(&["058091-2026-000001"]), sealed);
        assert_eq!(opened.unwrap(), b"{\"cognome\":\"ROSSI\"}");
    }

    fn hex(text: &str) -> Vec<u8> {
        let byte = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
        (0..text.len()).step_by(2).map(byte).collect()
    }

    #[test]
    fn rotation_is_noticed_and_old_values_still_open() {
        let (keys, vault) = vault("k1", 1);
        let old = vault.seal("k1", place(&["R"]), b"x".to_vec()).unwrap();
        keys.rotate("k2", DataKey::new([2; 32])).unwrap();
        let elsewhere = Vault::new(keys.clone()).unwrap();
        assert_eq!(elsewhere.current().as_deref(), Some("k2"));
        let new = elsewhere.seal("k2", place(&["R"]), b"y".to_vec()).unwrap();
        // This vault never heard of k2.
        assert_eq!(vault.current().as_deref(), Some("k1"));
        assert_eq!(vault.open("k2", place(&["R"]), new).unwrap(), b"y");
        assert_eq!(vault.current().as_deref(), Some("k2"));
        assert_eq!(vault.open("k1", place(&["R"]), old).unwrap(), b"x");
        let names = vault.generations();
        assert_eq!(names, [Some("k2".into()), Some("k1".into()), None]);
        let missing = vault.open("k9", place(&["R"]), vec![1; 40]).unwrap_err();
        assert_eq!(missing.code(), Code::KeyUnknown);
        let none = Vault::default().open("k1", place(&["R"]), vec![1; 40]);
        assert_eq!(none.unwrap_err().code(), Code::Sealed);
    }

    #[test]
    fn another_key_under_the_same_name_opens_nothing() {
        let sealed = vault("k", 1).1.seal("k", place(&["R"]), b"x".to_vec());
        let error = vault("k", 2).1.open("k", place(&["R"]), sealed.unwrap());
        assert_eq!(error.unwrap_err().code(), Code::WrongKey);
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_in_its_place_only(
            plain in prop::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>(),
        ) {
            let (_, vault) = vault("k", 3);
            let sealed = vault.seal("k", place(&["a", "b"]), plain.clone()).unwrap();
            let again = vault.seal("k", place(&["a", "b"]), plain.clone()).unwrap();
            prop_assert_ne!(&sealed, &again);
            let open = |row: &[&str], bytes: &[u8]| vault.open("k", place(row), bytes.to_vec());
            prop_assert_eq!(open(&["a", "b"], &sealed).unwrap(), plain);
            prop_assert!(open(&["ab", ""], &sealed).is_err());
            let other = vault.of_tenant("058091");
            prop_assert!(other.open("k", place(&["a", "b"]), sealed.clone()).is_err());
            let mut changed = sealed.clone();
            let at = at.index(changed.len());
            changed[at] ^= 1;
            prop_assert!(open(&["a", "b"], &changed).is_err());
        }

        #[test]
        fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let (_, vault) = vault("k", 3);
            prop_assert!(vault.open("k", place(&["a"]), bytes).is_err());
        }
    }
}
