//! The states of a request and the transitions between them.

use serde::{Deserialize, Serialize};

use super::{SideTrack, Track};
use crate::{Code, Error};

/// State of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum State {
    /// Bozza: the codice fiscale or the appointment was accepted.
    Draft,
    /// Biometrics and signature are in.
    Complete,
    /// The operator signed; the serial is fixed.
    Signed,
    /// At the CNSD, to be certified.
    InCertification,
    /// At the IPZS, being made.
    InProduction,
    /// In the post.
    Shipped,
    /// In giacenza: at the post office, not collected.
    Held,
    /// Sent back to the comune after 30 days.
    ReturnedToComune,
    /// In the holder's hands.
    Delivered,
    /// Destroyed without having been delivered.
    Destroyed,
    /// Refused by the CNSD or the IPZS.
    Rejected,
    /// Given up before it was signed.
    Abandoned,
    /// Revoked by the operator or by the Ministry.
    Revoked,
}

/// What moves a request from one state to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Transition {
    /// Biometrics and signature were acquired.
    Complete,
    /// The operator signed with the SCO.
    Sign,
    /// The CNSD took the request in.
    TakeIn,
    /// The CNSD certified it and passed it to the IPZS.
    Certify,
    /// The CNSD or the IPZS refused it.
    Reject,
    /// The IPZS shipped the card.
    Ship,
    /// Nobody collected it: it waits at the post office.
    Hold,
    /// It was not collected in 30 days.
    Return,
    /// It was handed over.
    Deliver,
    /// It was destroyed undelivered.
    Destroy,
    /// The citizen or the operator gave up.
    Abandon,
    /// The card was revoked.
    Revoke,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 13] = [
        Self::Draft,
        Self::Complete,
        Self::Signed,
        Self::InCertification,
        Self::InProduction,
        Self::Shipped,
        Self::Held,
        Self::ReturnedToComune,
        Self::Delivered,
        Self::Destroyed,
        Self::Rejected,
        Self::Abandoned,
        Self::Revoked,
    ];

    /// Stable lower-case name, as journals and stores write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Complete => "complete",
            Self::Signed => "signed",
            Self::InCertification => "in_certification",
            Self::InProduction => "in_production",
            Self::Shipped => "shipped",
            Self::Held => "held",
            Self::ReturnedToComune => "returned_to_comune",
            Self::Delivered => "delivered",
            Self::Destroyed => "destroyed",
            Self::Rejected => "rejected",
            Self::Abandoned => "abandoned",
            Self::Revoked => "revoked",
        }
    }

    /// The state of this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether the operator has signed: from here on the serial is fixed.
    #[must_use]
    pub fn is_signed(self) -> bool {
        !matches!(self, Self::Draft | Self::Complete | Self::Abandoned)
    }

    /// The state after a transition, or `None` where the transition is not allowed.
    #[must_use]
    pub fn after(self, transition: Transition) -> Option<Self> {
        use State as S;
        use Transition as T;
        Some(match (self, transition) {
            (S::Draft, T::Complete) => S::Complete,
            (S::Draft | S::Complete, T::Abandon) => S::Abandoned,
            (S::Complete, T::Sign) => S::Signed,
            (S::Signed, T::TakeIn) => S::InCertification,
            (S::InCertification, T::Certify) => S::InProduction,
            (S::InCertification | S::InProduction, T::Reject) => S::Rejected,
            (S::InProduction, T::Ship) => S::Shipped,
            (S::Shipped, T::Hold) => S::Held,
            (S::Held, T::Return) => S::ReturnedToComune,
            (S::Shipped | S::Held | S::ReturnedToComune, T::Deliver) => S::Delivered,
            (S::ReturnedToComune, T::Destroy) => S::Destroyed,
            (from, T::Revoke) if from.is_signed() && from != S::Revoked => S::Revoked,
            _ => return None,
        })
    }
}

/// Where a request stands: its state and its two side tracks.
///
/// ```
/// use cie_core::issuance::{Issuance, State, Transition};
/// let mut issuance = Issuance::default();
/// issuance.apply(Transition::Complete)?;
/// issuance.apply(Transition::Sign)?;
/// assert_eq!(issuance.state(), State::Signed);
/// assert!(issuance.apply(Transition::Abandon).is_err());
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuance {
    state: State,
    anpr_notice: Track,
    apr_push: Track,
}

impl Default for Issuance {
    fn default() -> Self {
        Self {
            state: State::Draft,
            anpr_notice: Track::Pending,
            apr_push: Track::Pending,
        }
    }
}

impl Issuance {
    /// The state.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// A side track.
    #[must_use]
    pub fn track(&self, track: SideTrack) -> Track {
        match track {
            SideTrack::AnprNotice => self.anpr_notice,
            SideTrack::AprPush => self.apr_push,
        }
    }

    /// Moves a side track; the state does not change, whatever becomes of the track.
    pub fn set_track(&mut self, track: SideTrack, to: Track) {
        match track {
            SideTrack::AnprNotice => self.anpr_notice = to,
            SideTrack::AprPush => self.apr_push = to,
        }
    }

    /// Applies a transition and returns the new state; on error nothing changed.
    ///
    /// # Errors
    /// `CIE-CORE-301` when the transition is not allowed from the present state.
    pub fn apply(&mut self, transition: Transition) -> Result<State, Error> {
        let next = self.state.after(transition).ok_or_else(|| {
            let detail = format!("{transition:?} from {}", self.state.name());
            Error::new(Code::IllegalTransition).detail(detail)
        })?;
        self.state = next;
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRANSITIONS: [Transition; 12] = [
        Transition::Complete,
        Transition::Sign,
        Transition::TakeIn,
        Transition::Certify,
        Transition::Reject,
        Transition::Ship,
        Transition::Hold,
        Transition::Return,
        Transition::Deliver,
        Transition::Destroy,
        Transition::Abandon,
        Transition::Revoke,
    ];

    /// The table of states in the workflow dossier, column "Next".
    #[test]
    fn follows_the_table_of_the_workflow() {
        use State as S;
        let table: [(S, &[S]); 13] = [
            (S::Draft, &[S::Complete, S::Abandoned]),
            (S::Complete, &[S::Signed, S::Abandoned]),
            (S::Signed, &[S::InCertification, S::Revoked]),
            (
                S::InCertification,
                &[S::InProduction, S::Rejected, S::Revoked],
            ),
            (S::InProduction, &[S::Shipped, S::Rejected, S::Revoked]),
            (S::Shipped, &[S::Delivered, S::Held, S::Revoked]),
            (S::Held, &[S::Delivered, S::ReturnedToComune, S::Revoked]),
            (
                S::ReturnedToComune,
                &[S::Delivered, S::Destroyed, S::Revoked],
            ),
            (S::Delivered, &[S::Revoked]),
            (S::Destroyed, &[S::Revoked]),
            (S::Rejected, &[S::Revoked]),
            (S::Abandoned, &[]),
            (S::Revoked, &[]),
        ];
        for (from, expected) in table {
            let reached: std::collections::BTreeSet<S> = TRANSITIONS
                .into_iter()
                .filter_map(|t| from.after(t))
                .collect();
            assert_eq!(reached, expected.iter().copied().collect(), "{from:?}");
        }
    }

    #[test]
    fn a_failed_push_does_not_block_production() -> Result<(), Error> {
        let mut issuance = Issuance::default();
        issuance.apply(Transition::Complete)?;
        issuance.apply(Transition::Sign)?;
        issuance.set_track(SideTrack::AprPush, Track::Failed(9));
        issuance.apply(Transition::TakeIn)?;
        assert_eq!(issuance.apply(Transition::Certify)?, State::InProduction);
        Ok(())
    }

    #[test]
    fn names_are_read_back() {
        for state in State::ALL {
            assert_eq!(State::from_name(state.name()), Some(state));
        }
    }
}
