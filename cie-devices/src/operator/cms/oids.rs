//! Object identifiers of signed messages.

use der::asn1::ObjectIdentifier;

const fn oid(dotted: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(dotted)
}

/// id-data (RFC 5652, 4).
pub(super) const DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.1");
/// id-signedData (RFC 5652, 5.1).
pub(super) const SIGNED_DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.2");
/// id-contentType (RFC 5652, 11.1).
pub(super) const CONTENT_TYPE: ObjectIdentifier = oid("1.2.840.113549.1.9.3");
/// id-messageDigest (RFC 5652, 11.2).
pub(super) const MESSAGE_DIGEST: ObjectIdentifier = oid("1.2.840.113549.1.9.4");
/// id-signingTime (RFC 5652, 11.3).
pub(super) const SIGNING_TIME: ObjectIdentifier = oid("1.2.840.113549.1.9.5");
/// id-aa-signingCertificateV2 (RFC 5035, 3).
pub(super) const SIGNING_CERTIFICATE_V2: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.47");

/// id-sha256 (RFC 5754, 2.2).
pub(super) const SHA256: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.1");
/// id-sha384 (RFC 5754, 2.3).
pub(super) const SHA384: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.2");
/// id-sha512 (RFC 5754, 2.4).
pub(super) const SHA512: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.3");

/// ecdsa-with-SHA256 (RFC 5754, 3.3).
pub(super) const ECDSA_SHA256: ObjectIdentifier = oid("1.2.840.10045.4.3.2");
/// ecdsa-with-SHA384 (RFC 5754, 3.3).
pub(super) const ECDSA_SHA384: ObjectIdentifier = oid("1.2.840.10045.4.3.3");
/// rsaEncryption, which in a signature takes the hash of the digest algorithm (RFC 3370, 3.2).
pub(super) const RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.1");
/// sha256WithRSAEncryption (RFC 5754, 3.2).
pub(super) const RSA_SHA256: ObjectIdentifier = oid("1.2.840.113549.1.1.11");
/// sha384WithRSAEncryption (RFC 5754, 3.2).
pub(super) const RSA_SHA384: ObjectIdentifier = oid("1.2.840.113549.1.1.12");
/// sha512WithRSAEncryption (RFC 5754, 3.2).
pub(super) const RSA_SHA512: ObjectIdentifier = oid("1.2.840.113549.1.1.13");
/// id-RSASSA-PSS (RFC 4056, 3).
pub(super) const RSA_PSS: ObjectIdentifier = oid("1.2.840.113549.1.1.10");
/// id-mgf1 (RFC 4055, 2.1).
pub(super) const MGF1: ObjectIdentifier = oid("1.2.840.113549.1.1.8");
