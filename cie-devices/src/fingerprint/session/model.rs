//! What a session remembers.

use chrono::NaiveDate;
use cie_core::redact::Personal;
use cie_core::request::{Finger, Hand, Impossibility, Media};
use serde::{Deserialize, Serialize};

/// Most attempts with one finger: beyond them somebody is not looking.
pub(super) const MAX_ATTEMPTS: usize = 50;

/// What no rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionSettings {
    /// Quality from 0 to 100 from which a print is taken without asking.
    pub least_quality: u8,
}

impl Default for SessionSettings {
    /// 40 of our own measure: half of what a drawn finger has.
    fn default() -> Self {
        Self { least_quality: 40 }
    }
}

/// Why an attempt gave no print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AttemptFailure {
    /// Nothing was placed in time.
    TimedOut,
    /// The finger was lifted too early.
    Lifted,
    /// What the scanner gave was no print.
    Unreadable,
}

/// Why a finger is not tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FingerAbsence {
    /// It is missing.
    Missing,
    /// It is hurt or bandaged.
    Injured,
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Attempt {
    /// A print of this quality.
    Print(u8),
    /// None.
    Failed(AttemptFailure),
}

/// A finger of a hand, in the order of the rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tried {
    pub(super) finger: Finger,
    #[serde(default)]
    pub(super) attempts: Vec<Attempt>,
    #[serde(default)]
    pub(super) absent: Option<FingerAbsence>,
}

impl Tried {
    pub(super) fn new(finger: Finger) -> Self {
        Self {
            finger,
            attempts: Vec::new(),
            absent: None,
        }
    }
}

/// A print that was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    pub(super) finger: Finger,
    pub(super) quality: u8,
    pub(super) image: Media,
}

/// Why a hand gives no print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Declared {
    pub(super) kind: Impossibility,
    /// Reference of the medical certificate.
    #[serde(default)]
    pub(super) proof: Option<Personal<String>>,
}

/// A hand and what was done with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HandState {
    pub(super) hand: Hand,
    /// The fingers begun with, the last of which is the present one.
    pub(super) tried: Vec<Tried>,
    /// The best print so far.
    #[serde(default)]
    pub(super) best: Option<Kept>,
    /// Whether that print is the hand's.
    #[serde(default)]
    pub(super) accepted: bool,
    #[serde(default)]
    pub(super) impossible: Option<Declared>,
}

impl HandState {
    pub(super) fn done(&self) -> bool {
        self.accepted || self.impossible.is_some()
    }
}

/// An acquisition of fingerprints under way.
///
/// It holds the prints taken so far: stored, it is personal data like the request itself. `Debug`
/// shows no pixels and no certificate.
///
/// ```
/// use chrono::NaiveDate;
/// use cie_core::request::{Finger, Hand};
/// use cie_devices::fingerprint::session::{AttemptFailure, PrintSession, SessionSettings, Step};
/// let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("in the calendar");
/// let mut session = PrintSession::begin(day, 38, SessionSettings::default())?;
/// for _ in 0..3 {
///     assert!(matches!(session.step(), Step::Capture { finger: Finger::Index, .. }));
///     session.failed(AttemptFailure::TimedOut)?;
/// }
/// // Three attempts are owed; after them the operator may go on to the middle finger.
/// let Step::Choose { hand, next, .. } = session.step() else { panic!("three attempts were made") };
/// assert_eq!((hand, next), (Hand::Right, Some(Finger::Middle)));
/// # Ok::<(), cie_devices::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "super::stored::Stored")]
pub struct PrintSession {
    /// Version of this form.
    pub(super) version: u32,
    pub(super) requested_on: NaiveDate,
    /// Completed years on that day.
    pub(super) age: u32,
    pub(super) settings: SessionSettings,
    pub(super) hands: Vec<HandState>,
    pub(super) refused: bool,
}
