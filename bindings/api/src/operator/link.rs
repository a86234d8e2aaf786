//! An operator card of the caller's.

use cie_core::redact::Secret;
use cie_devices::operator as device;

use crate::fault::{Code, Error};
use crate::{Bytes, Result};

choice! {
    /// How an operator card signs.
    pub enum SignatureAlgorithm {
        /// ECDSA on P-256 with SHA-256; the signature is the DER `ECDSA-Sig-Value` (RFC 3279, 2.2.3).
        EcdsaP256Sha256 = "ecdsa_p256_sha256",
        /// ECDSA on P-384 with SHA-384, in the same form.
        EcdsaP384Sha384 = "ecdsa_p384_sha384",
        /// RSASSA-PKCS1-v1_5 with SHA-256; the signature is as long as the modulus.
        RsaPkcs1Sha256 = "rsa_pkcs1_sha256",
        /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes.
        RsaPssSha256 = "rsa_pss_sha256",
    }
}

callback! {
    /// An operator card (SCO) that signs: a session of a PKCS#11 module of yours, or a
    /// `VirtualOperatorCard`. The PIN is between you and the card: present it before you hand the card
    /// over.
    pub trait SigningCard as OperatorCard;

    /// The certificate of the signing key, X.509 in DER.
    fn certificate() -> Bytes;

    /// How it signs.
    fn algorithm() -> SignatureAlgorithm;

    /// Signs a message; the card, or its driver, hashes it as `algorithm` says.
    fn sign(message: Bytes) -> Bytes;
}

/// The caller's card as the SDK signs with it.
pub(super) struct Linked {
    card: OperatorCard,
    certificate: Vec<u8>,
    algorithm: device::SignatureAlgorithm,
}

impl Linked {
    /// Asks the card for what does not change.
    pub(super) fn new(card: OperatorCard) -> Result<Self> {
        let failed = |failure| Error::new(Code::OperatorCard).caused_by(failure);
        let certificate = card.0.certificate().map_err(failed)?.0;
        let algorithm = match card.0.algorithm().map_err(failed)? {
            SignatureAlgorithm::EcdsaP256Sha256 => device::SignatureAlgorithm::EcdsaP256Sha256,
            SignatureAlgorithm::EcdsaP384Sha384 => device::SignatureAlgorithm::EcdsaP384Sha384,
            SignatureAlgorithm::RsaPkcs1Sha256 => device::SignatureAlgorithm::RsaPkcs1Sha256,
            SignatureAlgorithm::RsaPssSha256 => device::SignatureAlgorithm::RsaPssSha256,
        };
        Ok(Self {
            card,
            certificate,
            algorithm,
        })
    }
}

impl device::OperatorCard for Linked {
    fn label(&self) -> &'static str {
        "the caller's card"
    }

    fn presence(&self) -> device::Presence {
        device::Presence::Present
    }

    fn certificate(&self) -> cie_devices::Result<Vec<u8>> {
        Ok(self.certificate.clone())
    }

    fn algorithm(&self) -> device::SignatureAlgorithm {
        self.algorithm
    }

    fn tries_left(&self) -> Option<u8> {
        None
    }

    fn is_open(&self) -> bool {
        true
    }

    fn login(&mut self, _: &Secret) -> cie_devices::Result<()> {
        Err(cie_devices::Code::NotOffered.into())
    }

    fn logout(&mut self) {}

    fn sign(&mut self, message: &[u8]) -> cie_devices::Result<Vec<u8>> {
        let signed = self.card.0.sign(Bytes(message.to_vec()));
        let failed =
            |failure| cie_devices::Error::new(cie_devices::Code::SigningFailed).caused_by(failure);
        Ok(signed.map_err(failed)?.0)
    }
}
