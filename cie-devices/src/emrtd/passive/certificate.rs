//! Certificates as authorities of travel documents write them.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::signature::{Algorithm, PublicKey};
use crate::emrtd::security_info::bit_string;
use crate::emrtd::tlv::{self, Tlv};
use crate::{Code, Error, Result};

/// Largest certificate read, in bytes.
const MAX_CERTIFICATE: usize = 64 << 10;

/// Extensions of certificates (2.5.29.x).
const SUBJECT_KEY: &[u8] = &[0x55, 0x1D, 14];
const KEY_USAGE: &[u8] = &[0x55, 0x1D, 15];
const PRIVATE_KEY_PERIOD: &[u8] = &[0x55, 0x1D, 16];
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1D, 19];
const AUTHORITY_KEY: &[u8] = &[0x55, 0x1D, 35];
/// Known, but of no weight in the check of a document.
const KNOWN: &[&[u8]] = &[
    &[0x55, 0x1D, 17],
    &[0x55, 0x1D, 18],
    &[0x55, 0x1D, 31],
    &[0x55, 0x1D, 32],
    &[0x55, 0x1D, 37],
    // Types of documents (2.23.136.1.1.6.2) and change of name (2.23.136.1.1.6.1).
    &[0x67, 0x81, 0x08, 0x01, 0x01, 0x06, 0x02],
    &[0x67, 0x81, 0x08, 0x01, 0x01, 0x06, 0x01],
];

/// The name of an authority or a document signer; no person's.
#[derive(Clone, PartialEq, Eq)]
pub struct DistinguishedName {
    /// Attribute type (content octets) and value, in the order of the certificate.
    attributes: Vec<(Vec<u8>, String)>,
}

impl DistinguishedName {
    pub(super) fn read(name: &Tlv<'_>) -> Result<Self> {
        let mut attributes = Vec::new();
        for set in name.tagged(0x30)?.children()? {
            for pair in set.tagged(0x31)?.children()? {
                if let [oid, value] = pair.children()?.as_slice() {
                    let text = match value.tag {
                        // BMPString: two octets a character.
                        0x1E => value
                            .value
                            .chunks_exact(2)
                            .filter_map(|c| {
                                char::from_u32(c.iter().fold(0, |n, b| n << 8 | u32::from(*b)))
                            })
                            .collect(),
                        _ => String::from_utf8_lossy(value.value).into_owned(),
                    };
                    attributes.push((oid.value.to_vec(), text));
                }
            }
        }
        Ok(Self { attributes })
    }

    fn attribute(&self, last_arc: u8) -> Option<&str> {
        let wanted = [0x55, 0x04, last_arc];
        let found = self
            .attributes
            .iter()
            .find(|(oid, _)| oid.as_slice() == wanted);
        found.map(|(_, value)| value.as_str())
    }

    /// The country, two letters in capitals.
    #[must_use]
    pub fn country(&self) -> Option<String> {
        self.attribute(6).map(str::to_ascii_uppercase)
    }

    /// The same attributes, in whatever order and capitals: link certificates of several States,
    /// Italy among them, turn the order round.
    pub(super) fn same_as(&self, other: &Self) -> bool {
        let sorted = |name: &Self| {
            let mut all: Vec<(Vec<u8>, String)> = name
                .attributes
                .iter()
                .map(|(oid, value)| (oid.clone(), value.trim().to_lowercase()))
                .collect();
            all.sort();
            all
        };
        sorted(self) == sorted(other)
    }
}

impl fmt::Display for DistinguishedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for (arc, label) in [(3, "CN"), (5, "serialNumber"), (10, "O"), (6, "C")] {
            if let Some(value) = self.attribute(arc) {
                let comma = if first { "" } else { ", " };
                write!(f, "{comma}{label}={value}")?;
                first = false;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for DistinguishedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A certificate of an authority or of a document signer.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    signed: Vec<u8>,
    serial: Vec<u8>,
    issuer: DistinguishedName,
    subject: DistinguishedName,
    not_before: DateTime<Utc>,
    not_after: DateTime<Utc>,
    key: Vec<u8>,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
    subject_key: Option<Vec<u8>>,
    authority_key: Option<Vec<u8>>,
    authority: bool,
    key_usage: Option<u8>,
    key_period_start: Option<DateTime<Utc>>,
    unknown_critical: bool,
}

impl Certificate {
    /// Reads a certificate in DER.
    ///
    /// # Errors
    /// `CIE-DEV-480` when it is none, or larger than 64 KiB.
    pub fn parse(der: &[u8]) -> Result<Self> {
        if der.len() > MAX_CERTIFICATE {
            return Err(Error::new(Code::BadCsca).detail("more than 64 KiB"));
        }
        Self::read(der).map_err(|e| match e.code() {
            Code::BadCsca => e,
            _ => Error::new(Code::BadCsca).caused_by(e),
        })
    }

    fn read(der: &[u8]) -> Result<Self> {
        let bad = |what: &'static str| Error::new(Code::BadCsca).detail(what);
        let whole = Tlv::expect(der, 0x30)?;
        let parts = whole.children()?;
        let [signed, algorithm, signature] = parts.as_slice() else {
            return Err(bad("parts"));
        };
        let fields = signed.tagged(0x30)?.children()?;
        let fields = match fields.as_slice() {
            [version, rest @ ..] if version.tag == 0xA0 => rest,
            rest => rest,
        };
        let [serial, _, issuer, validity, subject, key, rest @ ..] = fields else {
            return Err(bad("fields"));
        };
        let times = validity.tagged(0x30)?.children()?;
        let [not_before, not_after] = times.as_slice() else {
            return Err(bad("validity"));
        };
        let mut certificate = Self {
            der: whole.whole.to_vec(),
            signed: signed.whole.to_vec(),
            serial: serial.tagged(0x02)?.value.to_vec(),
            issuer: DistinguishedName::read(issuer)?,
            subject: DistinguishedName::read(subject)?,
            not_before: time(not_before).ok_or_else(|| bad("time"))?,
            not_after: time(not_after).ok_or_else(|| bad("time"))?,
            key: key.tagged(0x30)?.whole.to_vec(),
            algorithm: algorithm.tagged(0x30)?.whole.to_vec(),
            signature: bit_string(signature)
                .ok_or_else(|| bad("signature"))?
                .to_vec(),
            subject_key: None,
            authority_key: None,
            authority: false,
            key_usage: None,
            key_period_start: None,
            unknown_critical: false,
        };
        if let Some(extensions) = rest.iter().find(|field| field.tag == 0xA3) {
            let list = Tlv::expect(extensions.value, 0x30)?;
            for extension in list.children()? {
                certificate.take(&extension)?;
            }
        }
        Ok(certificate)
    }

    fn take(&mut self, extension: &Tlv<'_>) -> Result<()> {
        let parts = extension.tagged(0x30)?.children()?;
        let (oid, critical, value) = match parts.as_slice() {
            [oid, value] => (oid.value, false, value),
            [oid, critical, value] => (oid.value, critical.value == [0xFF], value),
            _ => return Err(Code::BadCsca.into()),
        };
        let inner = || Tlv::read(value.tagged(0x04)?.value).map(|(element, _)| element);
        match oid {
            SUBJECT_KEY => {
                // Two Lithuanian authorities leave out the inner OCTET STRING.
                let id = inner().ok().filter(|id| id.tag == 0x04);
                self.subject_key = Some(id.map_or(value.value, |id| id.value).to_vec());
            }
            AUTHORITY_KEY => {
                let members = inner()?.children()?;
                let id = members.iter().find(|member| member.tag == 0x80);
                self.authority_key = id.map(|id| id.value.to_vec());
            }
            BASIC_CONSTRAINTS => {
                let members = inner()?.children()?;
                let first = members.first();
                self.authority = first.is_some_and(|m| m.tag == 1 && m.value == [0xFF]);
            }
            KEY_USAGE => {
                let bits = inner()?;
                self.key_usage = bits.value.get(1).copied().or(Some(0));
            }
            PRIVATE_KEY_PERIOD => {
                let members = inner()?.children()?;
                let start = members.iter().find(|member| member.tag == 0x80);
                self.key_period_start = start.and_then(|start| generalized(start.value));
            }
            _ => self.unknown_critical |= critical && !KNOWN.contains(&oid),
        }
        Ok(())
    }

    /// The whole certificate in DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Whom it certifies.
    #[must_use]
    pub fn subject(&self) -> &DistinguishedName {
        &self.subject
    }

    /// Who signed it.
    #[must_use]
    pub fn issuer(&self) -> &DistinguishedName {
        &self.issuer
    }

    /// Its serial number, the octets of the INTEGER.
    #[must_use]
    pub fn serial(&self) -> &[u8] {
        &self.serial
    }

    /// First and last moment of its validity.
    #[must_use]
    pub fn validity(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        (self.not_before, self.not_after)
    }

    /// Identifier of its key.
    #[must_use]
    pub fn subject_key(&self) -> Option<&[u8]> {
        self.subject_key.as_deref()
    }

    /// Identifier of its issuer's key.
    #[must_use]
    pub fn authority_key(&self) -> Option<&[u8]> {
        self.authority_key.as_deref()
    }

    /// When its key starts to be used, where it says so; else when it becomes valid.
    #[must_use]
    pub fn in_use_from(&self) -> DateTime<Utc> {
        self.key_period_start.unwrap_or(self.not_before)
    }

    /// Whether it may sign certificates: an authority, or a link certificate that states the key
    /// usage alone, as Italy's of 2016 does.
    #[must_use]
    pub fn may_certify(&self) -> bool {
        let certifies = self.key_usage.map(|bits| bits & 0x04 != 0);
        match certifies {
            Some(certifies) => certifies,
            None => self.authority,
        }
    }

    pub(super) fn is_authority(&self) -> bool {
        self.authority
    }

    /// Whether it may sign documents.
    pub(super) fn may_sign(&self) -> bool {
        self.key_usage.is_none_or(|bits| bits & 0x80 != 0)
    }

    pub(super) fn has_unknown_critical(&self) -> bool {
        self.unknown_critical
    }

    /// Whether it is valid at a moment.
    #[must_use]
    pub fn is_valid_at(&self, moment: DateTime<Utc>) -> bool {
        self.not_before <= moment && moment <= self.not_after
    }

    /// SubjectPublicKeyInfo in DER.
    pub(crate) fn public_key(&self) -> &[u8] {
        &self.key
    }

    /// Checks that another certificate's key signed this one.
    ///
    /// # Errors
    /// `CIE-DEV-476` when it did not, `CIE-DEV-471` when the algorithm is not supported.
    pub fn signed_by(&self, issuer: &Self) -> Result<()> {
        let algorithm = Algorithm::read(&self.algorithm, None)?;
        let key = PublicKey::read(&issuer.key)?;
        if algorithm.verify(&key, &self.signed, &self.signature)? {
            Ok(())
        } else {
            Err(Error::new(Code::CscaChainBroken).detail("signature of a certificate"))
        }
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Certificate({}, by {}, {} to {})",
            self.subject,
            self.issuer,
            self.not_before.date_naive(),
            self.not_after.date_naive()
        )
    }
}

/// UTCTime or GeneralizedTime.
pub(super) fn time(element: &Tlv<'_>) -> Option<DateTime<Utc>> {
    match element.tag {
        0x17 => {
            let year: u32 = std::str::from_utf8(element.value.get(..2)?)
                .ok()?
                .parse()
                .ok()?;
            let century: &[u8] = if year < 50 { b"20" } else { b"19" };
            generalized(&[century, element.value].concat())
        }
        0x18 => generalized(element.value),
        _ => None,
    }
}

/// `YYYYMMDDhhmmssZ`.
fn generalized(octets: &[u8]) -> Option<DateTime<Utc>> {
    let text = std::str::from_utf8(octets).ok()?;
    NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%SZ")
        .ok()
        .map(|time| time.and_utc())
}

/// Reads the certificates of a list, as many as can be read; the rest are counted.
pub(super) fn read_all(list: &[u8], most: usize) -> Result<(Vec<Certificate>, usize)> {
    let (mut all, mut unreadable) = (Vec::new(), 0);
    for element in tlv::iter(list) {
        if all.len() + unreadable == most {
            return Err(Error::new(Code::TlvTooMany).detail("certificates"));
        }
        match Certificate::parse(element?.whole) {
            Ok(certificate) => all.push(certificate),
            Err(_) => unreadable += 1,
        }
    }
    Ok((all, unreadable))
}
