//! The simulator's own key: requests are sealed to its certificate.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use cie_core::redact::Secret;
use cie_devices::envelope::SoftRecipient;
use cie_devices::sim::{Purpose, TestAuthority, Validity};
use ring::rand::SystemRandom;

use crate::state::{Archive, RecipientRecord, from_base64, to_base64};
use crate::{Code, Error, Result};

/// How long the certificate is valid, in days.
const DAYS: i64 = 3_650;

/// A P-256 key for key agreement and its certificate, `O=SIMULATED`. It is issued by a throw-away
/// test authority: who seals to it has it from the port, and there is nothing more to trust.
pub(super) struct Recipient {
    certificate: Vec<u8>,
    key: SoftRecipient,
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SIMULATED recipient")
    }
}

impl Recipient {
    /// The key of the state directory, made at the first opening.
    ///
    /// # Errors
    /// `CIE-SIM-002`, `CIE-SIM-003` for trouble on disk, `CIE-SIM-008` when it cannot be made.
    pub(super) fn load_or_make(archive: &Archive, now: DateTime<Utc>) -> Result<Self> {
        let record = match archive.recipient()? {
            Some(record) => record,
            None => {
                let record = make(now)?;
                archive.keep_recipient(&record)?;
                record
            }
        };
        let corrupt = || Error::new(Code::StateCorrupt).detail("recipient");
        let certificate = from_base64(&record.certificate).ok_or_else(corrupt)?;
        let private_key = from_base64(record.private_key.expose()).ok_or_else(corrupt)?;
        let key = SoftRecipient::new(&private_key, &certificate)
            .map_err(|error| corrupt().caused_by(error))?;
        Ok(Self {
            certificate: certificate.to_vec(),
            key,
        })
    }

    /// The certificate, X.509 in DER.
    pub(super) fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// What opens envelopes.
    pub(super) fn key(&self) -> &SoftRecipient {
        &self.key
    }
}

fn make(now: DateTime<Utc>) -> Result<RecipientRecord> {
    let not_made = || Error::new(Code::RecipientNotMade);
    let rng = SystemRandom::new();
    // A day of grace for peers whose clock is slow.
    let validity = Validity {
        not_before: now
            .checked_sub_signed(TimeDelta::days(1))
            .ok_or_else(not_made)?,
        not_after: now
            .checked_add_signed(TimeDelta::days(DAYS))
            .ok_or_else(not_made)?,
    };
    let issued = TestAuthority::generate("SIMULATED CNSD authority", validity, &rng)
        .and_then(|ca| ca.issue("SIMULATED CNSD", Purpose::KeyAgreement, validity, &rng))
        .map_err(|error| not_made().caused_by(error))?;
    Ok(RecipientRecord {
        certificate: to_base64(&issued.certificate).to_string(),
        private_key: Secret::new(to_base64(&issued.private_key).as_str()),
    })
}
