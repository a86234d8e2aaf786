//! The cryptography of travel documents, on maintained crates: ciphers, key derivation, groups.

mod brainpool512;
pub(crate) mod cipher;
pub(crate) mod curve;
pub(crate) mod dh;
pub(crate) mod group;
pub(crate) mod hash;
pub(crate) mod integrated;
pub(crate) mod kdf;
mod random;
pub(crate) mod rsa;
pub(crate) mod standard;

pub use random::RandomSource;

/// Whether two byte strings are equal, in a time that depends on their lengths only.
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    use elliptic_curve::subtle::ConstantTimeEq;
    one.ct_eq(other).into()
}
