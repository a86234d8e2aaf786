//! ASN.1 of sealed messages that the CMS crate lacks, and their object identifiers.

use cms::content_info::CmsVersion;
use cms::enveloped_data::{EncryptedContentInfo, OriginatorInfo, RecipientInfos};
use der::Sequence;
use der::asn1::{ObjectIdentifier, OctetString};
use x509_cert::attr::Attributes;
use x509_cert::spki::AlgorithmIdentifierOwned;

const fn oid(dotted: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(dotted)
}

/// id-data (RFC 5652, 4).
pub(super) const DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.1");
/// id-ct-authEnvelopedData (RFC 5083, 2).
pub(super) const AUTH_ENVELOPED_DATA: ObjectIdentifier = oid("1.2.840.113549.1.9.16.1.23");
/// id-aes256-GCM (RFC 5084, 3.2).
pub(super) const AES256_GCM: ObjectIdentifier = oid("2.16.840.1.101.3.4.1.46");
/// id-aes256-wrap (RFC 3565, 2.3.2).
pub(super) const AES256_WRAP: ObjectIdentifier = oid("2.16.840.1.101.3.4.1.45");
/// dhSinglePass-stdDH-sha256kdf-scheme (RFC 5753, 7.1.4).
pub(super) const ECDH_SHA256KDF: ObjectIdentifier = oid("1.3.132.1.11.1");
/// id-ecPublicKey (RFC 5480, 2.1.1).
pub(super) const EC_PUBLIC_KEY: ObjectIdentifier = oid("1.2.840.10045.2.1");
/// secp256r1 (RFC 5480, 2.1.1.1).
pub(super) const P256: ObjectIdentifier = oid("1.2.840.10045.3.1.7");

/// AuthEnvelopedData (RFC 5083, 2.1).
#[derive(Sequence)]
pub(super) struct AuthEnvelopedData {
    pub(super) version: CmsVersion,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    pub(super) originator_info: Option<OriginatorInfo>,
    pub(super) recipient_infos: RecipientInfos,
    pub(super) encrypted_content: EncryptedContentInfo,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    pub(super) auth_attrs: Option<Attributes>,
    pub(super) mac: OctetString,
    #[asn1(
        context_specific = "2",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    pub(super) unauth_attrs: Option<Attributes>,
}

/// GCMParameters (RFC 5084, 3.2); a missing length of the tag means 12.
#[derive(Sequence)]
pub(super) struct GcmParameters {
    pub(super) nonce: OctetString,
    pub(super) icv_len: Option<u8>,
}

/// ECC-CMS-SharedInfo (RFC 5753, 7.2).
#[derive(Sequence)]
pub(super) struct SharedInfo {
    pub(super) key_info: AlgorithmIdentifierOwned,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    pub(super) entity_u_info: Option<OctetString>,
    #[asn1(context_specific = "2", tag_mode = "EXPLICIT")]
    pub(super) supp_pub_info: OctetString,
}
