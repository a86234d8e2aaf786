//! The attributes that the signer signs.

use chrono::{DateTime, Utc};
use der::asn1::{Any, GeneralizedTime, ObjectIdentifier, OctetString, SetOfVec, UtcTime};
use der::{EncodeValue, Sequence, Tagged};
use ring::digest;
use x509_cert::Certificate;
use x509_cert::attr::{Attribute, Attributes};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::AlgorithmIdentifierOwned;
use x509_cert::time::Time;

use super::oids;
use crate::moment::since_epoch;
use crate::{Code, Result};

/// SigningCertificateV2 (RFC 5035, 3).
#[derive(Sequence)]
pub(super) struct SigningCertificateV2 {
    pub(super) certs: Vec<EssCertIdV2>,
    pub(super) policies: Option<Any>,
}

/// ESSCertIDv2 (RFC 5035, 4): no hash algorithm means SHA-256.
#[derive(Sequence)]
pub(super) struct EssCertIdV2 {
    pub(super) hash_algorithm: Option<AlgorithmIdentifierOwned>,
    pub(super) cert_hash: OctetString,
    pub(super) issuer_serial: Option<IssuerSerial>,
}

/// IssuerSerial (RFC 5035, 4).
#[derive(Sequence)]
pub(super) struct IssuerSerial {
    pub(super) issuer: Vec<GeneralName>,
    pub(super) serial_number: SerialNumber,
}

/// The signed attributes of CAdES-BES.
pub(super) fn signed_attributes(
    message_digest: &[u8],
    signing_time: DateTime<Utc>,
    certificate_der: &[u8],
    certificate: &Certificate,
) -> Result<Attributes> {
    let hash = digest::digest(&digest::SHA256, certificate_der);
    let reference = SigningCertificateV2 {
        certs: vec![EssCertIdV2 {
            hash_algorithm: None,
            cert_hash: OctetString::new(hash.as_ref()).map_err(malformed)?,
            issuer_serial: Some(IssuerSerial {
                issuer: vec![GeneralName::DirectoryName(
                    certificate.tbs_certificate.issuer.clone(),
                )],
                serial_number: certificate.tbs_certificate.serial_number.clone(),
            }),
        }],
        policies: None,
    };
    let digest = OctetString::new(message_digest).map_err(malformed)?;
    let attributes = [
        attribute(oids::CONTENT_TYPE, &oids::DATA)?,
        attribute(oids::MESSAGE_DIGEST, &digest)?,
        attribute(oids::SIGNING_TIME, &time(signing_time)?)?,
        attribute(oids::SIGNING_CERTIFICATE_V2, &reference)?,
    ];
    SetOfVec::try_from(attributes.to_vec()).map_err(malformed)
}

/// UTCTime through 2049, GeneralizedTime after (RFC 5652, 11.3).
fn time(time: DateTime<Utc>) -> Result<Time> {
    let since = since_epoch(time)?;
    let out_of_bounds = |_| Code::BadTime;
    Ok(match UtcTime::from_unix_duration(since) {
        Ok(utc) => Time::UtcTime(utc),
        Err(_) => {
            Time::GeneralTime(GeneralizedTime::from_unix_duration(since).map_err(out_of_bounds)?)
        }
    })
}

fn attribute<T>(oid: ObjectIdentifier, value: &T) -> Result<Attribute>
where
    T: Tagged + EncodeValue,
{
    let value = Any::encode_from(value).map_err(malformed)?;
    Ok(Attribute {
        oid,
        values: SetOfVec::try_from(vec![value]).map_err(malformed)?,
    })
}

fn malformed(error: der::Error) -> crate::Error {
    crate::Error::new(Code::SignedMalformed).caused_by(error)
}

/// The one value of an attribute that must occur once with one value.
pub(super) fn single(attributes: &Attributes, oid: ObjectIdentifier) -> Option<&Any> {
    let mut found = attributes.iter().filter(|attribute| attribute.oid == oid);
    let (attribute, more) = (found.next()?, found.next());
    (more.is_none() && attribute.values.len() == 1)
        .then(|| attribute.values.get(0))
        .flatten()
}
