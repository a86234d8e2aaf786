//! A certification authority for simulated cards and recipients.

use std::fmt;

use chrono::{DateTime, Months, NaiveDate, NaiveTime, Utc};
use der::asn1::OctetString;
use der::{Decode, Encode, Sequence};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use ring::rand::SecureRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair};
use zeroize::Zeroizing;

use super::MARKER;
use crate::moment::since_epoch;
use crate::{Code, Error, Result};

/// Largest stored state accepted, in bytes.
const MAX_STATE: usize = 64 << 10;
/// Longest name, in characters (upper bound of a common name, RFC 5280).
const MAX_NAME: usize = 64;
/// Years for which the certificate of a document signer holds.
const SIGNER_YEARS: u32 = 11;

/// From when to when a certificate is valid, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// First moment.
    pub not_before: DateTime<Utc>,
    /// Last moment.
    pub not_after: DateTime<Utc>,
}

impl Validity {
    /// That of an authority and document signer made for a card that is issued on this day: eleven
    /// years from the day before, so that the card is issued within it.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use cie_devices::sim::Validity;
    ///
    /// let validity = Validity::around_issue(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
    /// assert_eq!(validity.not_before.to_string(), "2026-11-23 00:00:00 UTC");
    /// assert_eq!(validity.not_after.to_string(), "2037-11-23 00:00:00 UTC");
    /// ```
    #[must_use]
    pub fn around_issue(issued: NaiveDate) -> Self {
        let from = issued.pred_opt().unwrap_or(issued);
        let to = from.checked_add_months(Months::new(12 * SIGNER_YEARS));
        let moment = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
        Self {
            not_before: moment(from),
            not_after: moment(to.unwrap_or(issued)),
        }
    }
}

/// What a certificate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Purpose {
    /// Signing requests: key usage contentCommitment and digitalSignature.
    Signing,
    /// Receiving sealed messages: key usage keyAgreement.
    KeyAgreement,
}

/// A key and its certificate, fresh from a [`TestAuthority`].
pub struct Issued {
    /// The P-256 private key, PKCS#8 in DER.
    pub private_key: Zeroizing<Vec<u8>>,
    /// The certificate, X.509 in DER.
    pub certificate: Vec<u8>,
}

impl fmt::Debug for Issued {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Issued {{ private_key: [secret], certificate: {} B }}",
            self.certificate.len()
        )
    }
}

/// Honest simulator of a certification authority: ECDSA P-256 with SHA-256, `O=SIMULATED` in
/// every subject. It has nothing to do with the Ministry's authorities.
pub struct TestAuthority {
    name: String,
    private_key: Zeroizing<Vec<u8>>,
    key: KeyPair,
    certificate: Vec<u8>,
}

/// What is stored of an authority.
#[derive(Sequence)]
struct Stored {
    version: u8,
    name: String,
    private_key: OctetString,
    certificate: OctetString,
}

impl TestAuthority {
    /// Makes a new authority with a self-signed certificate.
    ///
    /// # Errors
    /// `CIE-DEV-207` without randomness, `CIE-DEV-121` for a bad period, `CIE-DEV-110` for a bad
    /// name.
    pub fn generate(name: &str, validity: Validity, rng: &dyn SecureRandom) -> Result<Self> {
        let private_key = new_key(rng)?;
        let key = key_pair(&private_key)?;
        let mut params = parameters(name, validity)?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let certificate = params.self_signed(&key).map_err(not_issued)?.der().to_vec();
        Ok(Self {
            name: name.to_owned(),
            private_key,
            key,
            certificate,
        })
    }

    /// The authority's certificate, X.509 in DER: the trust anchor of what it issues.
    #[must_use]
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// Makes a key and a certificate for it.
    ///
    /// # Errors
    /// `CIE-DEV-207` without randomness, `CIE-DEV-121` for a bad period, `CIE-DEV-110` for a bad
    /// name.
    pub fn issue(
        &self,
        common_name: &str,
        purpose: Purpose,
        validity: Validity,
        rng: &dyn SecureRandom,
    ) -> Result<Issued> {
        let private_key = new_key(rng)?;
        let mut params = parameters(common_name, validity)?;
        params.is_ca = IsCa::ExplicitNoCa;
        params.use_authority_key_identifier_extension = true;
        params.key_usages = match purpose {
            Purpose::Signing => {
                vec![
                    KeyUsagePurpose::DigitalSignature,
                    KeyUsagePurpose::ContentCommitment,
                ]
            }
            Purpose::KeyAgreement => vec![KeyUsagePurpose::KeyAgreement],
        };
        // The issuer's name is all that is taken from these parameters, with the key identifier.
        let issuer = Issuer::new(parameters(&self.name, validity)?, &self.key);
        let subject = key_pair(&private_key)?;
        let certificate = params
            .signed_by(&subject, &issuer)
            .map_err(not_issued)?
            .der()
            .to_vec();
        Ok(Issued {
            private_key,
            certificate,
        })
    }

    /// The authority as bytes, private key included, for [`TestAuthority::from_bytes`].
    ///
    /// # Errors
    /// `CIE-DEV-106` when it does not fit.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>> {
        let octets = |bytes: &[u8]| OctetString::new(bytes).map_err(bad_state);
        let stored = Stored {
            version: 1,
            name: self.name.clone(),
            private_key: octets(&self.private_key)?,
            certificate: octets(&self.certificate)?,
        };
        stored.to_der().map(Zeroizing::new).map_err(bad_state)
    }

    /// The authority that [`TestAuthority::to_bytes`] stored.
    ///
    /// # Errors
    /// `CIE-DEV-106` for bytes of another kind.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > MAX_STATE {
            return Err(Code::BadCardState.into());
        }
        let stored = Stored::from_der(bytes).map_err(bad_state)?;
        if stored.version != 1 {
            return Err(Code::BadCardState.into());
        }
        let private_key = Zeroizing::new(stored.private_key.into_bytes());
        let key = key_pair(&private_key).map_err(|_| Code::BadCardState)?;
        let certificate = stored.certificate.into_bytes();
        Ok(Self {
            name: stored.name,
            private_key,
            key,
            certificate,
        })
    }
}

impl fmt::Debug for TestAuthority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARKER} authority {:?}", self.name)
    }
}

fn bad_state(error: der::Error) -> Error {
    Error::new(Code::BadCardState).caused_by(error)
}

fn not_issued(error: rcgen::Error) -> Error {
    Error::new(Code::IssueFailed).caused_by(error)
}

fn new_key(rng: &dyn SecureRandom) -> Result<Zeroizing<Vec<u8>>> {
    EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, rng)
        .map(|key| Zeroizing::new(key.as_ref().to_vec()))
        .map_err(|_| Code::NoRandomness.into())
}

fn key_pair(pkcs8: &[u8]) -> Result<KeyPair> {
    KeyPair::try_from(pkcs8).map_err(not_issued)
}

fn parameters(common_name: &str, validity: Validity) -> Result<CertificateParams> {
    if !(1..=MAX_NAME).contains(&common_name.chars().count()) {
        return Err(Error::new(Code::IssueFailed).detail("a name has 1 to 64 characters"));
    }
    if validity.not_before >= validity.not_after {
        return Err(Code::BadTime.into());
    }
    let mut params = CertificateParams::default();
    let mut name = DistinguishedName::new();
    name.push(DnType::OrganizationName, MARKER);
    name.push(DnType::CommonName, common_name);
    params.distinguished_name = name;
    // Adding to a known date spares a dependency on the crate that the issuer uses for time.
    let epoch = rcgen::date_time_ymd(1970, 1, 1);
    params.not_before = epoch + since_epoch(validity.not_before)?;
    params.not_after = epoch + since_epoch(validity.not_after)?;
    Ok(params)
}
