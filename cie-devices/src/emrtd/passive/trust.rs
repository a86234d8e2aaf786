//! Whom the caller trusts: country signing authorities.

use chrono::{DateTime, Utc};

use super::certificate::Certificate;
use crate::{Code, Error, Result};

/// Most authorities held: the largest master lists have fewer than a thousand.
const MAX_ANCHORS: usize = 4096;

/// Country signing authorities (CSCA) that the caller trusts. None is built in: where they come
/// from is for the caller to know.
#[derive(Clone, Debug, Default)]
pub struct TrustStore {
    anchors: Vec<Certificate>,
}

impl TrustStore {
    /// A store without authorities.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Trusts a certificate in DER. The same one twice is kept once.
    ///
    /// # Errors
    /// `CIE-DEV-480` when it is no certificate, or not one that may sign others; `CIE-DEV-451` for
    /// more than 4,096.
    pub fn add(&mut self, der: &[u8]) -> Result<()> {
        self.add_certificate(Certificate::parse(der)?)
    }

    /// Trusts a certificate.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn add_certificate(&mut self, certificate: Certificate) -> Result<()> {
        if !certificate.may_certify() {
            return Err(Error::new(Code::BadCsca).detail("not an authority"));
        }
        if self.anchors.len() == MAX_ANCHORS {
            return Err(Error::new(Code::TlvTooMany).detail("authorities"));
        }
        if !self.anchors.contains(&certificate) {
            self.anchors.push(certificate);
        }
        Ok(())
    }

    /// The authorities.
    #[must_use]
    pub fn anchors(&self) -> &[Certificate] {
        &self.anchors
    }

    /// The authority that signed a document signer's certificate, both valid at a moment.
    ///
    /// The issuer is found by key identifier, else by name, always within one country. An authority
    /// that would fit but is not valid then, or did not sign, is no issuer.
    ///
    /// # Errors
    /// `CIE-DEV-475` when no authority could be the issuer, `CIE-DEV-476` when one could but the
    /// certificate does not hold, `CIE-DEV-471` when the signature cannot be judged.
    pub fn issuer_of(&self, signer: &Certificate, moment: DateTime<Utc>) -> Result<&Certificate> {
        let broken = |what: &'static str| Error::new(Code::CscaChainBroken).detail(what);
        if signer.is_authority() || !signer.may_sign() {
            return Err(broken("not a document signer's certificate"));
        }
        if signer.has_unknown_critical() {
            return Err(broken("critical extension not known"));
        }
        if !signer.is_valid_at(moment) {
            return Err(broken("document signer not valid then"));
        }
        let mut reason = Error::new(Code::CscaUnknown).detail(signer.issuer().to_string());
        for anchor in self
            .anchors
            .iter()
            .filter(|anchor| may_issue(anchor, signer))
        {
            match signer.signed_by(anchor) {
                Ok(()) if anchor.is_valid_at(moment) => return Ok(anchor),
                Ok(()) => reason = broken("authority not valid then"),
                Err(error) => reason = error,
            }
        }
        Err(reason)
    }
}

fn may_issue(anchor: &Certificate, signer: &Certificate) -> bool {
    let keys = anchor.subject_key().zip(signer.authority_key());
    let same_country = anchor.subject().country() == signer.issuer().country();
    same_country
        && match keys {
            Some((subject, authority)) => subject == authority,
            None => anchor.subject().same_as(signer.issuer()),
        }
}
