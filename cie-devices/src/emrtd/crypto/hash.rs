//! Hash functions by name.

use der::asn1::ObjectIdentifier;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

/// A hash function of a security object or of a protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Hash {
    /// SHA-1, for what was signed with it long ago and for key derivation.
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Hash {
    /// The digest of the parts, one after the other.
    pub(crate) fn digest(self, parts: &[&[u8]]) -> Vec<u8> {
        fn of<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut hash = D::new();
            for part in parts {
                hash.update(part);
            }
            hash.finalize().to_vec()
        }
        match self {
            Self::Sha1 => of::<Sha1>(parts),
            Self::Sha224 => of::<Sha224>(parts),
            Self::Sha256 => of::<Sha256>(parts),
            Self::Sha384 => of::<Sha384>(parts),
            Self::Sha512 => of::<Sha512>(parts),
        }
    }

    /// The function with this identifier, its content octets (RFC 5754, 2; RFC 3370, 2.1).
    pub(crate) fn from_oid(octets: &[u8]) -> Option<Self> {
        let oid = ObjectIdentifier::from_bytes(octets).ok()?;
        const fn oid_of(dotted: &str) -> ObjectIdentifier {
            ObjectIdentifier::new_unwrap(dotted)
        }
        const OIDS: [(ObjectIdentifier, Hash); 5] = [
            (oid_of("1.3.14.3.2.26"), Hash::Sha1),
            (oid_of("2.16.840.1.101.3.4.2.4"), Hash::Sha224),
            (oid_of("2.16.840.1.101.3.4.2.1"), Hash::Sha256),
            (oid_of("2.16.840.1.101.3.4.2.2"), Hash::Sha384),
            (oid_of("2.16.840.1.101.3.4.2.3"), Hash::Sha512),
        ];
        OIDS.iter().find(|(o, _)| *o == oid).map(|(_, hash)| *hash)
    }

    /// Its usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Sha224 => "SHA-224",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }
}
