//! Photo, fingerprints and signature, as a request refers to them.

use serde::{Deserialize, Serialize};

use crate::journal::Hash;
use crate::redact::Personal;

/// What a medium is, apart from its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaRef {
    /// Media type, such as `image/jpeg`.
    pub media_type: String,
    /// SHA-256 of the bytes.
    pub sha256: Hash,
    /// Number of bytes.
    pub len: u64,
    /// Whether it was made by a simulator.
    pub simulated: bool,
}

/// A medium with its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// What it is.
    pub about: MediaRef,
    /// The bytes.
    #[serde(with = "crate::base64_bytes")]
    pub bytes: Personal<Vec<u8>>,
}

impl Media {
    /// Wraps bytes and computes their digest.
    pub fn new(media_type: impl Into<String>, bytes: Vec<u8>, simulated: bool) -> Self {
        let about = MediaRef {
            media_type: media_type.into(),
            sha256: Hash::of(&bytes),
            len: bytes.len() as u64,
            simulated,
        };
        Self {
            about,
            bytes: Personal::new(bytes),
        }
    }
}

/// A hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hand {
    /// Right.
    Right,
    /// Left.
    Left,
}

/// A finger, in the order in which they are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finger {
    /// Index.
    Index,
    /// Middle.
    Middle,
    /// Ring.
    Ring,
    /// Thumb.
    Thumb,
}

/// One fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Hand.
    pub hand: Hand,
    /// Finger.
    pub finger: Finger,
    /// The image.
    pub image: Media,
}

/// Why fingerprints could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Impossibility {
    /// For now: the card lasts 12 months.
    Temporary,
    /// For good, with medical proof: ordinary validity.
    Permanent,
}

/// What was taken of the citizen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Biometrics {
    /// Photo.
    pub photo: Option<Media>,
    /// Fingerprints, right hand first.
    pub fingerprints: Vec<Fingerprint>,
    /// Set when fingerprints are missing for a reason.
    pub fingerprints_impossible: Option<Impossibility>,
    /// Handwritten signature.
    pub signature: Option<Media>,
    /// The citizen is unable to sign.
    pub unable_to_sign: bool,
}
