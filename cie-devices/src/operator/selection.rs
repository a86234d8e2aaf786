//! Which of the cards: always named by its certificate, never "the first one".
//!
//! The operator card (SCO) and the ANPR card of the same officer use the same drivers, and often
//! sit in two readers of one workstation. Labels and slot numbers do not tell them apart.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use cie_core::journal::Hash;
use cie_core::redact::Personal;
use der::asn1::ObjectIdentifier;

use super::{CardCertificate, Need};
use crate::{Code, Error, Result};

/// Longest choice read, in bytes.
const MAX_TEXT: usize = 1024;

/// How a certificate is named.
///
/// As text: `sha256:` and 64 hexadecimal digits (colons may stand between them);
/// `serial:` hexadecimal digits `@` the issuer's name (RFC 4514, as `cie sco token list` shows it);
/// `subject:` an attribute (`CN`, `serialNumber`, `O`, `OU`, `dnQualifier` or a dotted identifier)
/// `=` its whole value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CertificateSelector {
    /// By SHA-256 of the certificate: one certificate and no other.
    Fingerprint(Hash),
    /// By issuer and serial number: what X.509 calls a certificate's name.
    IssuerSerial {
        /// Issuer (RFC 4514).
        issuer: String,
        /// Serial number in upper-case hexadecimal digits.
        serial: String,
    },
    /// By an attribute of the subject. Signing and authentication certificate of a card often have
    /// the same subject: then only [`Need`] tells them apart.
    Subject {
        /// Type of the attribute.
        attribute: ObjectIdentifier,
        /// Its whole value.
        value: Personal<String>,
    },
}

impl CertificateSelector {
    /// Whether the certificate is one of those named.
    #[must_use]
    pub fn matches(&self, certificate: &CardCertificate) -> bool {
        match self {
            Self::Fingerprint(hash) => certificate.fingerprint() == *hash,
            Self::IssuerSerial { issuer, serial } => {
                certificate.serial() == serial && certificate.issuer() == issuer
            }
            Self::Subject { attribute, value } => {
                certificate.has_attribute(*attribute, value.expose())
            }
        }
    }
}

impl FromStr for CertificateSelector {
    type Err = Error;

    /// # Errors
    /// `CIE-DEV-128` when the text has none of the forms.
    fn from_str(text: &str) -> Result<Self> {
        let bad = |what: &'static str| Error::new(Code::BadSelector).detail(what);
        if text.len() > MAX_TEXT {
            return Err(bad("length"));
        }
        let (kind, rest) = text.split_once(':').ok_or_else(|| bad("kind"))?;
        match kind {
            "sha256" => {
                let digits = rest.replace(':', "").to_ascii_lowercase();
                digits
                    .parse()
                    .map(Self::Fingerprint)
                    .map_err(|_| bad("sha256"))
            }
            "serial" => {
                let (serial, issuer) = rest.split_once('@').ok_or_else(|| bad("issuer"))?;
                let serial = serial.replace(':', "").to_ascii_uppercase();
                let hex = !serial.is_empty() && serial.bytes().all(|b| b.is_ascii_hexdigit());
                if !hex || serial.len() % 2 != 0 {
                    return Err(bad("serial"));
                }
                if issuer.is_empty() {
                    return Err(bad("issuer"));
                }
                let issuer = issuer.to_owned();
                Ok(Self::IssuerSerial { issuer, serial })
            }
            "subject" => {
                let (name, value) = rest.split_once('=').ok_or_else(|| bad("subject"))?;
                if value.is_empty() {
                    return Err(bad("subject"));
                }
                let attribute = attribute(name).ok_or_else(|| bad("attribute"))?;
                let value = Personal::from(value);
                Ok(Self::Subject { attribute, value })
            }
            _ => Err(bad("kind")),
        }
    }
}

/// Longer than any identifier of an attribute in use.
const MAX_DOTTED: usize = 64;

/// Attribute types by their short names (RFC 4519).
fn attribute(name: &str) -> Option<ObjectIdentifier> {
    let dotted = match name.to_ascii_lowercase().as_str() {
        "cn" => "2.5.4.3",
        "serialnumber" => "2.5.4.5",
        "o" => "2.5.4.10",
        "ou" => "2.5.4.11",
        "dnqualifier" => "2.5.4.46",
        _ => name,
    };
    // const-oid computes with numbers of 32 bits, unchecked.
    let sound =
        dotted.len() <= MAX_DOTTED && dotted.split('.').all(|arc| arc.parse::<u32>().is_ok());
    sound.then(|| ObjectIdentifier::new(dotted).ok()).flatten()
}

impl fmt::Display for CertificateSelector {
    /// The text that is parsed back, but for the value of a subject, which may name a person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fingerprint(hash) => write!(f, "sha256:{hash}"),
            Self::IssuerSerial { issuer, serial } => write!(f, "serial:{serial}@{issuer}"),
            Self::Subject { attribute, value } => write!(f, "subject:{attribute}={value}"),
        }
    }
}

/// What is wanted of a card: which certificate, for what, when.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Which certificate.
    pub selector: CertificateSelector,
    /// What for.
    pub need: Need,
    /// The moment at which it must be valid.
    pub at: DateTime<Utc>,
}

impl Selection {
    /// A certificate to sign with now.
    #[must_use]
    pub fn to_sign(selector: CertificateSelector, at: DateTime<Utc>) -> Self {
        Self {
            selector,
            need: Need::Signature,
            at,
        }
    }

    /// The one candidate that fits.
    ///
    /// Those that the selector names are narrowed to those that serve the need, then to those that
    /// are valid; whichever narrowing leaves none gives the reason.
    ///
    /// # Errors
    /// `CIE-DEV-126` when none is named, `CIE-DEV-120` when none may serve the need, `CIE-DEV-129`
    /// when none is valid then, `CIE-DEV-127` when more than one is left.
    pub fn choose<T: Borrow<CardCertificate>>(
        &self,
        candidates: impl IntoIterator<Item = T>,
    ) -> Result<T> {
        let mut seen = 0_usize;
        let all = candidates.into_iter().inspect(|_| seen += 1);
        let mut left: Vec<T> = all
            .filter(|one| self.selector.matches(one.borrow()))
            .collect();
        if left.is_empty() {
            let detail = format!("{seen} other certificates seen");
            return Err(Error::new(Code::NoSuchCertificate).detail(detail));
        }
        left.retain(|one| one.borrow().serves(self.need));
        if left.is_empty() {
            return Err(Code::SignerKeyUsage.into());
        }
        let validity = |one: &T| {
            let one = one.borrow();
            format!("{} to {}", one.not_before(), one.not_after())
        };
        let first = left.first().map(validity).unwrap_or_default();
        left.retain(|one| one.borrow().is_valid_at(self.at));
        match (left.pop(), left.len()) {
            (None, _) => Err(Error::new(Code::CertificateNotValid).detail(first)),
            (Some(one), 0) => Ok(one),
            (Some(_), others) => {
                let detail = format!("{} certificates", others + 1);
                Err(Error::new(Code::SeveralCertificates).detail(detail))
            }
        }
    }
}
