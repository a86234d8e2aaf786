//! Signing an envelope of ours.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use ring::digest::{SHA256 as RING_SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use rustls_pki_types::CertificateDer;

use super::names::{BASE64, DS, EXCLUSIVE, RSA_SHA256, SHA256, WSSE, WSU, X509};
use super::verify::key_of;
use crate::codec::Limits;
use crate::soap::c14n::{Scope, canonical, inside};
use crate::soap::tree::{self, Element};
use crate::{Code, Error, Result};

/// How long a message of ours is good for, in seconds.
const LIFETIME: i64 = 300;

/// A key and its certificate, for signing what is sent.
pub struct Signer {
    key: RsaKeyPair,
    certificate: Vec<u8>,
    lifetime: TimeDelta,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer").finish_non_exhaustive()
    }
}

impl Signer {
    /// From an RSA key in PKCS #8 and its certificate, both in DER.
    ///
    /// # Errors
    /// `CIE-SAD-526` when the key is not RSA of 2048 bits or more, or not the certificate's.
    pub fn new(pkcs8: &[u8], certificate: &[u8]) -> Result<Self> {
        let bad = |what: &'static str| Error::new(Code::BadKey).detail(what);
        let key = RsaKeyPair::from_pkcs8(pkcs8).map_err(|_| bad("key"))?;
        if key.public().modulus_len() < 256 {
            return Err(bad("key shorter than 2048 bits"));
        }
        let signer = Self {
            key,
            certificate: certificate.to_owned(),
            lifetime: TimeDelta::seconds(LIFETIME),
        };
        // A certificate of another key would make messages that nobody can verify.
        let probe = signer.raw(b"cie")?;
        let der = CertificateDer::from(certificate);
        key_of(&der, b"cie", &probe).map_err(|_| bad("certificate"))?;
        Ok(signer)
    }

    /// Sets for how long a message is good after it was signed (5 minutes without).
    #[must_use]
    pub fn with_lifetime(mut self, lifetime: std::time::Duration) -> Self {
        self.lifetime = TimeDelta::from_std(lifetime).unwrap_or(self.lifetime);
        self
    }

    /// The certificate, in DER.
    #[must_use]
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// Signs body and time of an envelope without header, in UTF-8, as this crate writes it.
    ///
    /// # Errors
    /// `CIE-SAD-510` for an envelope of another form, `CIE-SAD-526` when the key fails.
    pub fn sign(&self, envelope: &[u8], now: DateTime<Utc>) -> Result<Vec<u8>> {
        let form = || Error::new(Code::BadEnvelope).detail("only an envelope of ours is signed");
        let text = std::str::from_utf8(envelope).map_err(|_| form())?;
        let (before, after) = text.split_once("<soapenv:Body>").ok_or_else(form)?;
        let created = now.to_rfc3339_opts(SecondsFormat::Millis, true);
        let expires = (now + self.lifetime).to_rfc3339_opts(SecondsFormat::Millis, true);
        let token = STANDARD.encode(&self.certificate);
        let document = |signed_info: &str, signature: &str| {
            format!(
                "{before}<soapenv:Header><wsse:Security xmlns:wsse=\"{WSSE}\" xmlns:wsu=\"{WSU}\" \
                 soapenv:mustUnderstand=\"1\">\
                 <wsse:BinarySecurityToken EncodingType=\"{BASE64}\" ValueType=\"{X509}\" \
                 wsu:Id=\"{TOKEN}\">{token}</wsse:BinarySecurityToken>\
                 <wsu:Timestamp wsu:Id=\"{TIME}\"><wsu:Created>{created}</wsu:Created>\
                 <wsu:Expires>{expires}</wsu:Expires></wsu:Timestamp>\
                 <ds:Signature xmlns:ds=\"{DS}\">{signed_info}\
                 <ds:SignatureValue>{signature}</ds:SignatureValue>\
                 <ds:KeyInfo><wsse:SecurityTokenReference>\
                 <wsse:Reference URI=\"#{TOKEN}\" ValueType=\"{X509}\"/>\
                 </wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature>\
                 </wsse:Security></soapenv:Header>\
                 <soapenv:Body xmlns:wsu=\"{WSU}\" wsu:Id=\"{BODY}\">{after}"
            )
        };
        let limits = Limits {
            plain_bytes: Limits::default().bytes,
            ..Limits::default()
        };
        let unsigned = tree::parse(&document("", ""), &limits)?;
        let mut references = String::new();
        for id in [BODY, TIME, TOKEN] {
            let form = canonical_of(&unsigned, &|element| {
                element.attribute(WSU, "Id") == Some(id)
            });
            let form = form.ok_or_else(|| Error::new(Code::BadEnvelope))?;
            let sum = STANDARD.encode(digest(&RING_SHA256, form.as_bytes()));
            references.push_str(&format!(
                "<ds:Reference URI=\"#{id}\"><ds:Transforms><ds:Transform Algorithm=\"{EXCLUSIVE}\"/>\
                 </ds:Transforms><ds:DigestMethod Algorithm=\"{SHA256}\"/>\
                 <ds:DigestValue>{sum}</ds:DigestValue></ds:Reference>"
            ));
        }
        let signed_info = format!(
            "<ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"/>\
             <ds:SignatureMethod Algorithm=\"{RSA_SHA256}\"/>{references}</ds:SignedInfo>"
        );
        let listed = tree::parse(&document(&signed_info, ""), &limits)?;
        let form = canonical_of(&listed, &|element| element.is(DS, "SignedInfo"));
        let form = form.ok_or_else(|| Error::new(Code::BadEnvelope))?;
        let signature = STANDARD.encode(self.raw(form.as_bytes())?);
        Ok(document(&signed_info, &signature).into_bytes())
    }

    fn raw(&self, message: &[u8]) -> Result<Vec<u8>> {
        let mut signature = vec![0; self.key.public().modulus_len()];
        self.key
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                message,
                &mut signature,
            )
            .map_err(|_| Error::new(Code::BadKey).detail("signing failed"))?;
        Ok(signature)
    }
}

const BODY: &str = "body";
const TIME: &str = "timestamp";
const TOKEN: &str = "certificate";

/// The canonical form of the first element that fits, within the namespaces around it.
fn canonical_of(root: &Element, fits: &dyn Fn(&Element) -> bool) -> Option<String> {
    fn find(element: &Element, around: &Scope, fits: &dyn Fn(&Element) -> bool) -> Option<String> {
        if fits(element) {
            return Some(canonical(element, around, &[]));
        }
        let scope = inside(around, element);
        element
            .elements()
            .find_map(|child| find(child, &scope, fits))
    }
    find(root, &Scope::new(), fits)
}
