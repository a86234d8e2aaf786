//! A session over a scanner, with somebody at the desk.

use std::time::Duration;

use cie_core::request::Impossibility;

use super::super::quality::{Quality, QualityMeter};
use super::super::scanner::{
    Cancel, CaptureEvent, CaptureOrder, CaptureWatch, CapturedPrint, FingerprintScanner,
};
use super::model::{AttemptFailure, FingerAbsence, PrintSession};
use super::steps::Step;
use crate::{Code, Error, Result};

/// How long to wait for what, and how to stop.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Patience {
    /// For the scanner to be ready.
    pub opening: Duration,
    /// For one capture.
    pub capture: Duration,
    /// Stops the session between and during captures; it can be resumed.
    pub cancel: Cancel,
}

impl Default for Patience {
    /// Ten seconds to open, thirty for a finger.
    fn default() -> Self {
        Self {
            opening: Duration::from_secs(10),
            capture: Duration::from_secs(30),
            cancel: Cancel::new(),
        }
    }
}

/// What the operator decides at a step.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decision {
    /// Capture the finger that is asked for, or try it again.
    Capture,
    /// Take the best print of the hand.
    AcceptBest,
    /// Go on to the next finger.
    NextFinger,
    /// This finger cannot be tried.
    FingerAbsent(FingerAbsence),
    /// No finger that is left of this hand can be tried.
    HandAbsent(FingerAbsence),
    /// This hand can give no print.
    Impossible {
        /// For now or for good.
        kind: Impossibility,
        /// Reference of the medical certificate, which permanent impossibility needs.
        proof: Option<String>,
    },
    /// The citizen refuses.
    Refused,
    /// Stop here; the session can be resumed.
    Stop,
}

/// The operator's side of a session. Everything handed over is owned, so that other languages can
/// implement it.
pub trait Desk: Send {
    /// What to do at this step: asked before each capture and at each choice.
    fn decide(&mut self, step: Step) -> Decision;

    /// Something happened during a capture.
    fn event(&mut self, event: CaptureEvent);

    /// An attempt gave a print of this quality.
    fn measured(&mut self, print: CapturedPrint, quality: Quality);

    /// An attempt gave none.
    fn failed(&mut self, why: AttemptFailure);

    /// The session after a step, to be stored by whoever wants to resume it.
    ///
    /// # Errors
    /// Whatever keeps it from being stored; the session ends there.
    fn save(&mut self, session: PrintSession) -> Result<()> {
        let _ = session;
        Ok(())
    }
}

/// Hands events of a capture to a desk.
struct Watching<'a>(&'a mut dyn Desk);

impl CaptureWatch for Watching<'_> {
    fn event(&mut self, event: CaptureEvent) {
        self.0.event(event);
    }
}

/// Runs a session until it is complete, refused, not due, or stopped; gives its last step.
///
/// A finger that is not placed, or lifted, or gives something unreadable counts as an attempt. A
/// scanner that is gone does not: the error is handed on, the session stays as it is, and the same call
/// goes on from there once the scanner is back.
///
/// # Errors
/// `CIE-DEV-512` when stopped or cancelled; what the scanner, the measure or the desk's storage say;
/// `CIE-DEV-530` and `CIE-DEV-531` for a decision that the session does not allow.
pub fn conduct(
    session: &mut PrintSession,
    scanner: &mut dyn FingerprintScanner,
    meter: &dyn QualityMeter,
    desk: &mut dyn Desk,
    patience: &Patience,
) -> Result<Step> {
    if !matches!(session.step(), Step::Capture { .. } | Step::Choose { .. }) {
        return Ok(session.step());
    }
    scanner.open(patience.opening)?;
    let ended = steps(session, scanner, meter, desk, patience);
    scanner.close();
    ended
}

fn steps(
    session: &mut PrintSession,
    scanner: &mut dyn FingerprintScanner,
    meter: &dyn QualityMeter,
    desk: &mut dyn Desk,
    patience: &Patience,
) -> Result<Step> {
    loop {
        patience.cancel.check()?;
        let step = session.step();
        let (hand, finger) = match &step {
            Step::Capture { hand, finger, .. } | Step::Choose { hand, finger, .. } => {
                (*hand, *finger)
            }
            _ => return Ok(step),
        };
        match desk.decide(step) {
            Decision::Capture => {
                let order = CaptureOrder {
                    hand,
                    finger,
                    limit: patience.capture,
                    cancel: patience.cancel.clone(),
                };
                match scanner.capture(order, &mut Watching(desk)) {
                    Ok(print) => {
                        let quality = meter.measure(&print.image)?;
                        session.offer(&print, quality.score)?;
                        desk.measured(print, quality);
                    }
                    Err(error) => {
                        let why = failure(&error).ok_or(error)?;
                        session.failed(why)?;
                        desk.failed(why);
                    }
                }
            }
            Decision::AcceptBest => drop(session.accept_best()?),
            Decision::NextFinger => drop(session.next_finger()?),
            Decision::FingerAbsent(why) => drop(session.finger_absent(why)?),
            Decision::HandAbsent(why) => drop(session.hand_absent(why)?),
            Decision::Impossible { kind, proof } => {
                session.declare_impossible(kind, proof)?;
            }
            Decision::Refused => drop(session.refuse()?),
            Decision::Stop => return Err(Error::new(Code::PrintCancelled)),
        }
        desk.save(session.clone())?;
    }
}

/// The failed attempt that an error of a scanner stands for, unless it is not the finger's fault.
fn failure(error: &Error) -> Option<AttemptFailure> {
    Some(match error.code() {
        Code::PrintTimeout => AttemptFailure::TimedOut,
        Code::PrintFingerLifted => AttemptFailure::Lifted,
        Code::PgmMalformed | Code::WsqMalformed | Code::MediaUnreadable | Code::PrintSize => {
            AttemptFailure::Unreadable
        }
        _ => return None,
    })
}
