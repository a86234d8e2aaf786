//! The counter behind the two ports: it assigns serials, takes requests in and tells what became
//! of them.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cie_core::issuance::RequestNumber;
use cie_core::ports::{
    Acceptance, Cnsd, PortError, Progress, ReceiptSecrets, SecretHalf, SerialSource, System,
};
use cie_core::redact::Secret;
use ring::digest::{SHA256, digest};

use super::builder::MinistryBuilder;
use super::faults::Faults;
use super::opener::Opener;
use super::payload;
use super::recipient::Recipient;
use crate::fault::port_error;
use crate::label::SIMULATO;
use crate::state::{Accepted, Archive, RequestRecord};
use crate::{Clock, Code, Error, Randomness, Result, Tempo, randomness};

/// Largest envelope taken in, in bytes: the signed content and room for what CMS adds.
pub const MAX_ENVELOPE: usize = payload::MAX_CONTENT + (64 << 10);

/// Digits of a PIN and of a PUK; the first half of them is printed on the receipt.
const SECRET_DIGITS: usize = 8;

/// Honest simulator of the Ministry's side: serials (CIEOnline), certification (CNSD), production
/// (IPZS) and delivery (Poste).
///
/// The real interfaces are not public; this one implements the ports of `cie-core` and says
/// `simulated` in every answer. Its state is durable: it can be killed at any moment, and what was
/// answered before stays true after it is opened again.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use cie_core::issuance::RequestNumber;
/// use cie_core::ports::SerialSource;
/// use cie_devices::sim::{TestAuthority, Validity};
/// use cie_sandbox::Ministry;
///
/// let now = SystemTime::now();
/// let validity =
///     Validity { not_before: now.into(), not_after: (now + Duration::from_secs(86_400)).into() };
/// let rng = ring::rand::SystemRandom::new();
/// let authority = TestAuthority::generate("SCO test authority", validity, &rng)?;
///
/// let directory = tempfile::tempdir()?;
/// let ministry = Ministry::builder(directory.path(), authority.certificate()).open()?;
/// let request = RequestNumber::new("058091", 2026, 7)?;
/// assert_eq!(ministry.serial(&request)?, "CA00000AA");
/// assert_eq!(ministry.serial(&request)?, "CA00000AA");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Ministry {
    archive: Mutex<Archive>,
    recipient: Recipient,
    opener: Opener,
    tempo: Tempo,
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
    faults: Faults,
}

/// What the builder hands over.
pub(super) struct Parts {
    pub(super) archive: Archive,
    pub(super) recipient: Recipient,
    pub(super) opener: Opener,
    pub(super) tempo: Tempo,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) randomness: Arc<dyn Randomness>,
}

impl fmt::Debug for Ministry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SIMULATED Ministry")
    }
}

impl Ministry {
    /// A simulator that keeps its state in `directory` and takes in requests signed by cards of
    /// the test authority with this certificate (X.509 in DER).
    pub fn builder(
        directory: impl Into<PathBuf>,
        sco_authority: impl Into<Vec<u8>>,
    ) -> MinistryBuilder {
        MinistryBuilder::new(directory.into(), sco_authority.into())
    }

    pub(super) fn from_parts(parts: Parts) -> Self {
        Self {
            archive: Mutex::new(parts.archive),
            recipient: parts.recipient,
            opener: parts.opener,
            tempo: parts.tempo,
            clock: parts.clock,
            randomness: parts.randomness,
            faults: Faults::default(),
        }
    }

    /// Orders for faults.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// The archive keeps nothing in memory, so a panic of another thread cannot have spoilt it.
    fn archive(&self) -> MutexGuard<'_, Archive> {
        self.archive.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does one call of a system, with the misfortunes that were ordered for it.
    fn call<T>(
        &self,
        system: System,
        work: impl FnOnce() -> Result<T>,
    ) -> std::result::Result<T, PortError> {
        let fate = self.faults.take(system);
        if !fate.delay.is_zero() {
            std::thread::sleep(fate.delay);
        }
        let done = if fate.unavailable {
            Err(Code::OrderedDown.into())
        } else {
            work()
        };
        let told = match done {
            Ok(_) if fate.lost => Err(Error::new(Code::OrderedLoss)),
            Ok(_) if fate.garbage => Err(Error::new(Code::OrderedGarbage)),
            other => other,
        };
        told.map_err(|error| port_error(system, error))
    }

    fn take_in(&self, number: &RequestNumber, envelope: &[u8]) -> Result<Acceptance> {
        if envelope.len() > MAX_ENVELOPE {
            return Err(Code::EnvelopeTooLarge.into());
        }
        let envelope_sha256 = sha256(envelope);
        // The very bytes that were taken in before need no second look; the card that signed them
        // may have expired since.
        if let Some(accepted) = self.archive().request(number)?.and_then(|r| r.accepted)
            && accepted.envelope_sha256 == envelope_sha256
        {
            return Ok(accepted.acceptance());
        }
        let now = self.clock.now();
        let content = self.opener.open(envelope, &self.recipient, now)?;
        let content = content.expose();
        let payload = payload::parse(content)?;
        if payload.number != number.as_str() {
            return Err(Code::NumberMismatch.into());
        }
        let content_sha256 = sha256(content);

        // From here to the write nobody else may look: two copies of a request may arrive at once.
        let archive = self.archive();
        let record = archive
            .request(number)?
            .ok_or_else(|| Error::new(Code::SerialNotAssigned))?;
        if payload.serial != record.serial.as_str() {
            return Err(Code::SerialMismatch.into());
        }
        if let Some(accepted) = &record.accepted {
            if accepted.content_sha256 == content_sha256 {
                return Ok(accepted.acceptance());
            }
            return Err(Code::OtherContent.into());
        }
        let accepted = Accepted {
            protocol: format!("{SIMULATO}-{}", randomness::token(&*self.randomness)?),
            at: now,
            envelope_sha256,
            content_sha256,
            plan: self.faults.course_for(number).plan(now, self.tempo)?,
            told: 0,
            pin: self.secret()?,
            puk: self.secret()?,
        };
        let acceptance = accepted.acceptance();
        archive.keep(&RequestRecord {
            accepted: Some(accepted),
            ..record
        })?;
        Ok(acceptance)
    }

    fn secret(&self) -> Result<Secret> {
        let digits = randomness::digits(&*self.randomness, SECRET_DIGITS)?;
        Ok(Secret::new(digits.as_str()))
    }

    fn tell(&self, number: &RequestNumber) -> Result<Progress> {
        let archive = self.archive();
        let (record, mut accepted) = known(&archive, number)?;
        let now = self.clock.now();
        let due = accepted
            .plan
            .iter()
            .take_while(|update| update.at <= now)
            .count();
        if due > accepted.told {
            // Kept before it is told: a clock set back must not undo what a caller has heard.
            accepted.told = due;
            archive.keep(&RequestRecord {
                accepted: Some(accepted.clone()),
                ..record
            })?;
        }
        accepted.plan.truncate(accepted.told);
        Ok(Progress {
            updates: accepted.plan,
            simulated: true,
        })
    }

    fn halves(&self, number: &RequestNumber) -> Result<ReceiptSecrets> {
        let (_, accepted) = known(&self.archive(), number)?;
        Ok(ReceiptSecrets {
            pin: first_half(&accepted.pin)?,
            puk: first_half(&accepted.puk)?,
        })
    }
}

impl Accepted {
    fn acceptance(&self) -> Acceptance {
        Acceptance {
            protocol: self.protocol.clone(),
            simulated: true,
        }
    }
}

/// The record of a request that was taken in.
fn known(archive: &Archive, number: &RequestNumber) -> Result<(RequestRecord, Accepted)> {
    let unknown = || Error::new(Code::UnknownRequest);
    let mut record = archive.request(number)?.ok_or_else(unknown)?;
    let accepted = record.accepted.take().ok_or_else(unknown)?;
    Ok((record, accepted))
}

fn first_half(secret: &Secret) -> Result<SecretHalf> {
    let half = secret.expose().get(..SECRET_DIGITS / 2);
    half.map(|half| SecretHalf(Secret::new(half)))
        .ok_or_else(|| Error::new(Code::StateCorrupt).detail("PIN or PUK"))
}

fn sha256(bytes: &[u8]) -> String {
    digest(&SHA256, bytes)
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

impl SerialSource for Ministry {
    fn serial(&self, request: &RequestNumber) -> std::result::Result<String, PortError> {
        self.call(System::CieOnline, || {
            Ok(self.archive().assign(request)?.serial.as_str().to_owned())
        })
    }
}

impl Cnsd for Ministry {
    fn recipient_certificate(&self) -> std::result::Result<Vec<u8>, PortError> {
        self.call(System::Cnsd, || Ok(self.recipient.certificate().to_vec()))
    }

    fn submit(
        &self,
        request: &RequestNumber,
        envelope: &[u8],
    ) -> std::result::Result<Acceptance, PortError> {
        self.call(System::Cnsd, || self.take_in(request, envelope))
    }

    fn progress(&self, request: &RequestNumber) -> std::result::Result<Progress, PortError> {
        self.call(System::Cnsd, || self.tell(request))
    }

    fn receipt_secrets(
        &self,
        request: &RequestNumber,
    ) -> std::result::Result<ReceiptSecrets, PortError> {
        self.call(System::Cnsd, || self.halves(request))
    }
}
