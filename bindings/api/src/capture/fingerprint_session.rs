//! Taking the fingerprints of a citizen, finger by finger, as the rules say.

use std::sync::{Mutex, MutexGuard, PoisonError};

use cie_core::error::Position;
use cie_devices::fingerprint::quality::{ClarityMeter, QualityMeter};
use cie_devices::fingerprint::session::{self as core, PrintSession, SessionSettings, Step};
use cie_devices::fingerprint::{CapturedPrint, GrayPrint};

use super::{
    AttemptFailure, FingerAbsence, FingerImage, FingerprintOutcome, FingerprintScanner,
    FingerprintStep,
};
use crate::fault::{Code, Error};
use crate::{Day, Finger, Hand, Impossibility, Result};

/// The session in which the fingerprints of a citizen are taken.
pub struct FingerprintSession(Mutex<PrintSession>);

/// How long a scanner waits for a finger unless told otherwise, and at most, in seconds.
const PATIENCE: u32 = 30;
const MOST_PATIENCE: u32 = 600;

fn sound(least_quality: Option<u32>) -> Result<SessionSettings> {
    let mut settings = SessionSettings::default();
    if let Some(least) = least_quality {
        let least = u8::try_from(least).ok().filter(|least| *least <= 100);
        let field = || Error::new(Code::Arguments).at(Position::Field("least_quality".into()));
        settings.least_quality = least.ok_or_else(field)?;
    }
    Ok(settings)
}

impl FingerprintSession {
    fn session(&self) -> MutexGuard<'_, PrintSession> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Offers a print for the finger that is asked for now.
    fn offered(&self, image: FingerImage, quality: Option<u32>, simulated: bool) -> Result<Step> {
        let image: GrayPrint = image.try_into()?;
        let quality = match quality {
            Some(quality) => u8::try_from(quality).unwrap_or(100),
            None => ClarityMeter.measure(&image)?.score,
        };
        let mut session = self.session();
        let (Step::Capture { hand, finger, .. } | Step::Choose { hand, finger, .. }) =
            session.step()
        else {
            return Err(cie_devices::Error::new(cie_devices::Code::PrintStep).into());
        };
        let print = CapturedPrint {
            hand,
            finger,
            image,
            simulated,
        };
        Ok(session.offer(&print, quality)?)
    }
}

object! {
    /// The session in which the fingerprints of a citizen are taken, finger by finger, as the rules of
    /// the day of the request say: which hand and finger, how many attempts, what may be declared.
    object FingerprintSession

    /// Begins the session of a request made on a day by somebody of an age in completed years.
    /// `least_quality` (0 to 100) is the quality from which a print is taken without asking, 40 unless
    /// given. `stored` is a session that `to_json` kept; what it says of day and age must agree.
    new(
        requested_on: Day,
        age: u32,
        least_quality: Option<u32> = None,
        stored: Option<String> = None,
    )
    [
        /// `CIE-API-002` for a quality above 100;
        /// `CIE-DEV-533` for a stored session that is none, or of another request;
        /// `CIE-DEV-534` when no rule is in force on that day;
    ]
    {
        let begun = PrintSession::begin(requested_on.0, age, sound(least_quality)?)?;
        let Some(stored) = stored else {
            return Ok(Self(Mutex::new(begun)));
        };
        let wrong = || cie_devices::Error::new(cie_devices::Code::PrintSessionData);
        let kept: PrintSession = serde_json::from_str(&stored).map_err(|_| wrong())?;
        if !begun.same_case(&kept) {
            return Err(wrong().into());
        }
        Ok(Self(Mutex::new(kept)))
    }

    /// What comes next.
    fn step(&self) -> FingerprintStep
    []
    {
        self.session().step().try_into()
    }

    /// Says that an attempt gave no print.
    fn attempt_failed(&self, why: AttemptFailure) -> FingerprintStep
    [
        /// `CIE-DEV-530` when no capture is due;
    ]
    {
        self.session().failed(why.core()?)?.try_into()
    }

    /// Takes the best print of the hand although it is below the quality asked for.
    fn accept_best(&self) -> FingerprintStep
    [
        /// `CIE-DEV-530` when it is not among the choices;
    ]
    {
        self.session().accept_best()?.try_into()
    }

    /// Goes on to the next finger of the hand.
    fn next_finger(&self) -> FingerprintStep
    [
        /// `CIE-DEV-530` when it is not among the choices;
    ]
    {
        self.session().next_finger()?.try_into()
    }

    /// Says that the finger asked for is missing or hurt.
    fn finger_absent(&self, why: FingerAbsence) -> FingerprintStep
    [
        /// `CIE-DEV-530` when no finger is asked for;
    ]
    {
        self.session().finger_absent(why.core()?)?.try_into()
    }

    /// Says that the whole hand is missing or hurt.
    fn hand_absent(&self, why: FingerAbsence) -> FingerprintStep
    [
        /// `CIE-DEV-530` when no finger is asked for;
    ]
    {
        self.session().hand_absent(why.core()?)?.try_into()
    }

    /// Declares that the hand can give no print. A permanent impossibility needs the reference of the
    /// medical certificate.
    fn declare_impossible(&self, kind: Impossibility, proof: Option<String> = None) -> FingerprintStep
    [
        /// `CIE-DEV-530` when it is not among the choices;
        /// `CIE-DEV-531` without the reference;
    ]
    {
        self.session().declare_impossible(kind.core()?, proof)?.try_into()
    }

    /// Says that the citizen refuses: every print is thrown away, and there is no card.
    fn refuse(&self) -> FingerprintStep
    [
        /// `CIE-DEV-530` when no finger is asked for;
    ]
    {
        self.session().refuse()?.try_into()
    }

    /// What goes into the request.
    fn outcome(&self) -> FingerprintOutcome
    [
        /// `CIE-DEV-530` while a step is due;
        /// `CIE-DEV-532` after a refusal;
    ]
    {
        self.session().outcome()?.try_into()
    }

    /// The session as JSON, to go on with it later. It holds prints: keep it as you keep the request,
    /// and no longer.
    fn to_json(&self) -> String
    []
    {
        let kept = serde_json::to_string(&*self.session());
        Ok(kept.map_err(|_| Error::new(Code::Defect))?)
    }

    long
    /// Offers a print of the finger that is asked for. Its quality is measured unless given.
    fn offer(
        &self,
        image: FingerImage,
        quality: Option<u32> = None,
        simulated: Option<bool> = None,
    ) -> FingerprintStep, "Promise<FingerprintStep>"
    [
        /// `CIE-DEV-504` when the pixels are not as many as width and height say, or out of bounds;
        /// `CIE-DEV-530` when no capture is due;
    ]
    {
        self.offered(image, quality, simulated.unwrap_or_default())?.try_into()
    }

    long
    /// Has a scanner capture the finger that is asked for, within so many seconds (30 unless given,
    /// 600 at most), and offers what it gave. A finger that is not placed, and an image that makes no
    /// sense, are attempts. A scanner that is gone is not: the same call goes on when it is back.
    fn capture(&self, scanner: FingerprintScanner, seconds: Option<u32> = None) -> FingerprintStep,
        "Promise<FingerprintStep>"
    [
        /// `CIE-DEV-510` when the scanner failed;
        /// `CIE-DEV-530` when no capture is due;
    ]
    {
        let due = cie_devices::Error::new(cie_devices::Code::PrintStep);
        let step = self.session().step();
        let (Step::Capture { hand, finger, .. } | Step::Choose { hand, finger, .. }) = step else {
            return Err(due.into());
        };
        let seconds = seconds.unwrap_or(PATIENCE).clamp(1, MOST_PATIENCE);
        let (hand, finger) = (Hand::of_core(hand)?, Finger::of_core(finger)?);
        let gone = cie_devices::Code::PrintScannerUnavailable;
        // The session is free meanwhile: the caller's code may ask it for its step.
        let captured = scanner.0.capture(hand, finger, seconds);
        let captured = captured.map_err(|failure| cie_devices::Error::new(gone).caused_by(failure))?;
        let Some(image) = captured else {
            return self.session().failed(core::AttemptFailure::TimedOut)?.try_into();
        };
        match self.offered(image, None, false) {
            Err(error) if error.code == "CIE-DEV-504" => {
                self.session().failed(core::AttemptFailure::Unreadable)?.try_into()
            }
            offered => offered?.try_into(),
        }
    }
}
