//! The machine: what comes next, and what may be done about it.

use chrono::NaiveDate;
use cie_core::request::{Finger, FingerprintPlan, Hand, Impossibility, Media};
use serde::Serialize;

use super::super::scanner::CapturedPrint;
use super::super::wsq::{self, BitRate};
use super::model::{
    Attempt, AttemptFailure, Declared, FingerAbsence, HandState, Kept, MAX_ATTEMPTS, PrintSession,
    SessionSettings, Tried,
};
use super::stored::VERSION;
use crate::{Code, Error, Result};

/// What the operator may do when a finger has had its attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Choice {
    /// Try the same finger again.
    TryAgain,
    /// Take the best print of this hand although it is below the quality asked for.
    AcceptBest,
    /// Go on to the next finger of the hand.
    NextFinger,
    /// Declare that this hand can give no print.
    DeclareImpossible,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Step {
    /// Capture this finger: then [`PrintSession::offer`] or [`PrintSession::failed`].
    Capture {
        /// Hand.
        hand: Hand,
        /// Finger.
        finger: Finger,
        /// Which attempt it is, from 1.
        attempt: u32,
        /// How many the finger is owed.
        least_attempts: u32,
    },
    /// The finger had its attempts without a good print: the operator chooses.
    Choose {
        /// Hand.
        hand: Hand,
        /// Finger tried last.
        finger: Finger,
        /// Quality of the best print of this hand, if there is one.
        best: Option<u8>,
        /// The finger that would come next.
        next: Option<Finger>,
        /// What may be done.
        may: Vec<Choice>,
    },
    /// Too young: no print is taken, nor may be kept.
    NotDue {
        /// Age from which prints are taken.
        from_age: u32,
    },
    /// The citizen refuses: no card.
    Refused,
    /// Every hand has its print or its reason: [`PrintSession::outcome`].
    Complete,
}

impl PrintSession {
    /// Begins the session of a request made on that day by somebody of that age in completed years.
    ///
    /// # Errors
    /// `CIE-DEV-534` when no rule is in force on that day.
    pub fn begin(requested_on: NaiveDate, age: u32, settings: SessionSettings) -> Result<Self> {
        let plan = plan(requested_on)?;
        let first = |hand: &Hand| HandState {
            hand: *hand,
            tried: plan
                .fingers
                .first()
                .map(|f| Tried::new(*f))
                .into_iter()
                .collect(),
            best: None,
            accepted: false,
            impossible: None,
        };
        Ok(Self {
            version: VERSION,
            requested_on,
            age,
            settings,
            hands: plan.hands.iter().map(first).collect(),
            refused: false,
        })
    }

    /// Whether the other is a session of the same request, as far as it tells: day, age, settings.
    #[must_use]
    pub fn same_case(&self, other: &Self) -> bool {
        let case = |session: &Self| (session.requested_on, session.age, session.settings);
        case(self) == case(other)
    }

    /// What comes next.
    #[must_use]
    pub fn step(&self) -> Step {
        // Begun sessions have a rule, and stored ones are read only if they have.
        let Ok(plan) = plan(self.requested_on) else {
            return Step::Complete;
        };
        if self.age < plan.from_age {
            return Step::NotDue {
                from_age: plan.from_age,
            };
        }
        if self.refused {
            return Step::Refused;
        }
        let current = self.hands.iter().find(|state| !state.done());
        let Some((state, tried)) = current.and_then(|state| Some((state, state.tried.last()?)))
        else {
            return Step::Complete;
        };
        let (hand, finger) = (state.hand, tried.finger);
        let made = u32::try_from(tried.attempts.len()).unwrap_or(u32::MAX);
        if tried.absent.is_none() && made < plan.least_attempts {
            return Step::Capture {
                hand,
                finger,
                attempt: made + 1,
                least_attempts: plan.least_attempts,
            };
        }
        let next = plan.fingers.get(state.tried.len()).copied();
        let again = tried.absent.is_none() && tried.attempts.len() < MAX_ATTEMPTS;
        let may = [
            (again, Choice::TryAgain),
            (state.best.is_some(), Choice::AcceptBest),
            (next.is_some(), Choice::NextFinger),
            (next.is_none(), Choice::DeclareImpossible),
        ];
        Step::Choose {
            hand,
            finger,
            best: state.best.as_ref().map(|kept| kept.quality),
            next,
            may: may
                .into_iter()
                .filter(|(may, _)| *may)
                .map(|(_, what)| what)
                .collect(),
        }
    }

    /// An attempt that gave a print, and its quality from 0 to 100. From the quality of the settings on
    /// the print is the hand's; below it, it is kept in case nothing better comes. Also after the choice
    /// to try again.
    ///
    /// # Errors
    /// `CIE-DEV-530` when no capture is due or the print is of another finger; what
    /// [`wsq::encode`] says.
    pub fn offer(&mut self, print: &CapturedPrint, quality: u8) -> Result<Step> {
        let finger = self.capturing()?;
        let least = self.settings.least_quality;
        let state = self.current()?;
        if (print.hand, print.finger) != (state.hand, finger) {
            return Err(refused("another finger"));
        }
        let quality = quality.min(100);
        if state
            .best
            .as_ref()
            .is_none_or(|best| best.quality < quality)
        {
            let file = wsq::encode(&print.image, BitRate::USUAL)?;
            let image = Media::new(FingerprintPlan::media_type(), file, print.simulated);
            state.best = Some(Kept {
                finger,
                quality,
                image,
            });
        }
        if let Some(tried) = state.tried.last_mut() {
            tried.attempts.push(Attempt::Print(quality));
        }
        state.accepted = quality >= least;
        Ok(self.step())
    }

    /// An attempt that gave none. A scanner that is gone is not the citizen's failure: do not count it.
    ///
    /// # Errors
    /// `CIE-DEV-530` when no capture is due.
    pub fn failed(&mut self, why: AttemptFailure) -> Result<Step> {
        self.capturing()?;
        if let Some(tried) = self.current()?.tried.last_mut() {
            tried.attempts.push(Attempt::Failed(why));
        }
        Ok(self.step())
    }

    /// Takes the best print of the hand although it is below the quality asked for.
    ///
    /// # Errors
    /// `CIE-DEV-530` before the finger had its attempts, or without any print.
    pub fn accept_best(&mut self) -> Result<Step> {
        self.allowed(Choice::AcceptBest)?;
        self.current()?.accepted = true;
        Ok(self.step())
    }

    /// Goes on to the next finger of the hand.
    ///
    /// # Errors
    /// `CIE-DEV-530` before the finger had its attempts, or after the last one.
    pub fn next_finger(&mut self) -> Result<Step> {
        self.allowed(Choice::NextFinger)?;
        self.advance()?;
        Ok(self.step())
    }

    /// The finger that is asked for is missing or hurt: the next one comes, without attempts.
    ///
    /// # Errors
    /// `CIE-DEV-530` when no finger is asked for.
    pub fn finger_absent(&mut self, why: FingerAbsence) -> Result<Step> {
        if !matches!(self.step(), Step::Capture { .. } | Step::Choose { .. }) {
            return Err(refused("no finger is asked for"));
        }
        if let Some(tried) = self.current()?.tried.last_mut() {
            tried.absent = Some(why);
        }
        self.advance()?;
        Ok(self.step())
    }

    /// No finger of the hand that is left can be tried, as with an arm in plaster.
    ///
    /// # Errors
    /// `CIE-DEV-530` when no finger is asked for.
    pub fn hand_absent(&mut self, why: FingerAbsence) -> Result<Step> {
        let fingers = plan(self.requested_on)?.fingers.len();
        while self.finger_absent(why).is_ok() {
            let state = self.current()?;
            let last = state
                .tried
                .last()
                .is_some_and(|tried| tried.absent.is_some());
            if state.tried.len() == fingers && last {
                return Ok(self.step());
            }
        }
        Err(refused("no finger is asked for"))
    }

    /// Declares that the hand can give no print, after all its fingers were tried or absent: for now,
    /// which shortens the card's validity, or for good, which needs the reference of the medical
    /// certificate (rules `validity.fingerprints.temporary` and `validity.fingerprints.permanent`).
    ///
    /// # Errors
    /// `CIE-DEV-530` before that, `CIE-DEV-531` for good and without a certificate.
    pub fn declare_impossible(
        &mut self,
        kind: Impossibility,
        proof: Option<String>,
    ) -> Result<Step> {
        self.allowed(Choice::DeclareImpossible)?;
        let proof = proof.filter(|proof| !proof.trim().is_empty() && proof.len() <= 200);
        let needs = plan(self.requested_on)?.proof_of_permanent;
        if kind == Impossibility::Permanent && needs && proof.is_none() {
            return Err(Error::new(Code::PrintProofMissing));
        }
        let proof = proof.map(Into::into);
        let state = self.current()?;
        state.impossible = Some(Declared { kind, proof });
        // A print that was not accepted is nobody's business.
        state.best = None;
        Ok(self.step())
    }

    /// The citizen refuses: the session ends, and what was taken is forgotten.
    ///
    /// # Errors
    /// `CIE-DEV-530` when no print is asked for.
    pub fn refuse(&mut self) -> Result<Step> {
        if !matches!(self.step(), Step::Capture { .. } | Step::Choose { .. }) {
            return Err(refused("no finger is asked for"));
        }
        self.refused = true;
        for state in &mut self.hands {
            state.best = None;
            state.accepted = false;
        }
        Ok(Step::Refused)
    }

    /// The finger of which an attempt may be made now.
    fn capturing(&self) -> Result<Finger> {
        match self.step() {
            Step::Capture { finger, .. } => Ok(finger),
            Step::Choose { finger, may, .. } if may.contains(&Choice::TryAgain) => Ok(finger),
            _ => Err(refused("no capture is due")),
        }
    }

    fn allowed(&self, choice: Choice) -> Result<()> {
        match self.step() {
            Step::Choose { may, .. } if may.contains(&choice) => Ok(()),
            _ => Err(refused("not among the choices")),
        }
    }

    fn current(&mut self) -> Result<&mut HandState> {
        let open = self.hands.iter_mut().find(|state| !state.done());
        open.ok_or_else(|| refused("the session is complete"))
    }

    /// Begins the next finger, if there is one.
    fn advance(&mut self) -> Result<()> {
        let fingers = plan(self.requested_on)?.fingers;
        let state = self.current()?;
        if let Some(next) = fingers.get(state.tried.len()) {
            state.tried.push(Tried::new(*next));
        }
        Ok(())
    }
}

/// The rule of that day.
pub(super) fn plan(on: NaiveDate) -> Result<FingerprintPlan> {
    FingerprintPlan::in_force(on).ok_or_else(|| Error::new(Code::PrintNoRule))
}

fn refused(why: &'static str) -> Error {
    Error::new(Code::PrintStep).detail(why)
}
