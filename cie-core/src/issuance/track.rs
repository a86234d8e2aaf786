//! The two tracks beside the main one.

use serde::{Deserialize, Serialize};

/// Which side track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SideTrack {
    /// The notice of issue to ANPR (CIE8).
    AnprNotice,
    /// The push of the serial to the comune's registry (SAD emissione).
    AprPush,
}

/// How far a side track got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Track {
    /// Not sent yet.
    Pending,
    /// Sent, no answer yet.
    Sent,
    /// The other side has it.
    Acknowledged,
    /// Failed so many times; it will be tried again.
    Failed(u32),
}
