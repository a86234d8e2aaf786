//! Verifying what a card signed.

use std::fmt;

use chrono::{DateTime, Utc};
use cie_core::redact::Personal;
use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{ObjectIdentifier, OctetString};
use der::{Decode, Encode, Tag};
use ring::digest;
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, UnixTime};
use webpki::ring as algorithms;
use webpki::{EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter};
use x509_cert::Certificate;
use x509_cert::attr::Attributes;
use x509_cert::ext::pkix::{KeyUsage, SubjectKeyIdentifier};
use x509_cert::time::Time;

use super::attributes::{SigningCertificateV2, single};
use super::{MAX_MESSAGE, oids, pss};
use crate::der_shape::{Shape, shape};
use crate::moment::since_epoch;
use crate::{Code, Error, Result};

/// Most certificates looked at in a message.
const MAX_CERTIFICATES: usize = 16;

/// Signatures accepted on certificates of the path.
const PATH_ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] = &[
    algorithms::ECDSA_P256_SHA256,
    algorithms::ECDSA_P256_SHA384,
    algorithms::ECDSA_P384_SHA256,
    algorithms::ECDSA_P384_SHA384,
    algorithms::RSA_PKCS1_2048_8192_SHA256,
    algorithms::RSA_PKCS1_2048_8192_SHA384,
    algorithms::RSA_PKCS1_2048_8192_SHA512,
];

/// A message whose signature holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Verified {
    content: Personal<Vec<u8>>,
    signer: Personal<String>,
    certificate: Vec<u8>,
    signing_time: Option<DateTime<Utc>>,
}

impl Verified {
    /// What was signed.
    #[must_use]
    pub fn content(&self) -> &Personal<Vec<u8>> {
        &self.content
    }

    /// Subject of the signer's certificate (RFC 4514), which may name a person.
    #[must_use]
    pub fn signer(&self) -> &Personal<String> {
        &self.signer
    }

    /// The signer's certificate, X.509 in DER.
    #[must_use]
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// When the signer says to have signed; nobody else vouches for it.
    #[must_use]
    pub fn signing_time(&self) -> Option<DateTime<Utc>> {
        self.signing_time
    }
}

impl fmt::Debug for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Verified {{ content: [personal], signing_time: {:?} }}",
            self.signing_time
        )
    }
}

/// Verifies CMS SignedData in DER, as [`sign`](super::sign) makes it, against trust anchors
/// (certificates of authorities, X.509 in DER) at a moment given by the caller.
///
/// Accepted: one signer, signed attributes, a signed reference to the certificate
/// (signingCertificateV2), SHA-256 or better, ECDSA on P-256 and P-384 or RSA from 2048 bits,
/// with PKCS#1 v1.5 padding or PSS (SHA-256, MGF1 with SHA-256, 32 bytes of salt).
/// Extended key usages are not looked at, because those of the real SCO are not published.
/// Revocation is not checked here.
///
/// # Errors
/// `CIE-DEV-111` to `CIE-DEV-115` for the message, `CIE-DEV-116` when the content was altered,
/// `CIE-DEV-117` when the signature is wrong, `CIE-DEV-118` without the reference to the
/// certificate, `CIE-DEV-119` when the certificate is not trusted then, `CIE-DEV-120` when it is
/// not for signing, `CIE-DEV-107` for an unreadable anchor, `CIE-DEV-121` for the moment.
pub fn verify(
    message: &[u8],
    anchors: &[&[u8]],
    at: DateTime<Utc>,
    detached: Option<&[u8]>,
) -> Result<Verified> {
    examine(message, Some((anchors, at)), detached)
}

/// Checks that a message is whole: its content is the one signed, with the certificate in it.
/// Whether that certificate is anybody's is left open: see [`verify`].
///
/// # Errors
/// As [`verify`], but for `CIE-DEV-119` and `CIE-DEV-121`.
pub fn check_intact(message: &[u8], detached: Option<&[u8]>) -> Result<Verified> {
    examine(message, None, detached)
}

fn examine(
    message: &[u8],
    trust: Option<(&[&[u8]], DateTime<Utc>)>,
    detached: Option<&[u8]>,
) -> Result<Verified> {
    let signed = parse(message)?;
    let signer = only_signer(&signed)?;
    let attributes = signer
        .signed_attrs
        .as_ref()
        .ok_or_else(|| unsupported("signed attributes"))?;
    let content = content(&signed, detached)?;
    let hash = hash(signer)?;

    let given = single(attributes, oids::CONTENT_TYPE)
        .and_then(|value| value.decode_as::<ObjectIdentifier>().ok());
    if given != Some(signed.encap_content_info.econtent_type) {
        return Err(unsupported("content type attribute"));
    }
    let stated = single(attributes, oids::MESSAGE_DIGEST)
        .and_then(|value| value.decode_as::<OctetString>().ok())
        .ok_or_else(|| unsupported("message digest attribute"))?;
    if stated.as_bytes() != digest::digest(hash, content).as_ref() {
        return Err(Code::DigestMismatch.into());
    }

    let certificates = certificates(&signed);
    let certificate = certificates
        .iter()
        .find(|certificate| names(&signer.sid, certificate))
        .ok_or(Code::SignerCertificateMissing)?;
    let certificate_der = certificate.to_der().map_err(malformed)?;
    check_binding(attributes, &certificate_der)?;
    check_key_usage(certificate)?;

    let end_entity = CertificateDer::from(certificate_der.as_slice());
    let end_entity = EndEntityCert::try_from(&end_entity)
        .map_err(|e| Error::new(Code::SignerUntrusted).caused_by(e))?;
    let signed_bytes = attributes.to_der().map_err(malformed)?;
    check_signature(&end_entity, signer, &signed_bytes)?;
    if let Some((anchors, at)) = trust {
        check_path(&end_entity, &certificates, anchors, at)?;
    }

    Ok(Verified {
        content: Personal::new(content.to_vec()),
        signer: Personal::new(certificate.tbs_certificate.subject.to_string()),
        signing_time: signing_time(attributes),
        certificate: certificate_der,
    })
}

fn malformed(error: der::Error) -> Error {
    Error::new(Code::SignedMalformed).caused_by(error)
}

fn unsupported(what: &'static str) -> Error {
    Error::new(Code::SignedUnsupported).detail(what)
}

fn parse(message: &[u8]) -> Result<SignedData> {
    if message.len() > MAX_MESSAGE {
        return Err(Error::new(Code::SignedTooLarge)
            .detail(format!("{} bytes, at most {MAX_MESSAGE}", message.len())));
    }
    match shape(message) {
        Shape::Fine => {}
        Shape::Broken => return Err(Code::SignedMalformed.into()),
        Shape::TooMany => return Err(Error::new(Code::SignedTooLarge).detail("elements")),
    }
    let outer = ContentInfo::from_der(message).map_err(malformed)?;
    if outer.content_type != oids::SIGNED_DATA {
        return Err(unsupported("content type"));
    }
    outer.content.decode_as::<SignedData>().map_err(malformed)
}

fn only_signer(signed: &SignedData) -> Result<&SignerInfo> {
    match signed.signer_infos.0.as_slice() {
        [signer] => Ok(signer),
        _ => Err(unsupported("exactly one signer")),
    }
}

fn content<'a>(signed: &'a SignedData, detached: Option<&'a [u8]>) -> Result<&'a [u8]> {
    match (&signed.encap_content_info.econtent, detached) {
        (Some(embedded), None) if der::Tagged::tag(embedded) == Tag::OctetString => {
            Ok(embedded.value())
        }
        (Some(_), None) => Err(unsupported("content other than octets")),
        (None, Some(given)) => Ok(given),
        _ => Err(Code::ContentMissing.into()),
    }
}

fn hash(signer: &SignerInfo) -> Result<&'static digest::Algorithm> {
    match signer.digest_alg.oid {
        oids::SHA256 => Ok(&digest::SHA256),
        oids::SHA384 => Ok(&digest::SHA384),
        oids::SHA512 => Ok(&digest::SHA512),
        _ => Err(unsupported("digest algorithm")),
    }
}

fn certificates(signed: &SignedData) -> Vec<Certificate> {
    let choices = signed.certificates.iter().flat_map(|set| set.0.iter());
    choices
        .take(MAX_CERTIFICATES)
        .filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
            CertificateChoices::Other(_) => None,
        })
        .collect()
}

fn names(signer: &SignerIdentifier, certificate: &Certificate) -> bool {
    let tbs = &certificate.tbs_certificate;
    match signer {
        SignerIdentifier::IssuerAndSerialNumber(id) => {
            id.issuer == tbs.issuer && id.serial_number == tbs.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(id) => tbs
            .get::<SubjectKeyIdentifier>()
            .is_ok_and(|own| own.is_some_and(|(_, own)| own == *id)),
    }
}

/// The first reference must name the signer's certificate (RFC 5035, 3).
fn check_binding(attributes: &Attributes, certificate: &[u8]) -> Result<()> {
    let reference = single(attributes, oids::SIGNING_CERTIFICATE_V2)
        .and_then(|value| value.decode_as::<SigningCertificateV2>().ok());
    let first = reference
        .as_ref()
        .and_then(|reference| reference.certs.first());
    let bound = first.is_some_and(|id| {
        let algorithm = match id.hash_algorithm.as_ref().map_or(oids::SHA256, |a| a.oid) {
            oids::SHA256 => &digest::SHA256,
            oids::SHA384 => &digest::SHA384,
            oids::SHA512 => &digest::SHA512,
            _ => return false,
        };
        id.cert_hash.as_bytes() == digest::digest(algorithm, certificate).as_ref()
    });
    if bound {
        Ok(())
    } else {
        Err(Code::SignerBindingBroken.into())
    }
}

fn check_key_usage(certificate: &Certificate) -> Result<()> {
    match certificate.tbs_certificate.get::<KeyUsage>() {
        Ok(None) => Ok(()),
        Ok(Some((_, usage))) if usage.digital_signature() || usage.non_repudiation() => Ok(()),
        _ => Err(Code::SignerKeyUsage.into()),
    }
}

fn check_signature(signer: &EndEntityCert<'_>, info: &SignerInfo, signed: &[u8]) -> Result<()> {
    let candidates: &[&dyn SignatureVerificationAlgorithm] =
        match (info.signature_algorithm.oid, info.digest_alg.oid) {
            (oids::ECDSA_SHA256, oids::SHA256) => {
                &[algorithms::ECDSA_P256_SHA256, algorithms::ECDSA_P384_SHA256]
            }
            (oids::ECDSA_SHA384, oids::SHA384) => {
                &[algorithms::ECDSA_P384_SHA384, algorithms::ECDSA_P256_SHA384]
            }
            (oids::RSA_PSS, oids::SHA256)
                if pss::is_sha256(info.signature_algorithm.parameters.as_ref()) =>
            {
                &[algorithms::RSA_PSS_2048_8192_SHA256_LEGACY_KEY]
            }
            (oids::RSA | oids::RSA_SHA256, oids::SHA256) => {
                &[algorithms::RSA_PKCS1_2048_8192_SHA256]
            }
            (oids::RSA | oids::RSA_SHA384, oids::SHA384) => {
                &[algorithms::RSA_PKCS1_2048_8192_SHA384]
            }
            (oids::RSA | oids::RSA_SHA512, oids::SHA512) => {
                &[algorithms::RSA_PKCS1_2048_8192_SHA512]
            }
            _ => return Err(unsupported("signature algorithm")),
        };
    let signature = info.signature.as_bytes();
    if candidates
        .iter()
        .any(|a| signer.verify_signature(*a, signed, signature).is_ok())
    {
        Ok(())
    } else {
        Err(Code::SignatureInvalid.into())
    }
}

/// Accepts any extended key usage: those of the real SCO are not published.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> std::result::Result<(), webpki::Error> {
        Ok(())
    }
}

fn check_path(
    signer: &EndEntityCert<'_>,
    certificates: &[Certificate],
    anchors: &[&[u8]],
    at: DateTime<Utc>,
) -> Result<()> {
    let anchors: Vec<CertificateDer<'_>> = anchors
        .iter()
        .map(|anchor| CertificateDer::from(*anchor))
        .collect();
    let anchors = anchors
        .iter()
        .map(webpki::anchor_from_trusted_cert)
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(|e| Error::new(Code::BadCertificate).caused_by(e))?;
    let others = certificates
        .iter()
        .map(|certificate| certificate.to_der().map(CertificateDer::from))
        .collect::<der::Result<Vec<_>>>()
        .map_err(malformed)?;
    let moment = UnixTime::since_unix_epoch(since_epoch(at)?);
    signer
        .verify_for_usage(
            PATH_ALGORITHMS,
            &anchors,
            &others,
            moment,
            AnyPurpose,
            None,
            None,
        )
        .map(|_| ())
        .map_err(|e| Error::new(Code::SignerUntrusted).caused_by(e))
}

fn signing_time(attributes: &Attributes) -> Option<DateTime<Utc>> {
    let time = single(attributes, oids::SIGNING_TIME)?.to_der().ok()?;
    let time = Time::from_der(&time).ok()?;
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok()?;
    DateTime::from_timestamp(seconds, 0)
}
