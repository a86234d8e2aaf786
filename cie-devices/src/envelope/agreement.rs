//! From a shared point to the key that wraps the content key.

use aes_kw::{KeyInit, KwAes256};
use der::Encode;
use der::asn1::OctetString;
use ring::digest;
use x509_cert::spki::AlgorithmIdentifierOwned;
use zeroize::Zeroizing;

use super::structure::SharedInfo;
use crate::{Code, Error, Result};

/// Length of the key-encryption key and of the content key, in bytes.
pub(super) const KEY: usize = 32;
/// Length of a wrapped content key: eight bytes more (RFC 3394).
pub(super) const WRAPPED: usize = KEY + 8;

/// The key-encryption key (ANSI X9.63 KDF with SHA-256 as RFC 5753, 7.2 uses it). One round of
/// the hash gives all 32 bytes.
pub(super) fn wrapping_key(
    shared: &[u8],
    wrap: &AlgorithmIdentifierOwned,
    ukm: Option<&OctetString>,
) -> Result<Zeroizing<[u8; KEY]>> {
    let malformed = |e: der::Error| Error::new(Code::EnvelopeMalformed).caused_by(e);
    let bits: u32 = 256;
    let info = SharedInfo {
        key_info: wrap.clone(),
        entity_u_info: ukm.cloned(),
        supp_pub_info: OctetString::new(bits.to_be_bytes()).map_err(malformed)?,
    };
    let mut hash = digest::Context::new(&digest::SHA256);
    hash.update(shared);
    hash.update(&1_u32.to_be_bytes());
    hash.update(&info.to_der().map_err(malformed)?);
    let mut key = Zeroizing::new([0; KEY]);
    key.copy_from_slice(hash.finish().as_ref());
    Ok(key)
}

/// Wraps a content key (RFC 3394).
pub(super) fn wrap(kek: &[u8; KEY], key: &[u8; KEY]) -> Result<[u8; WRAPPED]> {
    let mut wrapped = [0; WRAPPED];
    KwAes256::new(kek.into())
        .wrap_key(key, &mut wrapped)
        .map_err(|_| Error::from(Code::EnvelopeMalformed))?;
    Ok(wrapped)
}

/// Unwraps a content key, or says no without saying why.
pub(super) fn unwrap(kek: &[u8; KEY], wrapped: &[u8]) -> Option<Zeroizing<[u8; KEY]>> {
    let mut key = Zeroizing::new([0; KEY]);
    if wrapped.len() != WRAPPED {
        return None;
    }
    KwAes256::new(kek.into())
        .unwrap_key(wrapped, key.as_mut())
        .is_ok()
        .then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_hex::hex;

    /// RFC 3394, 4.6: 256 bits of key data with a 256-bit key.
    #[test]
    fn wraps_as_in_rfc_3394() {
        let kek: [u8; KEY] =
            hex("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F")
                .try_into()
                .unwrap();
        let key: [u8; KEY] =
            hex("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F")
                .try_into()
                .unwrap();
        let wrapped =
            hex("28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21");
        assert_eq!(wrap(&kek, &key).unwrap().as_slice(), wrapped);
        assert_eq!(unwrap(&kek, &wrapped).as_deref(), Some(&key));
        let mut altered = wrapped;
        altered[0] ^= 1;
        assert!(unwrap(&kek, &altered).is_none());
    }
}
