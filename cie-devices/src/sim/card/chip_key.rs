//! The chip's static key for chip authentication.

use zeroize::Zeroizing;

use super::access::{ChipSuite, cipher_of};
use crate::emrtd::crypto::curve::Curve;
use crate::emrtd::crypto::group::Group;
use crate::emrtd::crypto::kdf;
use crate::emrtd::crypto::standard;
use crate::emrtd::{Cipher, RandomSource, SecureMessaging, tlv};
use crate::{Code, Result};

/// What kind of key a virtual chip has, and which cipher follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChipKeyKind {
    /// RFC 5114, 2,048 bits with a subgroup of 256.
    Dh(Cipher),
    /// A curve.
    Ec(Curve, Cipher),
}

/// Prefix of id-PK and id-CA: 0.4.0.127.0.7.2.2.
const SMARTCARD: [u8; 7] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02];

/// id-ecPublicKey: 1.2.840.10045.2.1.
const EC_KEY: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
/// dhpublicnumber of X9.42: 1.2.840.10046.2.1.
const X942: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3E, 0x02, 0x01];

pub(super) struct ChipKey {
    pub(super) group: Group,
    pub(super) private: Zeroizing<Vec<u8>>,
    public: Vec<u8>,
    cipher: Cipher,
}

impl ChipKey {
    pub(super) fn draw(kind: ChipKeyKind, random: &mut dyn RandomSource) -> Result<Self> {
        let (group, cipher) = match kind {
            ChipKeyKind::Dh(cipher) => (standard::group(2).ok_or(Code::AccessUnsupported)?, cipher),
            ChipKeyKind::Ec(curve, cipher) => (Group::Ec(curve), cipher),
        };
        let private = group.draw(random)?;
        let public = group.public(&group.generator(), &private)?;
        Ok(Self {
            group,
            private,
            public,
            cipher,
        })
    }

    /// The number of the domain parameters (ICAO Doc 9303-11, 9.5.1).
    fn number(&self) -> u8 {
        match &self.group {
            Group::Dh(_) => 2,
            Group::Ec(curve) => curve.standard_number(),
        }
    }

    /// Parameters, cipher, private and public key.
    pub(super) fn parts(&self) -> (u8, u8, &[u8], &[u8]) {
        (
            self.number(),
            self.cipher.arc(),
            &self.private,
            &self.public,
        )
    }

    /// The key that [`parts`](Self::parts) described.
    pub(super) fn from_parts(
        number: u8,
        cipher: u8,
        private: &[u8],
        public: &[u8],
    ) -> Option<Self> {
        let group = standard::group(number.into())?;
        group.check(public).ok()?;
        Some(Self {
            group,
            private: Zeroizing::new(private.to_vec()),
            public: public.to_vec(),
            cipher: cipher_of(cipher)?,
        })
    }

    /// SecurityInfos of DG14: the key and its suite, and the suites of PACE, so that nobody can hide
    /// them.
    pub(super) fn infos(&self, suites: &[ChipSuite]) -> Vec<u8> {
        let elliptic = matches!(self.group, Group::Ec(_));
        let agreement = if elliptic { 2 } else { 1 };
        let key = match &self.group {
            Group::Dh(_) => tlv::integer(&self.public),
            Group::Ec(_) => self.public.clone(),
        };
        let algorithm = self.algorithm();
        let bits = tlv::write(0x03, &[&[0], key.as_slice()].concat());
        let info = [tlv::write(0x30, &algorithm), bits].concat();
        let id = |arcs: &[u8]| tlv::write(0x06, &[&SMARTCARD, arcs].concat());
        let public = [id(&[1, agreement]), tlv::write(0x30, &info)].concat();
        let suite = [
            id(&[3, agreement, self.cipher.arc()]),
            tlv::write(0x02, &[1]),
        ]
        .concat();
        let members = [
            tlv::write(0x30, &suite),
            tlv::write(0x30, &public),
            ChipSuite::infos(suites),
        ]
        .concat();
        tlv::write(0x31, &members)
    }

    /// The kind of key and its domain parameters: a curve by its name, numbers spelled out, as
    /// other readers expect them (RFC 3279, 2.3.3 and 2.3.5).
    fn algorithm(&self) -> Vec<u8> {
        let (kind, parameters) = match &self.group {
            Group::Ec(curve) => (EC_KEY, tlv::write(0x06, curve.oid())),
            Group::Dh(group) => {
                let order = group.order().unwrap_or_default();
                let numbers = [group.prime(), group.generator().to_vec(), order];
                let numbers = numbers.map(|n| tlv::integer(&n)).concat();
                (X942, tlv::write(0x30, &numbers))
            }
        };
        [tlv::write(0x06, kind), parameters].concat()
    }

    /// The channel that follows from the terminal's key.
    pub(super) fn agree(&self, theirs: &[u8]) -> Result<SecureMessaging> {
        let theirs = self.group.check(theirs)?;
        let shared = self.group.agree(&self.private, &theirs)?;
        SecureMessaging::from_secret(self.cipher, self.group.secret(&shared))
    }
}

/// Keys out of a secret, for the channels of the card.
pub(super) fn keys(secret: &[u8], cipher: Cipher) -> (Zeroizing<Vec<u8>>, Zeroizing<Vec<u8>>) {
    (
        kdf::derive(secret, kdf::Use::Encryption, cipher),
        kdf::derive(secret, kdf::Use::Checksum, cipher),
    )
}

#[cfg(test)]
mod tests {
    use der::asn1::{AnyRef, BitStringRef, ObjectIdentifier, SetOfVec, UintRef};
    use der::{Decode, Sequence};

    use super::*;

    #[derive(Sequence)]
    struct KeyInfo<'a> {
        protocol: ObjectIdentifier,
        key: PublicKeyInfo<'a>,
    }

    #[derive(Sequence)]
    struct PublicKeyInfo<'a> {
        algorithm: AnyRef<'a>,
        bits: BitStringRef<'a>,
    }

    /// One key in 256 begins with a zero, which DER does not write.
    #[test]
    fn a_key_that_begins_with_zeros_is_der() {
        let group = standard::group(2).unwrap();
        let length = group.generator().len();
        for zeros in 0..3 {
            let mut public = vec![0x11; length];
            public[..zeros].fill(0);
            let key = ChipKey {
                group: group.clone(),
                private: Zeroizing::default(),
                public,
                cipher: Cipher::TripleDes,
            };
            let written = key.infos(&[]);
            let infos = SetOfVec::<AnyRef<'_>>::from_der(&written).unwrap();
            let public = infos
                .iter()
                .find_map(|info| info.decode_as::<KeyInfo<'_>>().ok());
            let bits = public.unwrap().key.bits.raw_bytes();
            assert_eq!(
                UintRef::from_der(bits).unwrap().as_bytes().len(),
                length - zeros
            );
        }
    }
}
