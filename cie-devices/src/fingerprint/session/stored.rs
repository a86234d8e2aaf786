//! Sessions from storage, believed only as far as the rule goes.

use chrono::NaiveDate;
use cie_core::journal::Hash;
use cie_core::request::{FingerprintPlan, Impossibility};
use serde::Deserialize;

use super::model::{Attempt, HandState, MAX_ATTEMPTS, PrintSession, SessionSettings};
use super::steps::plan;
use crate::{Code, Error, Result};

/// Version of the stored form.
pub(super) const VERSION: u32 = 1;
/// Longest print in a session, in bytes: a finger at 1000 ppi and 5 bits a pixel stays below.
const MAX_IMAGE: usize = 1 << 20;

/// The form as it is stored.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stored {
    version: u32,
    requested_on: NaiveDate,
    age: u32,
    settings: SessionSettings,
    hands: Vec<HandState>,
    refused: bool,
}

impl TryFrom<Stored> for PrintSession {
    type Error = Error;

    fn try_from(stored: Stored) -> Result<Self> {
        let bad = |what: &'static str| Err(Error::new(Code::PrintSessionData).detail(what));
        let plan = plan(stored.requested_on)?;
        if stored.version != VERSION {
            return bad("version");
        }
        if stored.age > 150 || stored.settings.least_quality > 100 {
            return bad("age or quality");
        }
        if !stored
            .hands
            .iter()
            .map(|state| state.hand)
            .eq(plan.hands.iter().copied())
        {
            return bad("hands");
        }
        let due = stored.age >= plan.from_age && !stored.refused;
        let mut open = false;
        for state in &stored.hands {
            hand(state, &plan, &stored.settings)?;
            if state.best.is_some() && !due {
                return bad("a print that may not be kept");
            }
            let begun = state.tried.len() > 1
                || state.done()
                || state.tried.iter().any(|tried| !tried.attempts.is_empty());
            // A refusal forgets the prints of hands that were done.
            if open && begun && !stored.refused {
                return bad("order of the hands");
            }
            open |= !state.done();
        }
        Ok(Self {
            version: stored.version,
            requested_on: stored.requested_on,
            age: stored.age,
            settings: stored.settings,
            hands: stored.hands,
            refused: stored.refused,
        })
    }
}

fn hand(state: &HandState, plan: &FingerprintPlan, settings: &SessionSettings) -> Result<()> {
    let bad = |what: &'static str| Err(Error::new(Code::PrintSessionData).detail(what));
    let tried = &state.tried;
    let in_order = plan
        .fingers
        .iter()
        .zip(tried)
        .all(|(finger, tried)| *finger == tried.finger);
    if tried.is_empty() || tried.len() > plan.fingers.len() || !in_order {
        return bad("fingers");
    }
    if tried
        .iter()
        .any(|tried| tried.attempts.len() > MAX_ATTEMPTS)
    {
        return bad("attempts");
    }
    let ended = |at: usize| {
        tried.get(at).is_some_and(|tried| {
            tried.absent.is_some() || tried.attempts.len() >= plan.least_attempts as usize
        })
    };
    if !(0..tried.len() - 1).all(ended) {
        return bad("a finger left before its attempts");
    }
    let Some(kept) = &state.best else {
        if state.accepted {
            return bad("no print");
        }
        let last = tried.len() == plan.fingers.len() && ended(tried.len() - 1);
        return match &state.impossible {
            Some(_) if !last => bad("impossibility before its time"),
            Some(declared)
                if declared.kind == Impossibility::Permanent
                    && plan.proof_of_permanent
                    && declared.proof.is_none() =>
            {
                bad("no certificate")
            }
            _ => Ok(()),
        };
    };
    if !state.accepted && kept.quality >= settings.least_quality {
        return bad("a good print that was not accepted");
    }
    if state.impossible.is_some() {
        return bad("a print and an impossibility");
    }
    let made = tried.iter().find(|tried| tried.finger == kept.finger);
    if !made.is_some_and(|tried| tried.attempts.contains(&Attempt::Print(kept.quality))) {
        return bad("a print without its attempt");
    }
    if state.accepted && kept.quality < settings.least_quality && !ended(tried.len() - 1) {
        return bad("a print accepted before its time");
    }
    let (about, bytes) = (&kept.image.about, kept.image.bytes.expose());
    if bytes.len() > MAX_IMAGE
        || about.len != bytes.len() as u64
        || about.sha256 != Hash::of(bytes)
        || about.media_type != FingerprintPlan::media_type()
    {
        return bad("image");
    }
    Ok(())
}
