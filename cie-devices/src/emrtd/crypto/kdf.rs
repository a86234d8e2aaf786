//! Keys out of secrets.

use zeroize::Zeroizing;

use super::cipher::Cipher;
use super::hash::Hash;

/// What a derived key is for: the counter of the derivation (ICAO Doc 9303-11, 9.7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Encryption.
    Encryption = 1,
    /// Checksums.
    Checksum = 2,
    /// The nonce of PACE.
    Password = 3,
}

/// KDF(K, c): a key of the length of the cipher; parity bits are set for DES, as the examples
/// print them.
pub(crate) fn derive(secret: &[u8], purpose: Use, cipher: Cipher) -> Zeroizing<Vec<u8>> {
    let hash = match cipher {
        Cipher::TripleDes | Cipher::Aes128 => Hash::Sha1,
        Cipher::Aes192 | Cipher::Aes256 => Hash::Sha256,
    };
    let counter = (purpose as u32).to_be_bytes();
    let mut key = Zeroizing::new(hash.digest(&[secret, &counter]));
    key.truncate(cipher.key_length());
    if cipher == Cipher::TripleDes {
        for byte in key.iter_mut() {
            *byte = *byte & 0xFE | u8::from(byte.count_ones() % 2 == u32::from(*byte & 1));
        }
    }
    key
}
