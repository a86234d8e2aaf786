//! What a card's certificate says.

use std::fmt;

use chrono::{DateTime, Utc};
use cie_core::journal::Hash;
use cie_core::redact::Personal;
use der::asn1::ObjectIdentifier;
use der::{Decode, Encode};
use x509_cert::Certificate;
use x509_cert::ext::pkix::KeyUsage;

use super::SignatureAlgorithm;
use crate::der_shape::{Shape, shape};
use crate::{Code, Error, Result};

/// Longest certificate read, in bytes.
pub const MAX_CERTIFICATE: usize = 64 << 10;
/// Attributes looked at in a name.
const MAX_ATTRIBUTES: usize = 64;

/// rsaEncryption (RFC 8017, appendix C).
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
/// id-ecPublicKey (RFC 5480, 2.1.1).
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
/// secp256r1 (RFC 5480, 2.1.1.1).
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
/// secp384r1 (RFC 5480, 2.1.1.1).
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");

/// What a certificate is needed for. The profile of the real SCO is not published: without the
/// extension `keyUsage` a certificate may serve for anything (RFC 5280, 4.2.1.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Need {
    /// Signing: contentCommitment (nonRepudiation) or digitalSignature.
    #[default]
    Signature,
    /// Signing with a certificate made for just that: contentCommitment.
    Commitment,
    /// Logging in: digitalSignature.
    Authentication,
}

/// What the key of a certificate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyKind {
    /// RSA, with the length of the modulus in bits.
    Rsa(usize),
    /// NIST P-256.
    P256,
    /// NIST P-384.
    P384,
    /// Another one, which does not sign here.
    Other,
}

impl KeyKind {
    /// How such a key signs, RSA with PKCS#1 v1.5 padding; nothing for keys that are not taken.
    #[must_use]
    pub fn algorithm(self) -> Option<SignatureAlgorithm> {
        match self {
            Self::Rsa(2048..=4096) => Some(SignatureAlgorithm::RsaPkcs1Sha256),
            Self::P256 => Some(SignatureAlgorithm::EcdsaP256Sha256),
            Self::P384 => Some(SignatureAlgorithm::EcdsaP384Sha384),
            Self::Rsa(_) | Self::Other => None,
        }
    }
}

/// A certificate of a card, with what is chosen and shown of it.
#[derive(Clone, PartialEq, Eq)]
pub struct CardCertificate {
    der: Vec<u8>,
    fingerprint: Hash,
    issuer: String,
    serial: String,
    subject: Personal<String>,
    attributes: Personal<Vec<(ObjectIdentifier, String)>>,
    not_before: DateTime<Utc>,
    not_after: DateTime<Utc>,
    usage: Option<(bool, bool)>,
    key: KeyKind,
}

impl CardCertificate {
    /// Reads an X.509 certificate in DER, of at most [`MAX_CERTIFICATE`] bytes.
    ///
    /// # Errors
    /// `CIE-DEV-107` when it is not one.
    pub fn parse(der: &[u8]) -> Result<Self> {
        if der.len() > MAX_CERTIFICATE || !matches!(shape(der), Shape::Fine) {
            return Err(Code::BadCertificate.into());
        }
        let certificate = Certificate::from_der(der).map_err(bad)?;
        let tbs = &certificate.tbs_certificate;
        let time = |time: &x509_cert::time::Time| {
            i64::try_from(time.to_unix_duration().as_secs())
                .ok()
                .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
                .ok_or(Code::BadCertificate)
        };
        let usage = tbs.get::<KeyUsage>().map_err(bad)?;
        let attributes = tbs.subject.0.iter().flat_map(|set| set.0.iter());
        let attributes = attributes
            .take(MAX_ATTRIBUTES)
            .filter_map(|one| Some((one.oid, text(&one.value)?)))
            .collect();
        let mut serial = String::new();
        for byte in tbs.serial_number.as_bytes() {
            fmt::Write::write_fmt(&mut serial, format_args!("{byte:02X}")).map_err(bad)?;
        }
        Ok(Self {
            fingerprint: Hash::of(der),
            der: der.to_vec(),
            issuer: tbs.issuer.to_string(),
            serial,
            subject: Personal::new(tbs.subject.to_string()),
            attributes: Personal::new(attributes),
            not_before: time(&tbs.validity.not_before)?,
            not_after: time(&tbs.validity.not_after)?,
            usage: usage.map(|(_, usage)| (usage.digital_signature(), usage.non_repudiation())),
            key: key_kind(&certificate),
        })
    }

    /// The certificate, X.509 in DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// SHA-256 of the DER: what names the certificate in choices and in the journal.
    #[must_use]
    pub fn fingerprint(&self) -> Hash {
        self.fingerprint
    }

    /// Name of the issuer (RFC 4514).
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Serial number, as upper-case hexadecimal digits of its DER content.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// Name of the subject (RFC 4514), which may be a person's.
    #[must_use]
    pub fn subject(&self) -> &Personal<String> {
        &self.subject
    }

    /// First moment of validity.
    #[must_use]
    pub fn not_before(&self) -> DateTime<Utc> {
        self.not_before
    }

    /// Last moment of validity.
    #[must_use]
    pub fn not_after(&self) -> DateTime<Utc> {
        self.not_after
    }

    /// What the key is.
    #[must_use]
    pub fn key(&self) -> KeyKind {
        self.key
    }

    /// Whether it is valid at that moment, both ends included (RFC 5280, 4.1.2.5).
    #[must_use]
    pub fn is_valid_at(&self, at: DateTime<Utc>) -> bool {
        // Certificates tell whole seconds.
        let at = at.timestamp();
        self.not_before.timestamp() <= at && at <= self.not_after.timestamp()
    }

    /// Whether its key usage allows what is needed.
    #[must_use]
    pub fn serves(&self, need: Need) -> bool {
        match (self.usage, need) {
            (None, _) => true,
            (Some((digital, commitment)), Need::Signature) => digital || commitment,
            (Some((_, commitment)), Need::Commitment) => commitment,
            (Some((digital, _)), Need::Authentication) => digital,
        }
    }

    /// Whether the subject has an attribute with just this value.
    pub(super) fn has_attribute(&self, oid: ObjectIdentifier, value: &str) -> bool {
        let mut all = self.attributes.expose().iter();
        all.any(|(one, text)| *one == oid && text == value)
    }
}

impl fmt::Debug for CardCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardCertificate({})", self.fingerprint)
    }
}

fn bad(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(Code::BadCertificate).caused_by(error)
}

fn text(value: &der::Any) -> Option<String> {
    use der::asn1::{Ia5StringRef, PrintableStringRef, TeletexStringRef, Utf8StringRef};
    use der::{Tag, Tagged};
    Some(match value.tag() {
        Tag::Utf8String => value.decode_as::<Utf8StringRef<'_>>().ok()?.to_string(),
        Tag::PrintableString => value
            .decode_as::<PrintableStringRef<'_>>()
            .ok()?
            .to_string(),
        Tag::Ia5String => value.decode_as::<Ia5StringRef<'_>>().ok()?.to_string(),
        Tag::TeletexString => value.decode_as::<TeletexStringRef<'_>>().ok()?.to_string(),
        _ => return None,
    })
}

fn key_kind(certificate: &Certificate) -> KeyKind {
    let spki = &certificate.tbs_certificate.subject_public_key_info;
    let curve = || {
        let parameters = spki.algorithm.parameters.as_ref()?;
        parameters.decode_as::<ObjectIdentifier>().ok()
    };
    match spki.algorithm.oid {
        RSA => spki
            .subject_public_key
            .as_bytes()
            .and_then(modulus_bits)
            .map_or(KeyKind::Other, KeyKind::Rsa),
        EC => match curve() {
            Some(P256) => KeyKind::P256,
            Some(P384) => KeyKind::P384,
            _ => KeyKind::Other,
        },
        _ => KeyKind::Other,
    }
}

/// Bits of the modulus of an RSAPublicKey (RFC 8017, A.1.1).
fn modulus_bits(key: &[u8]) -> Option<usize> {
    #[derive(der::Sequence)]
    struct RsaPublicKey {
        modulus: der::asn1::Uint,
        exponent: der::asn1::Uint,
    }
    let key = RsaPublicKey::from_der(key).ok()?;
    // The exponent only has to be there.
    key.exponent.to_der().ok()?;
    let bytes = key.modulus.as_bytes();
    let first = bytes.first()?;
    Some((bytes.len() - 1) * 8 + (8 - usize::try_from(first.leading_zeros()).ok()?))
}
