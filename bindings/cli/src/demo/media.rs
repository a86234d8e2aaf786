//! The synthetic photo, fingerprints and signature of the demo.

use chrono::NaiveDate;
use cie_core::request::{Biometrics, Finger, Hand};
use cie_devices::fingerprint::quality::{ClarityMeter, Quality};
use cie_devices::fingerprint::session::{
    AttemptFailure, Decision, Desk, Patience, PrintSession, SessionOutcome, SessionSettings, Step,
    conduct,
};
use cie_devices::fingerprint::{CaptureEvent, CapturedPrint, PrintFile};
use cie_devices::sim::{self, VirtualPrintScanner};
use cie_devices::{Result, photo, signature};

use super::images;

/// One seed: every run draws the same person.
const SEED: u64 = 3;

/// What the devices of the counter would have taken.
pub(super) struct Taken {
    pub(super) biometrics: Biometrics,
    /// Name of the file and its bytes.
    pub(super) files: Vec<(&'static str, Vec<u8>)>,
    pub(super) photo: photo::Report,
    pub(super) signature: signature::Report,
}

/// Takes the photo, the two index fingers and the signature. The fingers are taken by a session over a
/// virtual scanner, as the rule asks for them: nobody below its age gives any.
///
/// # Errors
/// What the simulators of the devices say.
pub(super) fn take(requested_on: NaiveDate, age: u32) -> Result<Taken> {
    let (photo, report) = images::photograph(SEED)?;
    let (signature, ink) = images::signature(SEED)?;
    let prints = prints(requested_on, age)?;
    let mut files = vec![("media/photo.jpg", photo.bytes.expose().clone())];
    let mut biometrics = Biometrics {
        photo: Some(photo),
        ..Biometrics::default()
    };
    prints.put_into(&mut biometrics);
    for print in &biometrics.fingerprints {
        let name = match print.hand {
            Hand::Right => "media/fingerprint-right-index.wsq",
            Hand::Left => "media/fingerprint-left-index.wsq",
        };
        files.push((name, print.image.bytes.expose().clone()));
    }
    files.push(("media/signature.png", signature.bytes.expose().clone()));
    biometrics.signature = Some(signature);
    Ok(Taken {
        biometrics,
        files,
        photo: report,
        signature: ink,
    })
}

/// A session with the two index fingers.
fn prints(requested_on: NaiveDate, age: u32) -> Result<SessionOutcome> {
    let mut session = PrintSession::begin(requested_on, age, SessionSettings::default())?;
    let mut fingers = Vec::new();
    for hand in [Hand::Right, Hand::Left] {
        let drawn = sim::fingerprint(SEED, hand, Finger::Index)?;
        let print = PrintFile::read(drawn.bytes(), 0)?.print;
        fingers.push((hand, Finger::Index, print));
    }
    let mut scanner = VirtualPrintScanner::new(fingers);
    let patience = Patience::default();
    conduct(
        &mut session,
        &mut scanner,
        &ClarityMeter,
        &mut Nobody,
        &patience,
    )?;
    session.outcome()
}

/// A desk at which every print is good enough.
struct Nobody;

impl Desk for Nobody {
    fn decide(&mut self, step: Step) -> Decision {
        match step {
            Step::Capture { .. } => Decision::Capture,
            _ => Decision::Stop,
        }
    }

    fn event(&mut self, _: CaptureEvent) {}

    fn measured(&mut self, _: CapturedPrint, _: Quality) {}

    fn failed(&mut self, _: AttemptFailure) {}
}
