//! The session in which the fingerprints of a citizen are taken, as its steps and answers.

use cie_devices::fingerprint::session::{Choice, SessionOutcome, Step, TakenPrint};

use crate::fault::{Code, Error};
use crate::{ApiError, Bytes, Finger, Fingerprint, Hand, Impossibility, Media, Result};

choice! {
    /// What a session of fingerprints waits for.
    pub enum FingerprintStepKind {
        /// A capture of the finger named.
        Capture = "capture",
        /// The finger had its attempts without a good print: the operator chooses.
        Choose = "choose",
        /// Nothing: the citizen is too young, and no print may be taken or kept.
        NotDue = "not_due",
        /// Nothing: the citizen refused, and there is no card.
        Refused = "refused",
        /// Nothing: every hand has its print or its reason.
        Complete = "complete",
    }
}

choice! {
    /// What the operator may do when a finger has had its attempts.
    pub enum FingerprintChoice {
        /// Try the same finger again.
        TryAgain = "try_again",
        /// Take the best print of this hand although it is below the quality asked for.
        AcceptBest = "accept_best",
        /// Go on to the next finger of the hand.
        NextFinger = "next_finger",
        /// Declare that this hand can give no print.
        DeclareImpossible = "declare_impossible",
    }
}

choice! {
    /// Why an attempt gave no print.
    pub enum AttemptFailure {
        /// Nothing was placed in time.
        TimedOut = "timed_out",
        /// The finger was lifted too early.
        Lifted = "lifted",
        /// What the scanner gave was no print.
        Unreadable = "unreadable",
    }
}

choice! {
    /// Why a finger is not tried.
    pub enum FingerAbsence {
        /// It is missing.
        Missing = "missing",
        /// It is hurt or bandaged.
        Injured = "injured",
    }
}

record! {
    /// What comes next in a session of fingerprints.
    pub struct FingerprintStep {
        /// What is waited for.
        pub kind: FingerprintStepKind,
        /// The hand concerned, of `capture` and `choose`.
        pub hand: Option<Hand> = None,
        /// The finger concerned, of `capture` and `choose`.
        pub finger: Option<Finger> = None,
        /// Which attempt it is, from 1, of `capture`.
        pub attempt: Option<u32> = None,
        /// How many attempts the finger is owed, of `capture`.
        pub least_attempts: Option<u32> = None,
        /// Quality of the best print of this hand, of `choose`; absent without one.
        pub best: Option<u32> = None,
        /// The finger that would come next, of `choose`.
        pub next: Option<Finger> = None,
        /// What may be done, of `choose`.
        pub may: Vec<FingerprintChoice>,
        /// Age from which prints are taken, of `not_due`.
        pub from_age: Option<u32> = None,
    }
}

record! {
    /// A fingerprint that goes into the request.
    pub struct TakenFingerprint {
        /// The print, in WSQ, as `Biometrics` takes it.
        @personal pub print: Fingerprint,
        /// Its quality, from 0 to 100.
        pub quality: u32,
        /// Attempts that were made with this finger.
        pub attempts: u32,
    }
}

record! {
    /// How a session of fingerprints ended.
    pub struct FingerprintOutcome {
        /// The prints, right hand first.
        pub prints: Vec<TakenFingerprint>,
        /// Set when a hand could give none.
        pub impossible: Option<Impossibility> = None,
        /// References of the medical certificates, for the office's own files.
        @personal pub proofs: Vec<String>,
    }
}

impl TryFrom<Step> for FingerprintStep {
    type Error = ApiError;

    fn try_from(step: Step) -> Result<Self> {
        let of = |kind| Self {
            kind,
            hand: None,
            finger: None,
            attempt: None,
            least_attempts: None,
            best: None,
            next: None,
            may: Vec::new(),
            from_age: None,
        };
        Ok(match step {
            Step::Capture {
                hand,
                finger,
                attempt,
                least_attempts,
            } => Self {
                hand: Some(Hand::of_core(hand)?),
                finger: Some(Finger::of_core(finger)?),
                attempt: Some(attempt),
                least_attempts: Some(least_attempts),
                ..of(FingerprintStepKind::Capture)
            },
            Step::Choose {
                hand,
                finger,
                best,
                next,
                may,
            } => Self {
                hand: Some(Hand::of_core(hand)?),
                finger: Some(Finger::of_core(finger)?),
                best: best.map(u32::from),
                next: next.map(Finger::of_core).transpose()?,
                may: may
                    .into_iter()
                    .map(|choice: Choice| FingerprintChoice::of_core(choice))
                    .collect::<Result<_>>()?,
                ..of(FingerprintStepKind::Choose)
            },
            Step::NotDue { from_age } => Self {
                from_age: Some(from_age),
                ..of(FingerprintStepKind::NotDue)
            },
            Step::Refused => of(FingerprintStepKind::Refused),
            Step::Complete => of(FingerprintStepKind::Complete),
            // A step that the facade does not know yet is a defect of the facade.
            _ => return Err(Error::new(Code::Defect).into()),
        })
    }
}

impl TryFrom<TakenPrint> for TakenFingerprint {
    type Error = ApiError;

    fn try_from(taken: TakenPrint) -> Result<Self> {
        let image = taken.print.image;
        let print = Fingerprint {
            hand: Hand::of_core(taken.print.hand)?,
            finger: Finger::of_core(taken.print.finger)?,
            image: Media {
                media_type: image.about.media_type,
                content: Bytes(image.bytes.into_inner()),
                simulated: image.about.simulated,
            },
        };
        Ok(Self {
            print,
            quality: taken.quality.into(),
            attempts: u32::try_from(taken.attempts).unwrap_or(u32::MAX),
        })
    }
}

impl TryFrom<SessionOutcome> for FingerprintOutcome {
    type Error = ApiError;

    fn try_from(outcome: SessionOutcome) -> Result<Self> {
        let prints = outcome.prints.into_iter().map(TryInto::try_into);
        let proofs = outcome.proofs.into_iter().map(|proof| proof.into_inner());
        Ok(Self {
            prints: prints.collect::<Result<_>>()?,
            impossible: outcome.impossible.map(Impossibility::of_core).transpose()?,
            proofs: proofs.collect(),
        })
    }
}
