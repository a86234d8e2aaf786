//! How a card's key is asked to sign.

use cryptoki::mechanism::rsa::{PkcsMgfType, PkcsPssParams};
use cryptoki::mechanism::{Mechanism, MechanismType};
use cryptoki::slot::Slot;
use der::asn1::{Any, ObjectIdentifier, OctetStringRef, UintRef};
use der::{Encode, Sequence};
use ring::digest;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::fault::{self, About};
use super::worker::Worker;
use crate::operator::{KeyKind, SignatureAlgorithm};
use crate::{Code, Error, Result};

/// How an RSA key pads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RsaPadding {
    /// RSASSA-PKCS1-v1_5, which every card and every tool knows.
    #[default]
    Pkcs1,
    /// RSASSA-PSS, where the card offers it.
    Pss,
}

/// How this key signs with that padding.
pub(super) fn algorithm(key: KeyKind, padding: RsaPadding) -> Result<SignatureAlgorithm> {
    match (key.algorithm(), padding) {
        (Some(SignatureAlgorithm::RsaPkcs1Sha256), RsaPadding::Pss) => {
            Ok(SignatureAlgorithm::RsaPssSha256)
        }
        (Some(algorithm), _) => Ok(algorithm),
        (None, _) => Err(Error::new(Code::KeyUnusable).detail(format!("{key:?}"))),
    }
}

/// What is handed to the card, and how.
pub(super) struct Order {
    pub(super) mechanism: Mechanism<'static>,
    /// Whether the card takes the whole message and hashes it itself.
    pub(super) whole: bool,
}

/// The way that a card offers: a digest made here, else the whole message.
///
/// A key that asks for the PIN at each signature can only take a message in parts, which PKCS#11
/// knows for mechanisms that hash.
pub(super) fn order(
    worker: &Worker,
    slot: Slot,
    algorithm: SignatureAlgorithm,
    in_parts: bool,
) -> Result<Order> {
    let offered = worker
        .context()?
        .get_mechanism_list(slot)
        .map_err(|e| fault::of(e, "mechanisms of the card", About::Open))?;
    let pss = PkcsPssParams {
        hash_alg: MechanismType::SHA256,
        mgf: PkcsMgfType::MGF1_SHA256,
        s_len: 32.into(),
    };
    let (digest, whole) = match algorithm {
        SignatureAlgorithm::EcdsaP256Sha256 => (Mechanism::Ecdsa, Mechanism::EcdsaSha256),
        SignatureAlgorithm::EcdsaP384Sha384 => (Mechanism::Ecdsa, Mechanism::EcdsaSha384),
        SignatureAlgorithm::RsaPkcs1Sha256 => (Mechanism::RsaPkcs, Mechanism::Sha256RsaPkcs),
        SignatureAlgorithm::RsaPssSha256 => {
            (Mechanism::RsaPkcsPss(pss), Mechanism::Sha256RsaPkcsPss(pss))
        }
    };
    let has = |mechanism: &Mechanism<'_>| offered.contains(&mechanism.mechanism_type());
    if has(&digest) && !in_parts {
        Ok(Order {
            mechanism: digest,
            whole: false,
        })
    } else if has(&whole) {
        Ok(Order {
            mechanism: whole,
            whole: true,
        })
    } else {
        Err(Error::new(Code::NotOffered).detail(format!("{algorithm:?}")))
    }
}

/// What the card signs of a message, when it is not handed the whole.
pub(super) fn digested(algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>> {
    let hash = |with| digest::digest(with, message).as_ref().to_vec();
    match algorithm {
        SignatureAlgorithm::EcdsaP384Sha384 => Ok(hash(&digest::SHA384)),
        SignatureAlgorithm::EcdsaP256Sha256 | SignatureAlgorithm::RsaPssSha256 => {
            Ok(hash(&digest::SHA256))
        }
        SignatureAlgorithm::RsaPkcs1Sha256 => digest_info(&hash(&digest::SHA256)),
    }
}

/// DigestInfo of SHA-256 (RFC 8017, 9.2).
fn digest_info(hash: &[u8]) -> Result<Vec<u8>> {
    #[derive(Sequence)]
    struct DigestInfo<'a> {
        algorithm: AlgorithmIdentifierOwned,
        digest: OctetStringRef<'a>,
    }
    let written = |hash| {
        DigestInfo {
            algorithm: AlgorithmIdentifierOwned {
                oid: ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1"),
                parameters: Some(Any::null()),
            },
            digest: OctetStringRef::new(hash)?,
        }
        .to_der()
    };
    written(hash).map_err(|e| Error::new(Code::SigningFailed).caused_by(e))
}

/// The signature as messages carry it: PKCS#11 puts r and s of ECDSA side by side, X9.62 into a
/// sequence (RFC 3279, 2.2.3).
pub(super) fn written(algorithm: SignatureAlgorithm, signature: Vec<u8>) -> Result<Vec<u8>> {
    #[derive(Sequence)]
    struct EcdsaSigValue<'a> {
        r: UintRef<'a>,
        s: UintRef<'a>,
    }
    let length = match algorithm {
        SignatureAlgorithm::EcdsaP256Sha256 => 64,
        SignatureAlgorithm::EcdsaP384Sha384 => 96,
        SignatureAlgorithm::RsaPkcs1Sha256 | SignatureAlgorithm::RsaPssSha256 => {
            return Ok(signature);
        }
    };
    if signature.len() != length {
        return Err(Error::new(Code::SigningFailed).detail("length of the signature"));
    }
    let (r, s) = signature.split_at(length / 2);
    let value = || {
        EcdsaSigValue {
            r: UintRef::new(r)?,
            s: UintRef::new(s)?,
        }
        .to_der()
    };
    value().map_err(|e| Error::new(Code::SigningFailed).caused_by(e))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_hex::hex;

    /// RFC 8017, 9.2, note 1: the DER of DigestInfo for SHA-256.
    #[test]
    fn digest_info_is_that_of_the_standard() {
        let info = digest_info(&[0xAB; 32]).unwrap();
        let head = hex("3031300d060960864801650304020105000420");
        assert_eq!(info, [head, vec![0xAB; 32]].concat());
    }

    /// X.690, 8.3: the shortest form, with a zero before a first bit that is set.
    #[test]
    fn side_by_side_becomes_a_sequence() {
        let mut raw = vec![0; 64];
        raw[31] = 0x7F;
        raw[32] = 0x80;
        let der = written(SignatureAlgorithm::EcdsaP256Sha256, raw).unwrap();
        let s = [hex("022100"), vec![0x80], vec![0; 31]].concat();
        assert_eq!(der, [hex("302602017f"), s].concat());
        for wrong in [0, 63, 65, 96] {
            let error = written(SignatureAlgorithm::EcdsaP256Sha256, vec![1; wrong]).unwrap_err();
            assert_eq!(error.code(), Code::SigningFailed);
        }
    }
}
