//! Verifying a signed envelope.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use ring::digest::{SHA256 as RING_SHA256, digest};
use rustls_pki_types::CertificateDer;
use webpki::EndEntityCert;
use webpki::ring::RSA_PKCS1_2048_8192_SHA256;

use super::names::{DS, EXCLUSIVE, RSA_SHA256, SHA256, WSSE, WSU, X509};
use crate::codec::{Limits, charset};
use crate::soap::c14n::{Scope, canonical, inside};
use crate::soap::envelope::{NAMESPACE, parts};
use crate::soap::tree::{self, Element};
use crate::{Code, Error, Result};

/// References of a signature looked at.
const MAX_REFERENCES: usize = 8;
/// Characters of a base64 value looked at.
const MAX_BASE64: usize = 16 * 1024;

/// The certificates whose signatures are accepted.
#[derive(Clone)]
pub struct Verifier {
    trusted: Vec<Vec<u8>>,
    tolerance: TimeDelta,
    longest: TimeDelta,
    limits: Limits,
}

/// Who signed a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// The number of the certificate among those trusted, from 0.
    pub signer: usize,
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verifier")
            .field("trusted", &self.trusted.len())
            .finish_non_exhaustive()
    }
}

impl Verifier {
    /// Accepts these certificates (DER), and no others; chains are not followed.
    ///
    /// # Errors
    /// `CIE-SAD-526` when one of them is not a certificate.
    pub fn new(trusted: impl IntoIterator<Item = Vec<u8>>) -> Result<Self> {
        let trusted: Vec<Vec<u8>> = trusted.into_iter().collect();
        for certificate in &trusted {
            let der = CertificateDer::from(certificate.as_slice());
            EndEntityCert::try_from(&der)
                .map_err(|_| Error::new(Code::BadKey).detail("certificate"))?;
        }
        Ok(Self {
            trusted,
            tolerance: TimeDelta::seconds(60),
            longest: TimeDelta::minutes(15),
            limits: Limits::default(),
        })
    }

    /// Sets how far clocks may differ (one minute without) and how long a message may be good for
    /// after it was made, whatever it says (15 minutes without).
    #[must_use]
    pub fn with_times(
        mut self,
        tolerance: std::time::Duration,
        longest: std::time::Duration,
    ) -> Self {
        self.tolerance = TimeDelta::from_std(tolerance).unwrap_or(self.tolerance);
        self.longest = TimeDelta::from_std(longest).unwrap_or(self.longest);
        self
    }

    /// Bounds what is read.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Verifies an envelope: its one body and its time are signed by somebody trusted, and now.
    ///
    /// # Errors
    /// `CIE-SAD-520` to `CIE-SAD-525`; `CIE-SAD-101` to `CIE-SAD-108` and `CIE-SAD-510` to
    /// `CIE-SAD-511` when there is no envelope to look into.
    pub fn verify(&self, envelope: &[u8], now: DateTime<Utc>) -> Result<Verified> {
        if envelope.len() > self.limits.bytes {
            return Err(Error::new(Code::TooLarge));
        }
        let text = charset::decode(envelope)?;
        let root = tree::parse(&text, &self.limits)?;
        let parts = parts(&text, &root)?;
        let missing = || Error::new(Code::SignatureMissing);
        let header = parts.header.ok_or_else(missing)?;
        if !header.elements().any(|block| block.is(WSSE, "Security")) {
            return Err(missing());
        }
        let security = header
            .only(WSSE, "Security")
            .ok_or_else(|| unsupported("two security headers"))?;
        if security
            .attribute(NAMESPACE, "actor")
            .is_some_and(|actor| !actor.is_empty())
        {
            return Err(unsupported("a security header for another actor"));
        }
        if !security.elements().any(|part| part.is(DS, "Signature")) {
            return Err(missing());
        }
        let signature = security
            .only(DS, "Signature")
            .ok_or_else(|| unsupported("two signatures"))?;
        let identified = identified(&root)?;

        let around = inside(&inside(&inside(&Scope::new(), &root), header), security);
        let (number, trusted) = self.signer(security, signature)?;
        let certificate = CertificateDer::from(trusted);
        let references = signed_info(signature, &around, &certificate)?;

        let mut body = false;
        let mut time = None;
        for reference in references {
            let found = |element: &&Element| id(element) == Some(reference.id);
            // By place: nothing else in the envelope can be what a reference means.
            let (element, scope) = if found(&parts.body) {
                body = true;
                (parts.body, inside(&Scope::new(), &root))
            } else if let Some(part) = security.elements().find(found) {
                if part.is(WSU, "Timestamp") {
                    time = Some(part);
                }
                (part, around.clone())
            } else if let Some(block) = header.elements().find(found) {
                (block, inside(&inside(&Scope::new(), &root), header))
            } else {
                return Err(misplaced("a reference to something else"));
            };
            // The body is the last thing anybody should find under an identifier of its own.
            if !identified.contains(reference.id) {
                return Err(misplaced("identifier"));
            }
            let form = canonical(element, &scope, &reference.inclusive);
            let sum = digest(&RING_SHA256, form.as_bytes());
            if sum.as_ref() != reference.digest {
                return Err(Error::new(Code::SignatureInvalid).detail("digest"));
            }
        }
        if !body {
            return Err(misplaced("the body is not signed"));
        }
        let time = time.ok_or_else(|| misplaced("the time is not signed"))?;
        self.in_time(time, now)?;
        Ok(Verified { signer: number })
    }

    /// The trusted certificate that the signature points at, and its number.
    fn signer(&self, security: &Element, signature: &Element) -> Result<(usize, &[u8])> {
        let form = || unsupported("a direct reference to a certificate is needed");
        let uri = signature
            .only(DS, "KeyInfo")
            .and_then(|info| info.only(WSSE, "SecurityTokenReference"))
            .and_then(|reference| reference.only(WSSE, "Reference"))
            .and_then(|reference| reference.attribute("", "URI"))
            .and_then(|uri| uri.strip_prefix('#'))
            .ok_or_else(form)?;
        let token = security
            .elements()
            .find(|part| part.is(WSSE, "BinarySecurityToken") && id(part) == Some(uri))
            .ok_or_else(form)?;
        if token.attribute("", "ValueType") != Some(X509) {
            return Err(form());
        }
        let certificate = base64(token).ok_or_else(form)?;
        let known = self
            .trusted
            .iter()
            .enumerate()
            .find(|(_, trusted)| **trusted == certificate);
        let (number, trusted) = known.ok_or_else(|| Error::new(Code::UnknownSigner))?;
        Ok((number, trusted))
    }

    fn in_time(&self, time: &Element, now: DateTime<Utc>) -> Result<()> {
        let bad = |what| Error::new(Code::SignatureExpired).detail(what);
        let moment = |name: &str| -> Result<Option<DateTime<Utc>>> {
            let Some(element) = time.only(WSU, name) else {
                let any = time.elements().any(|part| part.is(WSU, name));
                return if any { Err(bad("two times")) } else { Ok(None) };
            };
            let text = element.text().unwrap_or_default();
            let parsed = DateTime::parse_from_rfc3339(text.trim());
            let parsed = parsed.map_err(|_| bad("unreadable time"))?;
            Ok(Some(parsed.with_timezone(&Utc)))
        };
        let created = moment("Created")?.ok_or_else(|| bad("no time of creation"))?;
        let until = |end: DateTime<Utc>| end.checked_add_signed(self.tolerance);
        let last = created.checked_add_signed(self.longest);
        let expires = moment("Expires")?.into_iter().chain(last).min();
        if until(now).is_none_or(|latest| created > latest) {
            return Err(bad("from the future"));
        }
        if expires.and_then(until).is_none_or(|end| end < now) {
            return Err(bad("expired"));
        }
        Ok(())
    }
}

/// Checks a signature with the key of a certificate.
pub(super) fn key_of(
    certificate: &CertificateDer<'_>,
    message: &[u8],
    signature: &[u8],
) -> Result<()> {
    let invalid = || Error::new(Code::SignatureInvalid);
    let certificate = EndEntityCert::try_from(certificate).map_err(|_| invalid())?;
    certificate
        .verify_signature(RSA_PKCS1_2048_8192_SHA256, message, signature)
        .map_err(|_| invalid().detail("signature"))
}

struct Reference<'e> {
    id: &'e str,
    inclusive: Vec<&'e str>,
    digest: Vec<u8>,
}

/// What a signature says it signs, once the signature itself is verified.
fn signed_info<'e>(
    signature: &'e Element,
    around: &Scope,
    certificate: &CertificateDer<'_>,
) -> Result<Vec<Reference<'e>>> {
    let form = |what| unsupported(what);
    let info = signature
        .only(DS, "SignedInfo")
        .ok_or_else(|| form("SignedInfo"))?;
    let method = info
        .only(DS, "CanonicalizationMethod")
        .filter(|method| method.attribute("", "Algorithm") == Some(EXCLUSIVE))
        .ok_or_else(|| form("canonicalisation"))?;
    info.only(DS, "SignatureMethod")
        .filter(|method| method.attribute("", "Algorithm") == Some(RSA_SHA256))
        .ok_or_else(|| form("signature algorithm"))?;
    let value = signature
        .only(DS, "SignatureValue")
        .and_then(base64)
        .ok_or_else(|| form("signature value"))?;
    let canonical = canonical(info, &inside(around, signature), &inclusive(method)?);
    key_of(certificate, canonical.as_bytes(), &value)?;

    let mut references = Vec::new();
    for element in info.elements().filter(|part| part.is(DS, "Reference")) {
        if references.len() >= MAX_REFERENCES {
            return Err(form("too many references"));
        }
        let id = element
            .attribute("", "URI")
            .and_then(|uri| uri.strip_prefix('#'))
            .filter(|id| !id.is_empty())
            .ok_or_else(|| form("a reference without identifier"))?;
        let transforms = element
            .only(DS, "Transforms")
            .ok_or_else(|| form("transforms"))?;
        let mut inside = transforms.elements();
        let transform = inside
            .next()
            .filter(|first| first.is(DS, "Transform") && inside.next().is_none())
            .filter(|first| first.attribute("", "Algorithm") == Some(EXCLUSIVE))
            .ok_or_else(|| form("transforms"))?;
        element
            .only(DS, "DigestMethod")
            .filter(|method| method.attribute("", "Algorithm") == Some(SHA256))
            .ok_or_else(|| form("digest algorithm"))?;
        let digest = element
            .only(DS, "DigestValue")
            .and_then(base64)
            .ok_or_else(|| form("digest value"))?;
        references.push(Reference {
            id,
            inclusive: inclusive(transform)?,
            digest,
        });
    }
    Ok(references)
}

/// The prefixes listed for inclusive treatment.
fn inclusive(method: &Element) -> Result<Vec<&str>> {
    let mut inside = method.elements();
    match (inside.next(), inside.next()) {
        (None, _) => Ok(Vec::new()),
        (Some(list), None) if list.is(EXCLUSIVE, "InclusiveNamespaces") => {
            let prefixes = list.attribute("", "PrefixList").unwrap_or_default();
            Ok(prefixes.split_ascii_whitespace().collect())
        }
        _ => Err(unsupported("parameters of a canonicalisation")),
    }
}

/// The identifier of an element, as signatures refer to it.
fn id(element: &Element) -> Option<&str> {
    element
        .attribute(WSU, "Id")
        .or_else(|| element.attribute("", "Id"))
}

/// Every identifier of an envelope; the same one twice is how signatures are moved elsewhere.
fn identified(root: &Element) -> Result<BTreeSet<&str>> {
    let (mut seen, mut twice) = (BTreeSet::new(), false);
    root.walk(&mut |element| {
        for attribute in &element.attributes {
            if attribute.local.eq_ignore_ascii_case("id") {
                twice |= !seen.insert(attribute.value.as_str());
            }
        }
    });
    if twice {
        return Err(misplaced("an identifier is there twice"));
    }
    Ok(seen)
}

fn base64(element: &Element) -> Option<Vec<u8>> {
    let text = element.text()?;
    let packed: String = text
        .chars()
        .filter(|c| !c.is_ascii_whitespace())
        .take(MAX_BASE64)
        .collect();
    STANDARD
        .decode(packed)
        .ok()
        .filter(|bytes| !bytes.is_empty())
}

fn unsupported(what: &'static str) -> Error {
    Error::new(Code::SignatureUnsupported).detail(what)
}

fn misplaced(what: &'static str) -> Error {
    Error::new(Code::SignatureMisplaced).detail(what)
}
