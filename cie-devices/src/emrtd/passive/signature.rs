//! Signatures by the algorithms that travel documents use.

use ring::signature as rsa;

use crate::emrtd::crypto::curve::Curve;
use crate::emrtd::crypto::hash::Hash;
use crate::emrtd::security_info::{bit_string, integer};
use crate::emrtd::tlv::{self, Tlv};
use crate::{Code, Error, Result};

/// PKCS#1: 1.2.840.113549.1.1.
const PKCS1: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01];
/// ecdsa-with-SHA1 and ecdsa-with-SHA2: 1.2.840.10045.4.
const ECDSA: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04];
/// id-ecPublicKey: 1.2.840.10045.2.1.
const EC_KEY: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
/// ecdsa-plain-signatures of BSI TR-03111: 0.4.0.127.0.7.1.1.4.1.
const PLAIN_ECDSA: &[u8] = &[0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01];
fn unsupported(what: &'static str) -> Error {
    Error::new(Code::SodUnsupported).detail(what)
}

/// A public key that signatures are checked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PublicKey {
    /// RSAPublicKey in DER.
    Rsa(Vec<u8>),
    /// An uncompressed point.
    Ec(Curve, Vec<u8>),
}

impl PublicKey {
    /// Reads SubjectPublicKeyInfo.
    pub(crate) fn read(info: &[u8]) -> Result<Self> {
        let parts = Tlv::expect(info, 0x30)?.children()?;
        let [algorithm, key] = parts.as_slice() else {
            return Err(unsupported("public key"));
        };
        let key = bit_string(key).ok_or_else(|| unsupported("public key"))?;
        let algorithm = algorithm.tagged(0x30)?.children()?;
        let (oid, parameters) = algorithm.split_first().ok_or_else(|| unsupported("key"))?;
        if oid.value == EC_KEY {
            let curve = parameters.first().and_then(curve_of);
            let curve = curve.ok_or_else(|| unsupported("curve"))?;
            return Ok(Self::Ec(curve, key.to_vec()));
        }
        match oid.value.strip_prefix(PKCS1) {
            Some([1 | 10]) => Ok(Self::Rsa(key.to_vec())),
            _ => Err(unsupported("kind of public key")),
        }
    }
}

/// A curve by its name, or spelled out.
pub(crate) fn curve_of(parameters: &Tlv<'_>) -> Option<Curve> {
    if parameters.tag == 0x06 {
        let named = |curve: &Curve| curve.oid() == parameters.value;
        return Curve::ALL.into_iter().find(named);
    }
    // ECParameters: version, field, curve, base, order, cofactor (RFC 3279, 2.3.5).
    let members = parameters.tagged(0x30).ok()?.children().ok()?;
    let [_, field, curve, base, ..] = members.as_slice() else {
        return None;
    };
    let field = field.children().ok()?;
    let prime = field.get(1)?.unsigned()?;
    let curve = curve.children().ok()?;
    let [a, b, ..] = curve.as_slice() else {
        return None;
    };
    Curve::from_parameters(prime, a.value, b.value, base.value)
}

/// How something was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    /// RSASSA-PKCS1-v1_5.
    RsaPkcs1(Hash),
    /// RSASSA-PSS, with a salt as long as the digest.
    RsaPss(Hash),
    /// ECDSA.
    Ecdsa {
        /// Digest.
        hash: Hash,
        /// Whether r and s stand side by side, without ASN.1.
        plain: bool,
    },
}

impl Algorithm {
    /// Reads AlgorithmIdentifier. `digest` is the hash named beside it, for identifiers that name
    /// none.
    pub(crate) fn read(identifier: &[u8], digest: Option<Hash>) -> Result<Self> {
        let parts = Tlv::expect(identifier, 0x30)?.children()?;
        let (oid, parameters) = parts
            .split_first()
            .ok_or_else(|| unsupported("algorithm"))?;
        let oid = oid.tagged(0x06)?.value;
        let given = || digest.ok_or_else(|| unsupported("digest not named"));
        if let Some([arc]) = oid.strip_prefix(PKCS1) {
            return match arc {
                1 => given().map(Self::RsaPkcs1),
                5 => Ok(Self::RsaPkcs1(Hash::Sha1)),
                10 => pss(parameters.first()),
                11 => Ok(Self::RsaPkcs1(Hash::Sha256)),
                12 => Ok(Self::RsaPkcs1(Hash::Sha384)),
                13 => Ok(Self::RsaPkcs1(Hash::Sha512)),
                14 => Ok(Self::RsaPkcs1(Hash::Sha224)),
                _ => Err(unsupported("RSA algorithm")),
            };
        }
        let hash = match oid.strip_prefix(ECDSA) {
            Some([1]) => Some(Hash::Sha1),
            Some([3, 1]) => Some(Hash::Sha224),
            Some([3, 2]) => Some(Hash::Sha256),
            Some([3, 3]) => Some(Hash::Sha384),
            Some([3, 4]) => Some(Hash::Sha512),
            _ => None,
        };
        if let Some(hash) = hash {
            return Ok(Self::Ecdsa { hash, plain: false });
        }
        if oid == EC_KEY {
            return given().map(|hash| Self::Ecdsa { hash, plain: false });
        }
        let hash = match oid.strip_prefix(PLAIN_ECDSA) {
            Some([1]) => Hash::Sha1,
            Some([2]) => Hash::Sha224,
            Some([3]) => Hash::Sha256,
            Some([4]) => Hash::Sha384,
            Some([5]) => Hash::Sha512,
            _ => return Err(unsupported("signature algorithm")),
        };
        Ok(Self::Ecdsa { hash, plain: true })
    }

    /// Its usual name.
    pub(crate) fn name(self) -> String {
        match self {
            Self::RsaPkcs1(hash) => format!("RSA PKCS#1 v1.5, {}", hash.name()),
            Self::RsaPss(hash) => format!("RSA-PSS, {}", hash.name()),
            Self::Ecdsa { hash, .. } => format!("ECDSA, {}", hash.name()),
        }
    }

    /// Whether the signature over the message is right.
    pub(crate) fn verify(self, key: &PublicKey, message: &[u8], signature: &[u8]) -> Result<bool> {
        let algorithm: &dyn rsa::VerificationAlgorithm = match (self, key) {
            (Self::Ecdsa { hash, plain }, PublicKey::Ec(curve, point)) => {
                let digest = hash.digest(&[message]);
                let numbers = if plain {
                    signature.split_at_checked(signature.len() / 2)
                } else {
                    parse_ecdsa(signature)
                };
                let Some((r, s)) = numbers else {
                    return Ok(false);
                };
                return Ok(curve.verify(point, &digest, r, s));
            }
            (Self::RsaPkcs1(Hash::Sha1), _) => &rsa::RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY,
            (Self::RsaPkcs1(Hash::Sha256), _) => &rsa::RSA_PKCS1_2048_8192_SHA256,
            (Self::RsaPkcs1(Hash::Sha384), _) => &rsa::RSA_PKCS1_2048_8192_SHA384,
            (Self::RsaPkcs1(Hash::Sha512), _) => &rsa::RSA_PKCS1_2048_8192_SHA512,
            (Self::RsaPss(Hash::Sha256), _) => &rsa::RSA_PSS_2048_8192_SHA256,
            (Self::RsaPss(Hash::Sha384), _) => &rsa::RSA_PSS_2048_8192_SHA384,
            (Self::RsaPss(Hash::Sha512), _) => &rsa::RSA_PSS_2048_8192_SHA512,
            _ => return Err(unsupported("signature algorithm")),
        };
        let PublicKey::Rsa(key) = key else {
            return Err(unsupported("key of another kind than the signature"));
        };
        let key = rsa::UnparsedPublicKey::new(algorithm, key);
        Ok(key.verify(message, signature).is_ok())
    }
}

/// RSASSA-PSS-params (RFC 4055, 3.1).
fn pss(parameters: Option<&Tlv<'_>>) -> Result<Algorithm> {
    let parameters = parameters.ok_or_else(|| unsupported("PSS parameters"))?;
    let members = parameters.tagged(0x30)?.children()?;
    let hash_of = |identifier: &[u8]| -> Result<Hash> {
        let parts = Tlv::expect(identifier, 0x30)?.children()?;
        parts
            .first()
            .and_then(|oid| Hash::from_oid(oid.value))
            .ok_or_else(|| unsupported("PSS digest"))
    };
    let hash = tlv::find(&members, 0xA0).map_or(Ok(Hash::Sha1), hash_of)?;
    let mask = match tlv::find(&members, 0xA1) {
        Ok(mask) => {
            let parts = Tlv::expect(mask, 0x30)?.children()?;
            let inner = parts.get(1).ok_or_else(|| unsupported("PSS mask"))?;
            hash_of(inner.whole)?
        }
        Err(_) => Hash::Sha1,
    };
    let salt = match tlv::find(&members, 0xA2) {
        Ok(salt) => Tlv::read(salt).ok().and_then(|(salt, _)| integer(&salt)),
        Err(_) => Some(20),
    };
    let length = hash.digest(&[]).len() as u64;
    if mask != hash || salt != Some(length) {
        return Err(unsupported("PSS parameters"));
    }
    Ok(Algorithm::RsaPss(hash))
}

/// ECDSA-Sig-Value: r and s (RFC 3279, 2.2.3).
pub(crate) fn parse_ecdsa(signature: &[u8]) -> Option<(&[u8], &[u8])> {
    let members = Tlv::expect(signature, 0x30).ok()?.children().ok()?;
    match members.as_slice() {
        [r, s] => Some((r.unsigned()?, s.unsigned()?)),
        _ => None,
    }
}
