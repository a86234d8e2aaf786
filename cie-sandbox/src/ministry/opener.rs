//! From the envelope to the signed content.

use chrono::{DateTime, Utc};
use cie_core::error::Coded;
use cie_core::redact::Personal;
use cie_devices::envelope;
use cie_devices::operator::cms;
use rustls_pki_types::CertificateDer;

use super::recipient::Recipient;
use crate::{Code, Error, Result};

/// Opens envelopes and checks who signed what is inside.
pub(super) struct Opener {
    authority: Vec<u8>,
}

impl Opener {
    /// Trusts the cards of this authority (X.509 in DER) and of no other.
    ///
    /// # Errors
    /// `CIE-SIM-007` when it cannot serve as a trust anchor.
    pub(super) fn new(authority: Vec<u8>) -> Result<Self> {
        webpki::anchor_from_trusted_cert(&CertificateDer::from(authority.as_slice()))
            .map_err(|error| Error::new(Code::BadAuthority).caused_by(error))?;
        Ok(Self { authority })
    }

    /// The content that an operator card signed and sealed for this recipient; the card's
    /// certificate must be valid at the moment given.
    ///
    /// # Errors
    /// `CIE-SIM-021` when the envelope does not open, `CIE-SIM-022` when the signature does not
    /// hold.
    pub(super) fn open(
        &self,
        envelope: &[u8],
        recipient: &Recipient,
        at: DateTime<Utc>,
    ) -> Result<Personal<Vec<u8>>> {
        let signed = envelope::open(envelope, recipient.key())
            .map_err(|error| refusal(Code::EnvelopeNotOpened, error))?;
        let verified = cms::verify(signed.expose(), &[&self.authority], at, None)
            .map_err(|error| refusal(Code::SignatureRefused, error))?;
        Ok(verified.content().clone())
    }
}

/// The device's own code goes with the refusal: it says what exactly was wrong.
fn refusal(code: Code, error: cie_devices::Error) -> Error {
    Error::new(code).detail(error.info().id).caused_by(error)
}
