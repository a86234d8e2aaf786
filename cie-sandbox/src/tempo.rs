//! How long each stage lasts and which way a request goes.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use cie_core::issuance::Transition;
use cie_core::ports::{System, Update};

use crate::{Code, Error, Result};

/// Longest duration of a stage.
const LONGEST: Duration = Duration::from_secs(3_650 * 86_400);

/// How long each stage lasts. The default is a few milliseconds, for tests.
///
/// The simulator's own choice: the real durations depend on the offices and are not promised here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tempo {
    /// From taking in to certification or refusal (CNSD).
    pub certification: Duration,
    /// From certification to shipping or refusal (IPZS).
    pub production: Duration,
    /// From shipping to delivery or to the notice that nobody was there (Poste).
    pub delivery: Duration,
    /// In giacenza at the post office, until it is collected or sent back to the comune.
    pub holding: Duration,
}

impl Tempo {
    /// Every stage takes this long.
    #[must_use]
    pub const fn every(stage: Duration) -> Self {
        Self {
            certification: stage,
            production: stage,
            delivery: stage,
            holding: stage,
        }
    }

    /// # Errors
    /// `CIE-SIM-005` when a stage is longer than 3650 days.
    pub(crate) fn check(self) -> Result<Self> {
        let stages = [
            self.certification,
            self.production,
            self.delivery,
            self.holding,
        ];
        if stages.into_iter().any(|stage| stage > LONGEST) {
            return Err(Code::BadTempo.into());
        }
        Ok(self)
    }
}

impl Default for Tempo {
    fn default() -> Self {
        Self::every(Duration::from_millis(2))
    }
}

/// Which way a request goes after it was taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Course {
    /// Certified, produced, shipped, delivered.
    #[default]
    Delivered,
    /// The CNSD refuses it.
    RejectedAtCertification,
    /// The IPZS refuses it.
    RejectedAtProduction,
    /// Held at the post office, then collected there.
    HeldThenCollected,
    /// Held at the post office, not collected, sent back to the comune.
    HeldThenReturned,
}

impl Course {
    fn steps(self, tempo: Tempo) -> Vec<(Duration, System, Transition)> {
        use Transition as T;
        let taken_in = (Duration::ZERO, System::Cnsd, T::TakeIn);
        let certified = (tempo.certification, System::Cnsd, T::Certify);
        let shipped = (tempo.production, System::Ipzs, T::Ship);
        let held = (tempo.delivery, System::Poste, T::Hold);
        match self {
            Self::Delivered => {
                vec![
                    taken_in,
                    certified,
                    shipped,
                    (tempo.delivery, System::Poste, T::Deliver),
                ]
            }
            Self::RejectedAtCertification => {
                vec![taken_in, (tempo.certification, System::Cnsd, T::Reject)]
            }
            Self::RejectedAtProduction => {
                vec![
                    taken_in,
                    certified,
                    (tempo.production, System::Ipzs, T::Reject),
                ]
            }
            Self::HeldThenCollected => {
                let collected = (tempo.holding, System::Poste, T::Deliver);
                vec![taken_in, certified, shipped, held, collected]
            }
            Self::HeldThenReturned => {
                let returned = (tempo.holding, System::Poste, T::Return);
                vec![taken_in, certified, shipped, held, returned]
            }
        }
    }

    /// Everything that will happen to a request taken in at `start`, oldest first.
    ///
    /// # Errors
    /// `CIE-SIM-005` when the end lies beyond the calendar.
    pub(crate) fn plan(self, start: DateTime<Utc>, tempo: Tempo) -> Result<Vec<Update>> {
        let mut at = start;
        let mut plan = Vec::new();
        for (after, system, transition) in self.steps(tempo) {
            at = TimeDelta::from_std(after)
                .ok()
                .and_then(|after| at.checked_add_signed(after))
                .ok_or_else(|| Error::new(Code::BadTempo))?;
            plan.push(Update {
                system,
                transition,
                at,
            });
        }
        Ok(plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cie_core::issuance::State;

    /// Every course must be legal in the state machine of the core and end where its name says.
    #[test]
    fn courses_are_legal_and_end_where_they_say() {
        let start = "2026-03-02T09:00:00Z".parse().unwrap();
        let table = [
            (Course::Delivered, State::Delivered, 3),
            (Course::RejectedAtCertification, State::Rejected, 1),
            (Course::RejectedAtProduction, State::Rejected, 2),
            (Course::HeldThenCollected, State::Delivered, 4),
            (Course::HeldThenReturned, State::ReturnedToComune, 4),
        ];
        for (course, end, hours) in table {
            let plan = course
                .plan(start, Tempo::every(Duration::from_secs(3_600)))
                .unwrap();
            let mut state = State::Signed;
            for update in &plan {
                state = state.after(update.transition).unwrap();
            }
            assert_eq!(state, end, "{course:?}");
            let last = plan.last().unwrap().at;
            assert_eq!((last - start).num_hours(), hours, "{course:?}");
        }
    }

    #[test]
    fn a_stage_of_more_than_ten_years_is_refused() {
        assert!(Tempo::every(LONGEST).check().is_ok());
        let long = Tempo {
            holding: LONGEST + Duration::from_millis(1),
            ..Tempo::default()
        };
        assert_eq!(long.check().unwrap_err().code(), Code::BadTempo);
        let end = DateTime::<Utc>::MAX_UTC;
        let error = Course::Delivered.plan(end, Tempo::default()).unwrap_err();
        assert_eq!(error.code(), Code::BadTempo);
    }
}
