//! How good a print is.
//!
//! [`QualityMeter`] is the place for a measure of whoever has one, such as NFIQ 2 (ISO/IEC 29794-4);
//! [`ClarityMeter`] is ours. It looks for the same things as NFIQ 2's published features (area of the
//! finger, certainty of the ridges' direction, contrast of ridge and valley, evenness of the ink), but
//! was not trained on anybody's fingers: its number orders prints, and says nothing of how often a
//! matcher will fail.

mod block;
mod clarity;

pub use clarity::ClarityMeter;

use serde::{Deserialize, Serialize};

use super::gray::GrayPrint;
use crate::Result;

/// What the operator may tell the citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Advice {
    /// Too little of the finger is on the glass.
    MoreFinger,
    /// The ridges are faint: press harder, or moisten the finger.
    PressHarder,
    /// The ridges run together: press less, or dry the finger.
    PressLess,
    /// The ridges have no clear direction: keep still, clean the glass.
    KeepStill,
}

/// What a measure found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Quality {
    /// From 0, useless, to 100.
    pub score: u8,
    /// Area of the finger, in square millimetres.
    pub area: f64,
    /// How sure the direction of the ridges is, from 0 to 1; mean over the finger.
    pub certainty: f64,
    /// Difference of ridge and valley, from 0 to 1; mean over the finger.
    pub contrast: f64,
    /// Share of the finger that is ridge.
    pub ink: f64,
    /// What would help, most helpful first; empty where the print is good.
    pub advice: Vec<Advice>,
}

impl Quality {
    /// A result that has a score alone, as other measures give it.
    #[must_use]
    pub fn of_score(score: u8) -> Self {
        Self {
            score: score.min(100),
            area: 0.0,
            certainty: 0.0,
            contrast: 0.0,
            ink: 0.0,
            advice: Vec::new(),
        }
    }
}

/// A measure of quality.
pub trait QualityMeter: Send + Sync {
    /// Name and version, for the record: figures of different measures cannot be compared.
    fn name(&self) -> String;

    /// Measures a print.
    ///
    /// # Errors
    /// What the measure itself has to say; an ugly print is a low score and not an error.
    fn measure(&self, print: &GrayPrint) -> Result<Quality>;
}
