//! Sealing for a recipient.

use cms::cert::IssuerAndSerialNumber;
use cms::content_info::{CmsVersion, ContentInfo};
use cms::enveloped_data::{
    EncryptedContentInfo, KeyAgreeRecipientIdentifier, KeyAgreeRecipientInfo,
    OriginatorIdentifierOrKey, OriginatorPublicKey, RecipientEncryptedKey, RecipientInfo,
    RecipientInfos,
};
use der::Encode;
use der::asn1::{Any, BitString, OctetString, SetOfVec};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::rand::SecureRandom;
use x509_cert::Certificate;
use x509_cert::spki::AlgorithmIdentifierOwned;
use zeroize::Zeroizing;

use super::MAX_CONTENT;
use super::agreement::{KEY, wrap, wrapping_key};
use super::recipient::{parse, recipient_point};
use super::structure::{
    AES256_GCM, AES256_WRAP, AUTH_ENVELOPED_DATA, AuthEnvelopedData, DATA, EC_PUBLIC_KEY,
    ECDH_SHA256KDF, GcmParameters,
};
use crate::{Code, Error, Result};

/// Seals content for the holder of a certificate (X.509 in DER, P-256 key) and returns CMS
/// AuthEnvelopedData in DER. Content key, nonce and ephemeral key are fresh each time.
///
/// The certificate is taken as it is: whether to trust it is for the caller to decide first.
///
/// # Errors
/// `CIE-DEV-201` beyond [`MAX_CONTENT`], `CIE-DEV-107` and `CIE-DEV-206` for the certificate,
/// `CIE-DEV-207` without randomness.
pub fn seal(content: &[u8], certificate: &[u8], rng: &dyn SecureRandom) -> Result<Vec<u8>> {
    if content.len() > MAX_CONTENT {
        return Err(Error::new(Code::EnvelopeTooLarge)
            .detail(format!("{} bytes, at most {MAX_CONTENT}", content.len())));
    }
    let certificate = parse(certificate)?;
    let mut key = Zeroizing::new([0; KEY]);
    rng.fill(key.as_mut()).map_err(|_| Code::NoRandomness)?;
    let mut nonce = [0; NONCE_LEN];
    rng.fill(&mut nonce).map_err(|_| Code::NoRandomness)?;

    let recipient = recipient_info(&certificate, &key, rng)?;
    let mut encrypted = content.to_vec();
    let cipher = UnboundKey::new(&AES_256_GCM, key.as_ref()).map_err(|_| Code::NoRandomness)?;
    // Without authenticated attributes the additional data are empty (RFC 5083, 2.2).
    let tag = LessSafeKey::new(cipher)
        .seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::empty(),
            &mut encrypted,
        )
        .map_err(|_| Code::EnvelopeTooLarge)?;

    let gcm = GcmParameters {
        nonce: OctetString::new(nonce.as_slice()).map_err(malformed)?,
        icv_len: Some(16),
    };
    let sealed = AuthEnvelopedData {
        version: CmsVersion::V0,
        originator_info: None,
        recipient_infos: RecipientInfos(SetOfVec::try_from(vec![recipient]).map_err(malformed)?),
        encrypted_content: EncryptedContentInfo {
            content_type: DATA,
            content_enc_alg: AlgorithmIdentifierOwned {
                oid: AES256_GCM,
                parameters: Some(Any::encode_from(&gcm).map_err(malformed)?),
            },
            encrypted_content: Some(OctetString::new(encrypted).map_err(malformed)?),
        },
        auth_attrs: None,
        mac: OctetString::new(tag.as_ref()).map_err(malformed)?,
        unauth_attrs: None,
    };
    let content = Any::encode_from(&sealed).map_err(malformed)?;
    ContentInfo {
        content_type: AUTH_ENVELOPED_DATA,
        content,
    }
    .to_der()
    .map_err(malformed)
}

fn recipient_info(
    certificate: &Certificate,
    key: &[u8; KEY],
    rng: &dyn SecureRandom,
) -> Result<RecipientInfo> {
    let point = recipient_point(certificate)?;
    let ephemeral =
        EphemeralPrivateKey::generate(&ECDH_P256, rng).map_err(|_| Code::NoRandomness)?;
    let public = ephemeral
        .compute_public_key()
        .map_err(|_| Code::NoRandomness)?;
    let wrap_algorithm = AlgorithmIdentifierOwned {
        oid: AES256_WRAP,
        parameters: None,
    };
    let kek = agree_ephemeral(
        ephemeral,
        &UnparsedPublicKey::new(&ECDH_P256, point),
        |shared| wrapping_key(shared, &wrap_algorithm, None),
    )
    .map_err(|_| Error::new(Code::RecipientUnsuitable).detail("public point"))??;
    let tbs = &certificate.tbs_certificate;
    let parameters = Any::encode_from(&wrap_algorithm).map_err(malformed)?;
    Ok(RecipientInfo::Kari(KeyAgreeRecipientInfo {
        version: CmsVersion::V3,
        originator: OriginatorIdentifierOrKey::OriginatorKey(OriginatorPublicKey {
            // The curve is the recipient's and need not be repeated (RFC 5753, 3.1.1).
            algorithm: AlgorithmIdentifierOwned {
                oid: EC_PUBLIC_KEY,
                parameters: None,
            },
            public_key: BitString::from_bytes(public.as_ref()).map_err(malformed)?,
        }),
        ukm: None,
        key_enc_alg: AlgorithmIdentifierOwned {
            oid: ECDH_SHA256KDF,
            parameters: Some(parameters),
        },
        recipient_enc_keys: vec![RecipientEncryptedKey {
            rid: KeyAgreeRecipientIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
                issuer: tbs.issuer.clone(),
                serial_number: tbs.serial_number.clone(),
            }),
            enc_key: OctetString::new(wrap(&kek, key)?).map_err(malformed)?,
        }],
    }))
}

fn malformed(error: der::Error) -> Error {
    Error::new(Code::EnvelopeMalformed).caused_by(error)
}
