//! Who can open a sealed message.

use std::fmt;

use der::{Decode, Encode};
use p256::ecdh::diffie_hellman;
use p256::pkcs8::DecodePrivateKey;
use p256::{PublicKey, SecretKey};
use x509_cert::Certificate;
use x509_cert::ext::pkix::KeyUsage;
use zeroize::Zeroizing;

use super::structure::{EC_PUBLIC_KEY, P256};
use crate::{Code, Error, Result};

/// The private side of a recipient; the key may live in a card or a module.
pub trait Recipient {
    /// The recipient's certificate, X.509 in DER.
    fn certificate(&self) -> &[u8];

    /// ECDH on P-256 with the recipient's private key: the x coordinate of the shared point, 32
    /// bytes big-endian.
    ///
    /// # Errors
    /// `CIE-DEV-205` when the sender's point (SEC 1, uncompressed) is not on the curve.
    fn agree(&self, sender: &[u8]) -> Result<Zeroizing<[u8; 32]>>;
}

/// A recipient whose private key is in memory.
pub struct SoftRecipient {
    key: SecretKey,
    certificate: Vec<u8>,
}

impl SoftRecipient {
    /// Takes a P-256 private key (PKCS#8 in DER) and the certificate of its public key (DER).
    ///
    /// # Errors
    /// `CIE-DEV-206` for another kind of key or certificate, `CIE-DEV-107` for an unreadable
    /// certificate, `CIE-DEV-108` when the two do not match.
    pub fn new(private_key: &[u8], certificate: &[u8]) -> Result<Self> {
        let key = SecretKey::from_pkcs8_der(private_key)
            .map_err(|e| Error::new(Code::RecipientUnsuitable).caused_by(e))?;
        let public = recipient_point(&parse(certificate)?)?;
        let certified = PublicKey::from_sec1_bytes(&public)
            .map_err(|e| Error::new(Code::RecipientUnsuitable).caused_by(e))?;
        if certified != key.public_key() {
            return Err(Code::KeyMismatch.into());
        }
        Ok(Self {
            key,
            certificate: certificate.to_vec(),
        })
    }
}

impl Recipient for SoftRecipient {
    fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    fn agree(&self, sender: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
        let sender = PublicKey::from_sec1_bytes(sender).map_err(|_| Code::EnvelopeNotOpened)?;
        let shared = diffie_hellman(self.key.to_nonzero_scalar(), sender.as_affine());
        Ok(Zeroizing::new((*shared.raw_secret_bytes()).into()))
    }
}

impl fmt::Debug for SoftRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SoftRecipient([secret])")
    }
}

/// Reads a certificate of a reasonable size.
pub(super) fn parse(certificate: &[u8]) -> Result<Certificate> {
    if certificate.len() > 64 << 10 {
        return Err(Code::BadCertificate.into());
    }
    Certificate::from_der(certificate).map_err(|e| Error::new(Code::BadCertificate).caused_by(e))
}

/// The public point of a certificate fit for P-256 key agreement, SEC 1 encoded.
pub(super) fn recipient_point(certificate: &Certificate) -> Result<Vec<u8>> {
    let unsuitable = || Error::from(Code::RecipientUnsuitable);
    let spki = &certificate.tbs_certificate.subject_public_key_info;
    let curve = spki
        .algorithm
        .parameters
        .as_ref()
        .and_then(|p| p.to_der().ok());
    if spki.algorithm.oid != EC_PUBLIC_KEY || curve != P256.to_der().ok() {
        return Err(unsuitable());
    }
    match certificate.tbs_certificate.get::<KeyUsage>() {
        Ok(None) => {}
        Ok(Some((_, usage))) if usage.key_agreement() => {}
        _ => return Err(unsuitable().detail("key usage without keyAgreement")),
    }
    spki.subject_public_key
        .as_bytes()
        .map(<[u8]>::to_vec)
        .ok_or_else(unsuitable)
}
