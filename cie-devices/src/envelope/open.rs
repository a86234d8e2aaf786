//! Opening what was sealed for us.

use cie_core::redact::Personal;
use cms::content_info::ContentInfo;
use cms::enveloped_data::{
    EncryptedContentInfo, KeyAgreeRecipientIdentifier, KeyAgreeRecipientInfo,
    OriginatorIdentifierOrKey, RecipientInfo,
};
use der::asn1::OctetString;
use der::{Decode, Encode};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use x509_cert::Certificate;
use x509_cert::spki::AlgorithmIdentifierOwned;
use zeroize::Zeroizing;

use super::MAX_MESSAGE;
use super::agreement::{KEY, unwrap, wrapping_key};
use super::recipient::{Recipient, parse};
use super::structure::{
    AES256_GCM, AES256_WRAP, AUTH_ENVELOPED_DATA, AuthEnvelopedData, ECDH_SHA256KDF, GcmParameters,
};
use crate::der_shape::{Shape, shape};
use crate::{Code, Error, Result};

/// Length of the authentication tag, in bytes: the shorter ones of RFC 5084 are not accepted.
const TAG: usize = 16;

/// Opens CMS AuthEnvelopedData in DER, as [`seal`](super::seal) makes it, and returns the content.
///
/// The recipient must be named by issuer and serial number: messages that name it by key
/// identifier are refused as malformed.
///
/// # Errors
/// `CIE-DEV-201` to `CIE-DEV-203` for the message, `CIE-DEV-204` when it is for somebody else,
/// `CIE-DEV-205` when it was altered, `CIE-DEV-107` for the recipient's certificate.
pub fn open(message: &[u8], recipient: &dyn Recipient) -> Result<Personal<Vec<u8>>> {
    let sealed = read(message)?;
    let certificate = parse(recipient.certificate())?;
    let (info, wrapped) = sealed
        .recipient_infos
        .0
        .iter()
        .filter_map(|info| match info {
            RecipientInfo::Kari(info) => Some(info),
            _ => None,
        })
        .find_map(|info| key_for(info, &certificate).map(|wrapped| (info, wrapped)))
        .ok_or(Code::NotARecipient)?;
    let key = content_key(info, wrapped, recipient)?;
    let additional = match &sealed.auth_attrs {
        Some(attributes) => attributes.to_der().map_err(malformed)?,
        None => Vec::new(),
    };
    decrypt(
        &sealed.encrypted_content,
        sealed.mac.as_bytes(),
        &key,
        &additional,
    )
}

fn malformed(error: der::Error) -> Error {
    Error::new(Code::EnvelopeMalformed).caused_by(error)
}

fn unsupported(what: &'static str) -> Error {
    Error::new(Code::EnvelopeUnsupported).detail(what)
}

fn read(message: &[u8]) -> Result<AuthEnvelopedData> {
    if message.len() > MAX_MESSAGE {
        return Err(Error::new(Code::EnvelopeTooLarge)
            .detail(format!("{} bytes, at most {MAX_MESSAGE}", message.len())));
    }
    match shape(message) {
        Shape::Fine => {}
        Shape::Broken => return Err(Code::EnvelopeMalformed.into()),
        Shape::TooMany => return Err(Error::new(Code::EnvelopeTooLarge).detail("elements")),
    }
    let outer = ContentInfo::from_der(message).map_err(malformed)?;
    if outer.content_type != AUTH_ENVELOPED_DATA {
        return Err(unsupported("content type"));
    }
    outer
        .content
        .decode_as::<AuthEnvelopedData>()
        .map_err(malformed)
}

/// The wrapped key that names this certificate.
fn key_for<'a>(info: &'a KeyAgreeRecipientInfo, own: &Certificate) -> Option<&'a OctetString> {
    let tbs = &own.tbs_certificate;
    let key = info.recipient_enc_keys.iter().find(|key| match &key.rid {
        KeyAgreeRecipientIdentifier::IssuerAndSerialNumber(id) => {
            id.issuer == tbs.issuer && id.serial_number == tbs.serial_number
        }
        // The CMS crate misreads this form before it comes here.
        KeyAgreeRecipientIdentifier::RKeyId(_) => false,
    })?;
    Some(&key.enc_key)
}

fn content_key(
    info: &KeyAgreeRecipientInfo,
    wrapped: &OctetString,
    recipient: &dyn Recipient,
) -> Result<Zeroizing<[u8; KEY]>> {
    let algorithm = info
        .key_enc_alg
        .parameters
        .as_ref()
        .and_then(|p| p.decode_as::<AlgorithmIdentifierOwned>().ok())
        .filter(|wrap| info.key_enc_alg.oid == ECDH_SHA256KDF && wrap.oid == AES256_WRAP)
        .ok_or_else(|| unsupported("key agreement"))?;
    let OriginatorIdentifierOrKey::OriginatorKey(sender) = &info.originator else {
        return Err(unsupported("originator without a key of its own"));
    };
    let point = sender
        .public_key
        .as_bytes()
        .ok_or(Code::EnvelopeNotOpened)?;
    let shared = recipient.agree(point)?;
    let kek = wrapping_key(shared.as_ref(), &algorithm, info.ukm.as_ref())?;
    unwrap(&kek, wrapped.as_bytes()).ok_or_else(|| Code::EnvelopeNotOpened.into())
}

fn decrypt(
    encrypted: &EncryptedContentInfo,
    tag: &[u8],
    key: &[u8; KEY],
    additional: &[u8],
) -> Result<Personal<Vec<u8>>> {
    let algorithm = &encrypted.content_enc_alg;
    let parameters = algorithm
        .parameters
        .as_ref()
        .and_then(|p| p.decode_as::<GcmParameters>().ok())
        .filter(|p| algorithm.oid == AES256_GCM && p.icv_len.map(usize::from) == Some(TAG))
        .ok_or_else(|| unsupported("content encryption"))?;
    let nonce = Nonce::try_assume_unique_for_key(parameters.nonce.as_bytes())
        .map_err(|_| unsupported("nonce of another length than 12"))?;
    if tag.len() != TAG {
        return Err(unsupported("tag of another length than 16"));
    }
    let content = encrypted
        .encrypted_content
        .as_ref()
        .ok_or_else(|| unsupported("content outside of the message"))?;
    let not_opened = |_| Error::from(Code::EnvelopeNotOpened);
    let cipher = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).map_err(not_opened)?);
    let mut data = [content.as_bytes(), tag].concat();
    let length = cipher
        .open_in_place(nonce, Aad::from(additional), &mut data)
        .map_err(not_opened)?
        .len();
    data.truncate(length);
    Ok(Personal::new(data))
}
