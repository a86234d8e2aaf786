//! Signing with a card that keeps its key.

use chrono::{DateTime, Utc};
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode, Encode, Tag};
use ring::digest;
use x509_cert::Certificate;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::attributes::signed_attributes;
use super::{MAX_CONTENT, oids, pss};
use crate::operator::{OperatorCard, SignatureAlgorithm};
use crate::{Code, Error, Result};

/// Where the signed content travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Placement {
    /// Inside the message.
    #[default]
    Embedded,
    /// Beside the message; who verifies must be given it.
    Detached,
}

/// Signs content with the operator card and returns CMS SignedData in DER.
///
/// Signed attributes: contentType, messageDigest (SHA-256, or SHA-384 for a key on P-384), signingTime, signingCertificateV2;
/// the card's certificate is included. The card must have verified its PIN.
///
/// # Errors
/// `CIE-DEV-111` beyond [`MAX_CONTENT`](super::MAX_CONTENT), `CIE-DEV-107` for the card's
/// certificate, `CIE-DEV-121` for the time, and what the card says (`CIE-DEV-101`, `CIE-DEV-102`,
/// `CIE-DEV-109`).
pub fn sign(
    content: &[u8],
    card: &mut dyn OperatorCard,
    signing_time: DateTime<Utc>,
    placement: Placement,
) -> Result<Vec<u8>> {
    if content.len() > MAX_CONTENT {
        return Err(Error::new(Code::SignedTooLarge)
            .detail(format!("{} bytes, at most {MAX_CONTENT}", content.len())));
    }
    let certificate_der = card.certificate()?;
    let certificate = Certificate::from_der(&certificate_der)
        .map_err(|e| Error::new(Code::BadCertificate).caused_by(e))?;
    let form = form(card.algorithm())?;
    let digest = digest::digest(form.hash, content);
    let attributes = signed_attributes(
        digest.as_ref(),
        signing_time,
        &certificate_der,
        &certificate,
    )?;
    // The signature covers the attributes as SET OF, not as the tagged field (RFC 5652, 5.4).
    let signature = card.sign(&attributes.to_der().map_err(malformed)?)?;

    let digest_alg = algorithm(form.digest, None);
    let tbs = &certificate.tbs_certificate;
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer.clone(),
            serial_number: tbs.serial_number.clone(),
        }),
        digest_alg: digest_alg.clone(),
        signed_attrs: Some(attributes),
        signature_algorithm: form.signature,
        signature: OctetString::new(signature).map_err(malformed)?,
        unsigned_attrs: None,
    };
    let econtent = match placement {
        Placement::Embedded => Some(Any::new(Tag::OctetString, content).map_err(malformed)?),
        Placement::Detached => None,
    };
    let signed = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: set(digest_alg)?,
        encap_content_info: EncapsulatedContentInfo {
            econtent_type: oids::DATA,
            econtent,
        },
        certificates: Some(CertificateSet(set(CertificateChoices::Certificate(
            certificate,
        ))?)),
        crls: None,
        signer_infos: SignerInfos(set(signer)?),
    };
    let content = Any::encode_from(&signed).map_err(malformed)?;
    ContentInfo {
        content_type: oids::SIGNED_DATA,
        content,
    }
    .to_der()
    .map_err(malformed)
}

/// How an algorithm of a card is written in a message.
struct Form {
    hash: &'static digest::Algorithm,
    digest: ObjectIdentifier,
    signature: AlgorithmIdentifierOwned,
}

fn form(of: SignatureAlgorithm) -> Result<Form> {
    let sha256 = |signature| Form {
        hash: &digest::SHA256,
        digest: oids::SHA256,
        signature,
    };
    Ok(match of {
        SignatureAlgorithm::EcdsaP256Sha256 => sha256(algorithm(oids::ECDSA_SHA256, None)),
        SignatureAlgorithm::EcdsaP384Sha384 => Form {
            hash: &digest::SHA384,
            digest: oids::SHA384,
            signature: algorithm(oids::ECDSA_SHA384, None),
        },
        SignatureAlgorithm::RsaPkcs1Sha256 => {
            sha256(algorithm(oids::RSA_SHA256, Some(Any::null())))
        }
        SignatureAlgorithm::RsaPssSha256 => {
            let parameters = pss::sha256().map_err(malformed)?;
            sha256(algorithm(oids::RSA_PSS, Some(parameters)))
        }
    })
}

fn algorithm(oid: ObjectIdentifier, parameters: Option<Any>) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid, parameters }
}

fn set<T: der::DerOrd>(one: T) -> Result<SetOfVec<T>> {
    SetOfVec::try_from(vec![one]).map_err(malformed)
}

fn malformed(error: der::Error) -> Error {
    Error::new(Code::SignedMalformed).caused_by(error)
}
