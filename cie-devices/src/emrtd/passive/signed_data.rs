//! CMS SignedData as documents and master lists carry it (RFC 5652), octets kept as they stand.

use chrono::{DateTime, Utc};

use super::certificate::{Certificate, DistinguishedName, read_all, time};
use super::signature::{Algorithm, PublicKey};
use crate::emrtd::crypto::hash::Hash;
use crate::emrtd::crypto::same;
use crate::emrtd::tlv::{self, Tlv};
use crate::{Code, Error, Result};

const SIGNED_DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
/// Attributes: 1.2.840.113549.1.9.x.
const PKCS9: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09];
/// Most certificates looked at in a message.
const MAX_CERTIFICATES: usize = 16;

/// A signed message with one signer.
#[derive(Clone, Debug)]
pub(super) struct SignedData {
    /// Type of the content, octets of its identifier.
    pub(super) content_type: Vec<u8>,
    /// What was signed.
    pub(super) content: Vec<u8>,
    /// Certificates carried along.
    pub(super) certificates: Vec<Certificate>,
    signer: Signer,
}

#[derive(Clone, Debug)]
struct Signer {
    id: SignerId,
    digest: Vec<u8>,
    /// The attributes as a SET, which is what the signature covers.
    attributes: Option<Vec<u8>>,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
}

#[derive(Clone, Debug)]
enum SignerId {
    IssuerAndSerial(DistinguishedName, Vec<u8>),
    Key(Vec<u8>),
}

/// A signature that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Checked {
    pub(super) algorithm: String,
    pub(super) signing_time: Option<DateTime<Utc>>,
}

fn malformed(what: &'static str) -> Error {
    Error::new(Code::SodMalformed).detail(what)
}

impl SignedData {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self> {
        Self::read(bytes).map_err(|e| match e.code() {
            Code::SodMalformed | Code::SodUnsupported => e,
            _ => Error::new(Code::SodMalformed).caused_by(e),
        })
    }

    fn read(bytes: &[u8]) -> Result<Self> {
        let outer = Tlv::expect(bytes, 0x30)?.children()?;
        let [kind, content] = outer.as_slice() else {
            return Err(malformed("outer message"));
        };
        if kind.value != SIGNED_DATA || content.tag != 0xA0 {
            return Err(malformed("not SignedData"));
        }
        let fields = Tlv::expect(content.value, 0x30)?.children()?;
        let [_, digests, encapsulated, rest @ ..] = fields.as_slice() else {
            return Err(malformed("fields"));
        };
        digests.tagged(0x31)?;
        let encapsulated = encapsulated.tagged(0x30)?.children()?;
        let [content_type, content] = encapsulated.as_slice() else {
            return Err(malformed("no content"));
        };
        let content = Tlv::expect(content.tagged(0xA0)?.value, 0x04)?;
        let certificates = match rest.iter().find(|field| field.tag == 0xA0) {
            Some(list) => read_all(list.value, MAX_CERTIFICATES)?.0,
            None => Vec::new(),
        };
        let signers = rest.iter().find(|field| field.tag == 0x31);
        let signers = signers.ok_or_else(|| malformed("no signer"))?.children()?;
        let [signer] = signers.as_slice() else {
            return Err(Error::new(Code::SodUnsupported).detail("exactly one signer"));
        };
        Ok(Self {
            content_type: content_type.tagged(0x06)?.value.to_vec(),
            content: content.value.to_vec(),
            certificates,
            signer: Signer::read(signer)?,
        })
    }

    /// The certificate that the signer names.
    pub(super) fn signer(&self) -> Result<&Certificate> {
        self.certificates
            .iter()
            .find(|certificate| match &self.signer.id {
                SignerId::IssuerAndSerial(issuer, serial) => {
                    certificate.serial() == serial && certificate.issuer().same_as(issuer)
                }
                SignerId::Key(key) => certificate.subject_key() == Some(key),
            })
            .ok_or_else(|| Code::DocumentSignerMissing.into())
    }

    /// Checks content and signature against the signer's certificate.
    pub(super) fn check(&self, certificate: &Certificate) -> Result<Checked> {
        let signer = &self.signer;
        let digest = algorithm_hash(&signer.digest)
            .ok_or_else(|| Error::new(Code::SodUnsupported).detail("digest algorithm"))?;
        let algorithm = Algorithm::read(&signer.algorithm, Some(digest))?;
        let key = PublicKey::read(certificate.public_key())?;
        let mut signing_time = None;
        let signed: &[u8] = match &signer.attributes {
            None => &self.content,
            Some(attributes) => {
                signing_time = self.check_attributes(attributes, digest)?;
                attributes
            }
        };
        if !algorithm.verify(&key, signed, &signer.signature)? {
            return Err(Code::SodSignatureWrong.into());
        }
        Ok(Checked {
            algorithm: algorithm.name(),
            signing_time,
        })
    }

    /// Content type and digest must be those of the content; gives the signing time, if stated.
    fn check_attributes(&self, set: &[u8], hash: Hash) -> Result<Option<DateTime<Utc>>> {
        let (mut digest, mut content_type, mut signing_time) = (None, None, None);
        for attribute in Tlv::expect(set, 0x31)?.children()? {
            let parts = attribute.tagged(0x30)?.children()?;
            let [oid, values] = parts.as_slice() else {
                return Err(malformed("attribute"));
            };
            let values = values.tagged(0x31)?.children()?;
            let [value] = values.as_slice() else {
                continue;
            };
            let slot = match oid.value.strip_prefix(PKCS9) {
                Some([3]) => &mut content_type,
                Some([4]) => &mut digest,
                Some([5]) => &mut signing_time,
                _ => continue,
            };
            if slot.replace(*value).is_some() {
                return Err(malformed("attribute given twice"));
            }
        }
        let stated = content_type.map(|value| value.value);
        if stated != Some(self.content_type.as_slice()) {
            return Err(malformed("content type attribute"));
        }
        let digest = digest.ok_or_else(|| malformed("no digest"))?;
        if !same(digest.value, &hash.digest(&[&self.content])) {
            return Err(Code::SodDigestWrong.into());
        }
        Ok(signing_time.as_ref().and_then(time))
    }
}

impl Signer {
    fn read(signer: &Tlv<'_>) -> Result<Self> {
        let fields = signer.tagged(0x30)?.children()?;
        let [_, id, digest, rest @ ..] = fields.as_slice() else {
            return Err(malformed("signer"));
        };
        let id = match id.tag {
            0x30 => match id.children()?.as_slice() {
                [issuer, serial] => SignerId::IssuerAndSerial(
                    DistinguishedName::read(issuer)?,
                    serial.tagged(0x02)?.value.to_vec(),
                ),
                _ => return Err(malformed("signer identifier")),
            },
            0x80 => SignerId::Key(id.value.to_vec()),
            _ => return Err(malformed("signer identifier")),
        };
        let (attributes, rest) = match rest {
            [attributes, rest @ ..] if attributes.tag == 0xA0 => {
                // Signed under the tag of a SET (RFC 5652, 5.4).
                (Some(tlv::write(0x31, attributes.value)), rest)
            }
            rest => (None, rest),
        };
        let [algorithm, signature, ..] = rest else {
            return Err(malformed("signature"));
        };
        Ok(Self {
            id,
            digest: digest.tagged(0x30)?.whole.to_vec(),
            attributes,
            algorithm: algorithm.tagged(0x30)?.whole.to_vec(),
            signature: signature.tagged(0x04)?.value.to_vec(),
        })
    }
}

/// The hash that an AlgorithmIdentifier names.
pub(super) fn algorithm_hash(identifier: &[u8]) -> Option<Hash> {
    let parts = Tlv::expect(identifier, 0x30).ok()?.children().ok()?;
    Hash::from_oid(parts.first()?.value)
}
