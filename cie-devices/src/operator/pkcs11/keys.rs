//! Whether what a card returned is the signature of its certificate's key.

use der::Decode;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, RSA_PKCS1_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm,
};
use x509_cert::Certificate;

use crate::operator::SignatureAlgorithm;
use crate::{Code, Error, Result};

/// Checks a fresh signature before anybody sees it: a card with two keys may have used the other.
pub(super) fn check(
    certificate: &[u8],
    algorithm: SignatureAlgorithm,
    message: &[u8],
    signature: &[u8],
) -> Result<()> {
    let certificate = Certificate::from_der(certificate)
        .map_err(|e| Error::new(Code::BadCertificate).caused_by(e))?;
    let info = &certificate.tbs_certificate.subject_public_key_info;
    let key = info
        .subject_public_key
        .as_bytes()
        .ok_or(Code::BadCertificate)?;
    let with: &dyn VerificationAlgorithm = match algorithm {
        SignatureAlgorithm::EcdsaP256Sha256 => &ECDSA_P256_SHA256_ASN1,
        SignatureAlgorithm::EcdsaP384Sha384 => &ECDSA_P384_SHA384_ASN1,
        SignatureAlgorithm::RsaPkcs1Sha256 => &RSA_PKCS1_2048_8192_SHA256,
        SignatureAlgorithm::RsaPssSha256 => &RSA_PSS_2048_8192_SHA256,
    };
    UnparsedPublicKey::new(with, key)
        .verify(message, signature)
        .map_err(|_| Code::KeyMismatch.into())
}
