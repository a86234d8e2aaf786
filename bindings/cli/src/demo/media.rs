//! The synthetic photo, fingerprints and signature of the demo.

use cie_core::request::{Biometrics, Finger, Fingerprint, Hand, Media};
use cie_devices::sim::{self, SimulatedImage};
use cie_devices::{Result, photo};

/// One seed: every run draws the same person.
const SEED: u64 = 3;

/// What the devices of the counter would have taken.
pub(super) struct Taken {
    pub(super) biometrics: Biometrics,
    /// Name of the file and its bytes.
    pub(super) files: Vec<(&'static str, Vec<u8>)>,
    pub(super) photo: photo::Report,
}

/// Draws the photo, the two index fingers and the signature.
///
/// # Errors
/// What the simulators of the devices say.
pub(super) fn take() -> Result<Taken> {
    let portrait = sim::portrait(SEED)?;
    let right = sim::fingerprint(SEED, Hand::Right, Finger::Index)?;
    let left = sim::fingerprint(SEED, Hand::Left, Finger::Index)?;
    let signature = sim::signature(SEED)?;
    let report = photo::check(portrait.bytes(), &photo::Requirements::default());
    let files = vec![
        ("media/photo.jpg", portrait.bytes().to_vec()),
        ("media/fingerprint-right-index.png", right.bytes().to_vec()),
        ("media/fingerprint-left-index.png", left.bytes().to_vec()),
        ("media/signature.png", signature.bytes().to_vec()),
    ];
    let print = |hand, image| Fingerprint {
        hand,
        finger: Finger::Index,
        image: media(image),
    };
    let biometrics = Biometrics {
        photo: Some(media(portrait)),
        fingerprints: vec![print(Hand::Right, right), print(Hand::Left, left)],
        fingerprints_impossible: None,
        signature: Some(media(signature)),
        unable_to_sign: false,
    };
    Ok(Taken {
        biometrics,
        files,
        photo: report,
    })
}

fn media(image: SimulatedImage) -> Media {
    Media::new(image.format().media_type(), image.into_bytes(), true)
}
