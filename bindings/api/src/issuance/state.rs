//! The states of a request, and the number by which it is known.

use cie_core::issuance as core;

use crate::Result;

choice! {
    /// State of a request. The words are attested, their order is derived: no public specification of
    /// CIEOnline exists.
    pub enum IssuanceState {
        /// Bozza: the codice fiscale or the appointment was accepted.
        Draft = "draft",
        /// Biometrics and signature are in.
        Complete = "complete",
        /// The operator signed; the serial is fixed.
        Signed = "signed",
        /// At the CNSD, to be certified.
        InCertification = "in_certification",
        /// At the IPZS, being made.
        InProduction = "in_production",
        /// In the post.
        Shipped = "shipped",
        /// In giacenza: at the post office, not collected.
        Held = "held",
        /// Sent back to the comune after 30 days.
        ReturnedToComune = "returned_to_comune",
        /// In the holder's hands.
        Delivered = "delivered",
        /// Destroyed without having been delivered.
        Destroyed = "destroyed",
        /// Refused by the CNSD or the IPZS.
        Rejected = "rejected",
        /// Given up before it was signed.
        Abandoned = "abandoned",
        /// Revoked by the operator or by the Ministry.
        Revoked = "revoked",
    }
}

choice! {
    /// What moves a request from one state to the next.
    pub enum Transition {
        /// Biometrics and signature were acquired.
        Complete = "complete",
        /// The operator signed with the SCO.
        Sign = "sign",
        /// The CNSD took the request in.
        TakeIn = "take_in",
        /// The CNSD certified it and passed it to the IPZS.
        Certify = "certify",
        /// The CNSD or the IPZS refused it.
        Reject = "reject",
        /// The IPZS shipped the card.
        Ship = "ship",
        /// Nobody collected it: it waits at the post office.
        Hold = "hold",
        /// It was not collected in 30 days.
        Return = "return",
        /// It was handed over.
        Deliver = "deliver",
        /// It was destroyed undelivered.
        Destroy = "destroy",
        /// The citizen or the operator gave up.
        Abandon = "abandon",
        /// The card was revoked.
        Revoke = "revoke",
    }
}

choice! {
    /// A track beside the main one; neither ever blocks it.
    pub enum SideTrack {
        /// The notice of issue to ANPR (CIE8).
        AnprNotice = "anpr_notice",
        /// The push of the serial to the comune's registry (SAD emissione).
        AprPush = "apr_push",
    }
}

choice! {
    /// How far a side track got.
    pub enum TrackStatus {
        /// Not sent yet.
        Pending = "pending",
        /// Sent, no answer yet.
        Sent = "sent",
        /// The other side has it.
        Acknowledged = "acknowledged",
        /// Failed; it will be tried again.
        Failed = "failed",
    }
}

record! {
    /// A step that a request can take.
    pub struct IssuanceStep {
        /// What moves it.
        pub transition: Transition,
        /// The state after it.
        pub to: IssuanceState,
        /// Whether the operator has signed in that state: from there on the serial is fixed.
        pub signed: bool,
    }
}

record! {
    /// The parts of a request number.
    pub struct RequestNumberParts {
        /// ISTAT code (6 digits) of the comune.
        pub istat: String,
        /// Year.
        pub year: i32,
        /// Progressive, from 1.
        pub progressive: u32,
    }
}

export! {
    /// The steps that a request in this state can take; none from a state where it ends.
    fn issuance_transitions(state: IssuanceState) -> Vec<IssuanceStep>
    []
    {
        let from: core::State = state.core()?;
        let mut steps = Vec::new();
        for transition in Transition::ALL {
            if let Some(to) = from.after(transition.core()?) {
                steps.push(IssuanceStep {
                    transition: *transition,
                    to: IssuanceState::of_core(to)?,
                    signed: to.is_signed(),
                });
            }
        }
        Ok(steps)
    }

    /// The state of a request after a transition.
    fn issuance_advance(state: IssuanceState, transition: Transition) -> IssuanceState
    [
        /// `CIE-CORE-301` when the transition is not allowed from that state;
    ]
    {
        let from: core::State = state.core()?;
        let to = from.after(transition.core()?).ok_or_else(|| {
            let detail = format!("{} from {}", transition.text(), state.text());
            cie_core::Error::new(cie_core::Code::IllegalTransition).detail(detail)
        })?;
        IssuanceState::of_core(to)
    }

    /// The number of a request: ISTAT code of the comune, year, progressive. It is this SDK's own; the
    /// numbering of CIEOnline is not public.
    fn request_number(istat: String, year: i32, progressive: u32) -> String
    [
        /// `CIE-CORE-302` when the code is not 6 digits, the year not 4, or the progressive not 1 to 999999;
    ]
    {
        Ok(core::RequestNumber::new(&istat, year, progressive)?.to_string())
    }

    /// The parts of a request number.
    fn parse_request_number(number: String) -> RequestNumberParts
    [
        /// `CIE-CORE-302` when the text is not `IIIIII-YYYY-NNNNNN`;
    ]
    {
        let number: core::RequestNumber = number.parse()?;
        let mut parts = number.as_str().split('-');
        let mut part = || parts.next().unwrap_or_default();
        let (istat, year, progressive) = (part(), part(), part());
        let whole = || -> Option<(i32, u32)> { Some((year.parse().ok()?, progressive.parse().ok()?)) };
        let (year, progressive) = whole().ok_or_else(defect)?;
        Ok(RequestNumberParts { istat: istat.into(), year, progressive })
    }
}

/// A number whose shape was checked has its parts.
fn defect() -> crate::ApiError {
    crate::fault::Error::new(crate::fault::Code::Defect).into()
}

impl TrackStatus {
    /// The status of a track of the core, and how often it failed.
    pub(super) fn reached(track: core::Track) -> Result<(Self, u32)> {
        Ok(match track {
            core::Track::Pending => (Self::Pending, 0),
            core::Track::Sent => (Self::Sent, 0),
            core::Track::Acknowledged => (Self::Acknowledged, 0),
            core::Track::Failed(times) => (Self::Failed, times),
            _ => return Err(defect()),
        })
    }

    /// The track after it got this far: another failure is counted.
    pub(super) fn after(self, before: core::Track) -> core::Track {
        match (self, before) {
            (Self::Pending, _) => core::Track::Pending,
            (Self::Sent, _) => core::Track::Sent,
            (Self::Acknowledged, _) => core::Track::Acknowledged,
            (Self::Failed, core::Track::Failed(times)) => {
                core::Track::Failed(times.saturating_add(1))
            }
            (Self::Failed, _) => core::Track::Failed(1),
        }
    }
}
