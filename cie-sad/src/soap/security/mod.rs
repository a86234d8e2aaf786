//! WS-Security, optional: body and time signed with an X.509 certificate.
//!
//! One form is written and accepted: RSA-SHA256 over SHA-256 digests, exclusive canonicalisation, a
//! `BinarySecurityToken` with the certificate, a `Timestamp`. Whatever else is refused
//! (`CIE-SAD-521`), among it SHA-1, XPath and XSLT transforms, enveloped signatures, two signatures.
//!
//! A signature counts only for what is then processed: the signed element must be the very body of
//! the envelope, by place and by identifier; no identifier may be there twice; the time must be
//! signed too. Certificates are trusted one by one: whoever runs the service names those of its
//! clients. Sources: OASIS Web Services Security 1.1.1, its X.509 token profile, W3C XML Signature.

mod names;
mod sign;
mod verify;

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};

pub use sign::Signer;
pub use verify::{Verified, Verifier};

pub(crate) use names::WSSE;

use crate::Result;

/// Tells the time; handed in, because nothing here reads a clock.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What a side of the exchange signs and demands.
#[derive(Clone)]
pub struct Security {
    signer: Option<Arc<Signer>>,
    verifier: Option<Arc<Verifier>>,
    clock: Clock,
}

impl fmt::Debug for Security {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Security")
            .field("signs", &self.signer.is_some())
            .field("verifies", &self.verifier.is_some())
            .finish_non_exhaustive()
    }
}

impl Security {
    /// Neither signs nor demands anything yet.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self {
            signer: None,
            verifier: None,
            clock,
        }
    }

    /// Signs what is sent.
    #[must_use]
    pub fn signing(mut self, signer: Signer) -> Self {
        self.signer = Some(Arc::new(signer));
        self
    }

    /// Demands a signature on what comes in.
    #[must_use]
    pub fn verifying(mut self, verifier: Verifier) -> Self {
        self.verifier = Some(Arc::new(verifier));
        self
    }

    pub(crate) fn outgoing(&self, envelope: Vec<u8>) -> Result<Vec<u8>> {
        match &self.signer {
            Some(signer) => signer.sign(&envelope, (self.clock)()),
            None => Ok(envelope),
        }
    }

    pub(crate) fn incoming(&self, envelope: &[u8]) -> Result<Option<Verified>> {
        let verify = |verifier: &Arc<Verifier>| verifier.verify(envelope, (self.clock)());
        self.verifier.as_ref().map(verify).transpose()
    }

    /// The header blocks that are read.
    pub(crate) fn understood(&self) -> &'static [(&'static str, &'static str)] {
        match self.verifier {
            Some(_) => &[(WSSE, "Security")],
            None => &[],
        }
    }
}
