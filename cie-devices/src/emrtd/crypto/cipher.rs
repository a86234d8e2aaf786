//! The four ciphers of secure messaging: CBC without padding, and an eight-byte checksum.

use aes::cipher::{BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, KeyInit, KeyIvInit};
use aes::{Aes128, Aes192, Aes256};
use cbc::{Decryptor, Encryptor};
use cmac::{Cmac, Mac};
use des::{Des, TdesEde2};
use retail_mac::RetailMac;
use zeroize::Zeroizing;

use crate::{Code, Error, Result};

/// Length of a checksum and of an authentication token, in bytes.
pub(crate) const MAC: usize = 8;

/// A block cipher of secure messaging (ICAO Doc 9303-11, 9.7 and 9.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cipher {
    /// Two-key triple DES with retail MAC.
    TripleDes,
    /// AES-128 with CMAC.
    Aes128,
    /// AES-192 with CMAC.
    Aes192,
    /// AES-256 with CMAC.
    Aes256,
}

/// Runs one function for the cipher chosen; a key or vector of another length is an error.
macro_rules! with_cipher {
    ($cipher:expr, $function:ident($($argument:expr),*)) => {
        match $cipher {
            Cipher::TripleDes => $function::<TdesEde2>($($argument),*),
            Cipher::Aes128 => $function::<Aes128>($($argument),*),
            Cipher::Aes192 => $function::<Aes192>($($argument),*),
            Cipher::Aes256 => $function::<Aes256>($($argument),*),
        }
    };
}

impl Cipher {
    /// Its usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TripleDes => "3DES",
            Self::Aes128 => "AES-128",
            Self::Aes192 => "AES-192",
            Self::Aes256 => "AES-256",
        }
    }

    /// Its last arc in the identifiers of PACE and chip authentication.
    pub(crate) fn arc(self) -> u8 {
        match self {
            Self::TripleDes => 1,
            Self::Aes128 => 2,
            Self::Aes192 => 3,
            Self::Aes256 => 4,
        }
    }

    /// Bytes of a block.
    pub(crate) fn block(self) -> usize {
        if self == Self::TripleDes { 8 } else { 16 }
    }

    /// Bytes of a key.
    pub(crate) fn key_length(self) -> usize {
        match self {
            Self::TripleDes | Self::Aes128 => 16,
            Self::Aes192 => 24,
            Self::Aes256 => 32,
        }
    }

    /// CBC encryption of whole blocks.
    pub(crate) fn encrypt(self, key: &[u8], iv: &[u8], data: &[u8]) -> Result<Vec<u8>> {
        with_cipher!(self, encrypt(key, iv, data))
    }

    /// CBC decryption of whole blocks.
    pub(crate) fn decrypt(self, key: &[u8], iv: &[u8], data: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        with_cipher!(self, decrypt(key, iv, data))
    }

    /// One block alone.
    pub(crate) fn encrypt_block(self, key: &[u8], block: &[u8]) -> Result<Vec<u8>> {
        with_cipher!(self, encrypt_block(key, block))
    }

    /// The checksum: retail MAC (ISO/IEC 9797-1, algorithm 3), or CMAC cut to eight bytes. Padding
    /// is the caller's.
    pub(crate) fn mac(self, key: &[u8], data: &[u8]) -> Result<[u8; MAC]> {
        match self {
            Self::TripleDes => mac::<RetailMac<Des>>(key, data),
            Self::Aes128 => mac::<Cmac<Aes128>>(key, data),
            Self::Aes192 => mac::<Cmac<Aes192>>(key, data),
            Self::Aes256 => mac::<Cmac<Aes256>>(key, data),
        }
    }
}

fn misuse() -> Error {
    Error::new(Code::SecureMessagingMalformed).detail("key or block length")
}

fn encrypt<C>(key: &[u8], iv: &[u8], data: &[u8]) -> Result<Vec<u8>>
where
    C: BlockCipherEncrypt,
    Encryptor<C>: KeyIvInit + BlockModeEncrypt,
{
    let mut mode = Encryptor::<C>::new_from_slices(key, iv).map_err(|_| misuse())?;
    let mut out = data.to_vec();
    for block in out.chunks_mut(iv.len()) {
        mode.encrypt_block(block.try_into().map_err(|_| misuse())?);
    }
    Ok(out)
}

fn decrypt<C>(key: &[u8], iv: &[u8], data: &[u8]) -> Result<Zeroizing<Vec<u8>>>
where
    C: aes::cipher::BlockCipherDecrypt,
    Decryptor<C>: KeyIvInit + BlockModeDecrypt,
{
    let mut mode = Decryptor::<C>::new_from_slices(key, iv).map_err(|_| misuse())?;
    let mut out = Zeroizing::new(data.to_vec());
    for block in out.chunks_mut(iv.len()) {
        mode.decrypt_block(block.try_into().map_err(|_| misuse())?);
    }
    Ok(out)
}

fn encrypt_block<C: BlockCipherEncrypt + KeyInit>(key: &[u8], block: &[u8]) -> Result<Vec<u8>> {
    let cipher = C::new_from_slice(key).map_err(|_| misuse())?;
    let mut out = block.to_vec();
    cipher.encrypt_block(out.as_mut_slice().try_into().map_err(|_| misuse())?);
    Ok(out)
}

fn mac<M: Mac + KeyInit>(key: &[u8], data: &[u8]) -> Result<[u8; MAC]> {
    let mut mac = <M as KeyInit>::new_from_slice(key).map_err(|_| misuse())?;
    mac.update(data);
    let whole = mac.finalize().into_bytes();
    whole.first_chunk().copied().ok_or_else(misuse)
}

/// Padding method 2 of ISO/IEC 9797-1: one byte 80, then zeros up to a whole block.
pub(crate) fn pad(data: &[u8], block: usize) -> Zeroizing<Vec<u8>> {
    let length = (data.len() / block + 1) * block;
    let mut padded = Zeroizing::new(Vec::with_capacity(length));
    padded.extend_from_slice(data);
    padded.push(0x80);
    padded.resize(length, 0);
    padded
}

/// What was padded, if the padding is right.
pub(crate) fn unpad(padded: &[u8], block: usize) -> Option<&[u8]> {
    let end = padded.iter().rposition(|byte| *byte != 0)?;
    let (data, rest) = padded.split_at_checked(end)?;
    (rest.first() == Some(&0x80) && rest.len() <= block).then_some(data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_hex::hex;
    use proptest::prelude::*;

    /// NIST SP 800-38A, F.2.1 and F.2.5; SP 800-38B, D.1 and D.3 (example 3), cut to eight bytes.
    #[test]
    fn aes_as_published() {
        let plain = hex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51");
        let iv = hex("000102030405060708090a0b0c0d0e0f");
        let key = hex("2b7e151628aed2a6abf7158809cf4f3c");
        let out = Cipher::Aes128.encrypt(&key, &iv, &plain).unwrap();
        assert_eq!(
            out,
            hex("7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2")
        );
        let key256 = hex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
        let out = Cipher::Aes256.encrypt(&key256, &iv, &plain).unwrap();
        assert_eq!(
            out,
            hex("f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d")
        );
        assert_eq!(
            Cipher::Aes256
                .decrypt(&key256, &iv, &out)
                .unwrap()
                .as_slice(),
            plain
        );
        assert_eq!(
            Cipher::Aes128.mac(&key, &plain[..16]).unwrap(),
            hex("070a16b46b4d4144")[..]
        );
        assert_eq!(
            Cipher::Aes256.mac(&key256, &plain[..16]).unwrap(),
            hex("28a7023f452e8f82")[..]
        );
    }

    #[test]
    fn odd_lengths_are_errors() {
        assert!(
            Cipher::Aes128
                .encrypt(&[0; 15], &[0; 16], &[0; 16])
                .is_err()
        );
        assert!(
            Cipher::Aes128
                .encrypt(&[0; 16], &[0; 16], &[0; 17])
                .is_err()
        );
        assert!(
            Cipher::TripleDes
                .decrypt(&[0; 16], &[0; 8], &[0; 12])
                .is_err()
        );
        assert!(Cipher::TripleDes.encrypt_block(&[0; 16], &[0; 16]).is_err());
    }

    proptest! {
        #[test]
        fn padding_comes_off_again(data in proptest::collection::vec(any::<u8>(), 0..70)) {
            for block in [8, 16] {
                let padded = pad(&data, block);
                prop_assert_eq!(padded.len() % block, 0);
                prop_assert_eq!(unpad(&padded, block), Some(&data[..]));
            }
        }

        #[test]
        fn any_padding_is_judged(data in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = unpad(&data, 16);
        }
    }
}
