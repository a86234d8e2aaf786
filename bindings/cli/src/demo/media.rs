//! The synthetic photo, fingerprints and signature of the demo.

use cie_core::request::{Biometrics, Finger, Fingerprint, Hand, Media};
use cie_devices::sim::{self, SimulatedImage};
use cie_devices::{Result, photo, signature};

use super::images;

/// One seed: every run draws the same person.
const SEED: u64 = 3;

/// What the devices of the counter would have taken.
pub(super) struct Taken {
    pub(super) biometrics: Biometrics,
    /// Name of the file and its bytes.
    pub(super) files: Vec<(&'static str, Vec<u8>)>,
    pub(super) photo: photo::Report,
    pub(super) signature: signature::Report,
}

/// Takes the photo and the signature; draws the two index fingers.
///
/// # Errors
/// What the simulators of the devices say.
pub(super) fn take() -> Result<Taken> {
    let (photo, report) = images::photograph(SEED)?;
    let right = sim::fingerprint(SEED, Hand::Right, Finger::Index)?;
    let left = sim::fingerprint(SEED, Hand::Left, Finger::Index)?;
    let (signature, ink) = images::signature(SEED)?;
    let files = vec![
        ("media/photo.jpg", photo.bytes.expose().clone()),
        ("media/fingerprint-right-index.png", right.bytes().to_vec()),
        ("media/fingerprint-left-index.png", left.bytes().to_vec()),
        ("media/signature.png", signature.bytes.expose().clone()),
    ];
    let print = |hand, image| Fingerprint {
        hand,
        finger: Finger::Index,
        image: media(image),
    };
    let biometrics = Biometrics {
        photo: Some(photo),
        fingerprints: vec![print(Hand::Right, right), print(Hand::Left, left)],
        fingerprints_impossible: None,
        signature: Some(signature),
        unable_to_sign: false,
    };
    Ok(Taken {
        biometrics,
        files,
        photo: report,
        signature: ink,
    })
}

fn media(image: SimulatedImage) -> Media {
    Media::new(image.format().media_type(), image.into_bytes(), true)
}
