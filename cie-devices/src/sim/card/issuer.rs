//! The test authority's document signer.

use std::fmt;

use ring::rand::{SecureRandom, SystemRandom};
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair};

use crate::emrtd::Hash;
use crate::emrtd::tlv::{self, Tlv};
use crate::sim::{Issued, Purpose, TestAuthority, Validity};
use crate::{Code, Error, Result};

const SIGNED_DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
const LDS_SECURITY_OBJECT: &[u8] = &[0x67, 0x81, 0x08, 0x01, 0x01, 0x01];
const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
const ECDSA_SHA256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02];
const CONTENT_TYPE: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04];

/// Honest simulator of a State's document signing: an authority and one document signer, ECDSA P-256
/// with SHA-256, `O=SIMULATED` in every name.
pub struct TestIssuer {
    authority: TestAuthority,
    signer: Issued,
}

impl TestIssuer {
    /// Makes authority and signer, both valid for the period.
    ///
    /// # Errors
    /// `CIE-DEV-207` without randomness, `CIE-DEV-121` for a bad period.
    pub fn generate(validity: Validity, rng: &dyn SecureRandom) -> Result<Self> {
        let authority = TestAuthority::generate("Test CSCA", validity, rng)?;
        let signer = authority.issue("Test Document Signer", Purpose::Signing, validity, rng)?;
        Ok(Self { authority, signer })
    }

    /// The authority's certificate in DER: what a reader must trust to accept these cards.
    #[must_use]
    pub fn authority(&self) -> &[u8] {
        self.authority.certificate()
    }

    /// Signs files under their numbers: a security object, with its outer tag.
    ///
    /// # Errors
    /// `CIE-DEV-109` when signing fails.
    pub fn sign(&self, files: &[(u8, &[u8])]) -> Result<Vec<u8>> {
        let content = content(files);
        let digest = Hash::Sha256.digest(&[&content]);
        let attribute = |oid: &[u8], value: Vec<u8>| {
            let parts = [tlv::write(0x06, oid), tlv::write(0x31, &value)];
            tlv::write(0x30, &parts.concat())
        };
        let attributes = [
            attribute(CONTENT_TYPE, tlv::write(0x06, LDS_SECURITY_OBJECT)),
            attribute(MESSAGE_DIGEST, tlv::write(0x04, &digest)),
        ]
        .concat();
        let signature = self.signature(&tlv::write(0x31, &attributes))?;

        let algorithm = |oid: &[u8]| tlv::write(0x30, &tlv::write(0x06, oid));
        let signer = [
            tlv::write(0x02, &[1]),
            self.signer_id()?,
            algorithm(SHA256),
            tlv::write(0xA0, &attributes),
            algorithm(ECDSA_SHA256),
            tlv::write(0x04, &signature),
        ];
        let inner = tlv::write(0xA0, &tlv::write(0x04, &content));
        let encapsulated = [tlv::write(0x06, LDS_SECURITY_OBJECT), inner].concat();
        let message = [
            tlv::write(0x02, &[3]),
            tlv::write(0x31, &algorithm(SHA256)),
            tlv::write(0x30, &encapsulated),
            tlv::write(0xA0, &self.signer.certificate),
            tlv::write(0x31, &tlv::write(0x30, &signer.concat())),
        ];
        let message = tlv::write(0xA0, &tlv::write(0x30, &message.concat()));
        let outer = [tlv::write(0x06, SIGNED_DATA), message].concat();
        Ok(tlv::write(0x77, &tlv::write(0x30, &outer)))
    }

    fn signature(&self, message: &[u8]) -> Result<Vec<u8>> {
        let failed = || Error::from(Code::SigningFailed);
        let rng = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let key = EcdsaKeyPair::from_pkcs8(algorithm, &self.signer.private_key, &rng)
            .map_err(|_| failed())?;
        let signature = key.sign(&rng, message).map_err(|_| failed())?;
        Ok(signature.as_ref().to_vec())
    }

    /// Issuer and serial of the signer's certificate, as they stand in it.
    fn signer_id(&self) -> Result<Vec<u8>> {
        let certificate = Tlv::expect(&self.signer.certificate, 0x30)?;
        let fields = Tlv::expect(certificate.value, 0x30)?.children()?;
        match fields.as_slice() {
            [_, serial, _, issuer, ..] => {
                Ok(tlv::write(0x30, &[issuer.whole, serial.whole].concat()))
            }
            _ => Err(Code::BadCertificate.into()),
        }
    }
}

impl fmt::Debug for TestIssuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TestIssuer(SIMULATED)")
    }
}

/// LDSSecurityObject, version 0.
fn content(files: &[(u8, &[u8])]) -> Vec<u8> {
    let entries: Vec<u8> = files
        .iter()
        .flat_map(|(number, file)| {
            let digest = Hash::Sha256.digest(&[file]);
            let entry = [tlv::write(0x02, &[*number]), tlv::write(0x04, &digest)];
            tlv::write(0x30, &entry.concat())
        })
        .collect();
    let fields = [
        tlv::write(0x02, &[0]),
        tlv::write(0x30, &tlv::write(0x06, SHA256)),
        tlv::write(0x30, &entries),
    ];
    tlv::write(0x30, &fields.concat())
}
