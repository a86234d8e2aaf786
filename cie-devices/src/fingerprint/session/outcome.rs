//! What a session gives to the request.

use cie_core::redact::Personal;
use cie_core::request::{Biometrics, Fingerprint, Impossibility};
use cie_core::rule::Value;
use cie_core::rule::biometrics::FINGERPRINTS_ONE_HAND;

use super::model::PrintSession;
use super::steps::Step;
use crate::{Code, Error, Result};

/// A print that goes into the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenPrint {
    /// The print, in WSQ.
    pub print: Fingerprint,
    /// Its quality by the measure of the session, from 0 to 100.
    pub quality: u8,
    /// Attempts that were made with this finger.
    pub attempts: usize,
}

/// How a session ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionOutcome {
    /// Prints, right hand first.
    pub prints: Vec<TakenPrint>,
    /// Set when a hand could give none; the temporary kind prevails (rule
    /// `biometrics.fingerprints.one_hand`).
    pub impossible: Option<Impossibility>,
    /// References of the medical certificates: the request has no place for them, the office's files
    /// have.
    pub proofs: Vec<Personal<String>>,
}

impl SessionOutcome {
    /// Puts prints and impossibility into what was taken of the citizen, in the place of what was there.
    pub fn put_into(&self, biometrics: &mut Biometrics) {
        biometrics.fingerprints = self
            .prints
            .iter()
            .map(|taken| taken.print.clone())
            .collect();
        biometrics.fingerprints_impossible = self.impossible;
    }
}

impl PrintSession {
    /// What the request gets. For somebody too young for prints: nothing.
    ///
    /// # Errors
    /// `CIE-DEV-532` after a refusal, `CIE-DEV-530` while a step is due.
    pub fn outcome(&self) -> Result<SessionOutcome> {
        match self.step() {
            Step::Refused => return Err(Error::new(Code::PrintsRefused)),
            Step::NotDue { .. } => return Ok(SessionOutcome::default()),
            Step::Complete => {}
            _ => return Err(Error::new(Code::PrintStep).detail("a step is due")),
        }
        let mut outcome = SessionOutcome::default();
        for state in &self.hands {
            if let Some(kept) = state.best.as_ref().filter(|_| state.accepted) {
                let attempts = state.tried.iter().find(|tried| tried.finger == kept.finger);
                outcome.prints.push(TakenPrint {
                    print: Fingerprint {
                        hand: state.hand,
                        finger: kept.finger,
                        image: kept.image.clone(),
                    },
                    quality: kept.quality,
                    attempts: attempts.map_or(0, |tried| tried.attempts.len()),
                });
            }
            if let Some(declared) = &state.impossible {
                outcome.impossible = Some(prevailing(outcome.impossible, declared.kind));
                outcome.proofs.extend(declared.proof.clone());
            }
        }
        Ok(outcome)
    }
}

/// Of two hands that differ, the rule says which counts.
fn prevailing(before: Option<Impossibility>, now: Impossibility) -> Impossibility {
    let temporary = FINGERPRINTS_ONE_HAND.value("temporary_prevails") == Some(Value::Flag(true));
    match before {
        Some(before) if (before == Impossibility::Temporary) == temporary => before,
        _ => now,
    }
}
