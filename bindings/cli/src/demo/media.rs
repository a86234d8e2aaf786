//! The synthetic photo, fingerprints and signature of the demo.

use std::time::Duration;

use cie_core::request::{Biometrics, Finger, Fingerprint, Hand, Media};
use cie_devices::camera::{Camera, VirtualCamera};
use cie_devices::sim::{self, MARKER, SimulatedImage};
use cie_devices::{Result, photo, signature};

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

/// How long the camera may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Takes the photo with the virtual camera, crops and checks it; scans the two index fingers; cleans
/// and checks the signature. What comes out is labelled as simulated, as the drawings were.
///
/// # Errors
/// What the devices and their simulators say.
pub(super) fn take() -> Result<Taken> {
    let (photo, photo_report) = photograph()?;
    let right = sim::fingerprint(SEED, Hand::Right, Finger::Index)?;
    let left = sim::fingerprint(SEED, Hand::Left, Finger::Index)?;
    let (requirements, policy) = Default::default();
    let signature = signature::clean(sim::signature(SEED)?.bytes(), &requirements, &policy)?;
    let signature = signature.noted(MARKER)?;
    let signature_report = signature.report().clone();
    let signature = signature.into_bytes();
    let files = vec![
        ("media/photo.jpg", photo.clone()),
        ("media/fingerprint-right-index.png", right.bytes().to_vec()),
        ("media/fingerprint-left-index.png", left.bytes().to_vec()),
        ("media/signature.png", signature.clone()),
    ];
    let print = |hand, image| Fingerprint {
        hand,
        finger: Finger::Index,
        image: media(image),
    };
    let biometrics = Biometrics {
        photo: Some(Media::new("image/jpeg", photo, true)),
        fingerprints: vec![print(Hand::Right, right), print(Hand::Left, left)],
        fingerprints_impossible: None,
        signature: Some(Media::new("image/png", signature, true)),
        unable_to_sign: false,
    };
    Ok(Taken {
        biometrics,
        files,
        photo: photo_report,
        signature: signature_report,
    })
}

/// The photograph, taken, cropped around the face that the simulator marks, and judged.
fn photograph() -> Result<(Vec<u8>, photo::Report)> {
    let portrait = sim::portrait(SEED)?;
    let mut camera = VirtualCamera::new(vec![portrait.into_bytes()]);
    let shot = camera.take(PATIENCE, None)?;
    let (requirements, policy) = Default::default();
    let mut marks = photo::MarkedFace(sim::portrait_face());
    let fitted = photo::fit(shot.bytes.expose(), &mut marks, &requirements, &policy)?;
    let labelled = sim::labelled_jpeg(fitted.bytes())?;
    let mut marks = fitted.face().copied().map(photo::MarkedFace);
    let marks = marks.as_mut().map(|marks| marks as _);
    let seen = photo::examine(&labelled, &requirements, &policy, marks);
    Ok((labelled, seen.into_report()))
}

fn media(image: SimulatedImage) -> Media {
    Media::new(image.format().media_type(), image.into_bytes(), true)
}
