//! Signing a request, once.

use std::fmt;

use chrono::{DateTime, FixedOffset, Utc};
use cie_core::error::Coded;
use cie_core::issuance::RequestNumber;
use cie_core::journal::{Event, Hash, Journal, JournalError};
use cie_core::sco::Inventory;

use super::{Kept, Matter, SignatureRecord, SigningPolicy};
use crate::operator::cms::{self, Placement};
use crate::operator::{CardCertificate, OperatorCard, PinPrompt, PinPurpose, pin};
use crate::{Code, Error, Result};

/// Who the journal says did what the card's officer did not do.
const DESK: &str = "signing_desk";

/// What is to be signed.
#[derive(Clone, Copy)]
pub struct SigningRequest<'a> {
    /// Number of the request.
    pub number: &'a RequestNumber,
    /// What is signed.
    pub matter: Matter,
    /// The content, such as the canonical form of the request.
    pub content: &'a [u8],
    /// Now, by the office's own clock.
    pub at: DateTime<FixedOffset>,
    /// Where the content travels.
    pub placement: Placement,
}

impl fmt::Debug for SigningRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, matter) = (self.number, self.matter.name());
        write!(f, "SigningRequest({number}, {matter}, content: [personal])")
    }
}

/// A signed request.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    /// CMS SignedData in DER.
    pub message: Vec<u8>,
    /// SHA-256 of the content.
    pub digest: Hash,
    /// SHA-256 of the signer's certificate.
    pub certificate: Hash,
    /// When it was signed.
    pub at: DateTime<Utc>,
    /// Whether this signature was made earlier, and the card was not used now.
    pub repeated: bool,
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (digest, repeated) = (self.digest, self.repeated);
        write!(f, "Signed({digest}, repeated: {repeated})")
    }
}

/// The rules, the office, the journal and the record that signing needs.
///
/// The journal gets `sco.signature.begun` before the card is used, then `sco.signature.made` with
/// the kept signature, or `sco.signature.failed`; `sco.signature.refused` when the rules say no,
/// and `sco.signature.returned` when the kept one is given again. Their data: `matter`, `sha256`,
/// `certificate`, `card`, and `code` when something went wrong.
#[derive(Clone, Copy)]
pub struct SigningDesk<'a> {
    /// The rules of the office.
    pub policy: &'a SigningPolicy,
    /// The operator cards of the office.
    pub inventory: &'a Inventory,
    /// The journal.
    pub journal: &'a dyn Journal,
    /// Where signatures are kept.
    pub record: &'a dyn SignatureRecord,
}

impl SigningDesk<'_> {
    /// Signs with the card, or returns the signature that the request has already.
    ///
    /// The PIN is asked for only if the card's session is not open; it stays open afterwards, for
    /// the next request, unless the key asks each time.
    ///
    /// # Errors
    /// - `CIE-DEV-143` when the request was signed with another content, `CIE-DEV-145` when the
    ///   kept signature is damaged;
    /// - `CIE-DEV-120`, `CIE-DEV-129` and `CIE-DEV-138` to `CIE-DEV-142` when the rules say no (see
    ///   [`SigningPolicy::admit`]);
    /// - what the card says of PIN and signature, `CIE-DEV-137` among them when it is taken out:
    ///   the request is then unsigned, and asking again is all there is to do;
    /// - `CIE-DEV-148` when the journal, `CIE-DEV-144` when the record does not work.
    pub fn sign(
        &self,
        request: &SigningRequest<'_>,
        card: &mut dyn OperatorCard,
        prompt: &mut dyn PinPrompt,
    ) -> Result<Signed> {
        let digest = Hash::of(request.content);
        let kept = self.record.find(request.number, request.matter);
        if let Some(kept) = kept.map_err(not_kept)? {
            return self.again(request, digest, kept);
        }
        let certificate = card
            .certificate()
            .and_then(|der| CardCertificate::parse(&der))?;
        let event = |what: &str, actor: &str| {
            self.event(request, what, actor, digest)
                .with("certificate", certificate.fingerprint().to_string())
        };
        let admitted = self
            .policy
            .admit(self.inventory, &certificate, request.matter, request.at);
        let signatory = match admitted {
            Ok(signatory) => signatory,
            Err(error) => {
                self.note(event("refused", DESK).with("code", error.info().id))?;
                return Err(error);
            }
        };
        let event = |what: &str| {
            event(what, signatory.officer.as_str()).with("card", signatory.card.as_str())
        };
        self.note(event("begun"))?;
        let signature = match sign(request, card, prompt, &certificate) {
            Ok(message) => Kept {
                number: request.number.clone(),
                matter: request.matter,
                digest,
                certificate: certificate.fingerprint(),
                at: seconds(request.at),
                message,
            },
            Err(error) => {
                // The card's trouble says more than that of the journal.
                let _ = self.note(event("failed").with("code", error.info().id));
                return Err(error);
            }
        };
        let kept = self.record.keep(&signature, event("made"));
        let kept = kept.map_err(not_kept)?;
        if kept == signature {
            return Ok(given(kept, false));
        }
        // Somebody signed the same request meanwhile: theirs counts, ours is forgotten.
        self.again(request, digest, kept)
    }

    /// The signature that a request has already.
    fn again(&self, request: &SigningRequest<'_>, digest: Hash, kept: Kept) -> Result<Signed> {
        let event = |what: &str| {
            self.event(request, what, DESK, digest)
                .with("certificate", kept.certificate.to_string())
        };
        let outcome = if kept.digest == digest {
            intact(&kept, request)
        } else {
            Err(Code::SignatureConflict.into())
        };
        match outcome {
            Ok(()) => {
                self.note(event("returned"))?;
                Ok(given(kept, true))
            }
            Err(error) => {
                self.note(event("refused").with("code", error.info().id))?;
                Err(error)
            }
        }
    }

    fn event(&self, request: &SigningRequest<'_>, what: &str, actor: &str, digest: Hash) -> Event {
        let what = format!("sco.signature.{what}");
        Event::new(seconds(request.at), request.number.as_str(), what, actor)
            .with("matter", request.matter.name())
            .with("sha256", digest.to_string())
    }

    fn note(&self, event: Event) -> Result<()> {
        match self.journal.append(event) {
            Ok(_) => Ok(()),
            Err(error) => Err(Error::new(Code::SigningNotJournaled).caused_by(error)),
        }
    }
}

impl fmt::Debug for SigningDesk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningDesk({})", self.inventory.office())
    }
}

fn sign(
    request: &SigningRequest<'_>,
    card: &mut dyn OperatorCard,
    prompt: &mut dyn PinPrompt,
    certificate: &CardCertificate,
) -> Result<Vec<u8>> {
    if !card.is_open() {
        let purpose = if card.asks_each_time() {
            PinPurpose::EachSignature
        } else {
            PinPurpose::LogIn
        };
        pin::ask(card, prompt, purpose)?;
    }
    let message = cms::sign(
        request.content,
        card,
        seconds(request.at),
        request.placement,
    )?;
    // The card may have been changed for another while the PIN was being asked for.
    let made = cms::check_intact(&message, detached(request.placement, request.content))?;
    if Hash::of(made.certificate()) != certificate.fingerprint() {
        return Err(Code::CardWithdrawn.into());
    }
    Ok(message)
}

/// Whether a kept signature is still what was kept: of this content, with this certificate.
fn intact(kept: &Kept, request: &SigningRequest<'_>) -> Result<()> {
    let broken = |error: Error| Error::new(Code::BadStoredSignature).caused_by(error);
    // It was kept in the form asked for then, which need not be the one asked for now.
    let checked = cms::check_intact(&kept.message, None)
        .or_else(|_| cms::check_intact(&kept.message, Some(request.content)))
        .map_err(broken)?;
    let same = checked.content().expose() == request.content
        && Hash::of(checked.certificate()) == kept.certificate;
    if same {
        Ok(())
    } else {
        Err(Code::BadStoredSignature.into())
    }
}

fn detached(placement: Placement, content: &[u8]) -> Option<&[u8]> {
    match placement {
        Placement::Embedded => None,
        Placement::Detached => Some(content),
    }
}

fn given(kept: Kept, repeated: bool) -> Signed {
    Signed {
        message: kept.message,
        digest: kept.digest,
        certificate: kept.certificate,
        at: kept.at,
        repeated,
    }
}

fn seconds(at: DateTime<FixedOffset>) -> DateTime<Utc> {
    let at = at.to_utc();
    DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at)
}

fn not_kept(error: JournalError) -> Error {
    Error::new(Code::SignatureNotKept).caused_by(error)
}
