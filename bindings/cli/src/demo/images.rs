//! The photograph and the signature of the demo: drawn by a simulator, then treated as those of a
//! person are. What comes out is labelled as simulated, as the drawings were.

use std::time::Duration;

use cie_core::request::Media;
use cie_devices::camera::{Camera, VirtualCamera};
use cie_devices::photo::{MarkedFace, examine, fit};
use cie_devices::sim::{self, MARKER};
use cie_devices::{Result, photo, signature};

/// How long the camera may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The photograph: taken by the virtual camera, cropped around the face that the simulator marks,
/// and judged.
pub(super) fn photograph(seed: u64) -> Result<(Media, photo::Report)> {
    let portrait = sim::portrait(seed)?;
    let mut camera = VirtualCamera::new(vec![portrait.into_bytes()]);
    let shot = camera.take(PATIENCE, None)?;
    let (requirements, policy) = Default::default();
    let mut marks = MarkedFace(sim::portrait_face());
    let fitted = fit(shot.bytes.expose(), &mut marks, &requirements, &policy)?;
    let labelled = sim::labelled_jpeg(fitted.bytes())?;
    let mut marks = fitted.face().copied().map(MarkedFace);
    let marks = marks.as_mut().map(|marks| marks as _);
    let seen = examine(&labelled, &requirements, &policy, marks);
    let media = Media::new("image/jpeg", labelled, shot.simulated);
    Ok((media, seen.into_report()))
}

/// The signature, cleaned and judged.
pub(super) fn signature(seed: u64) -> Result<(Media, signature::Report)> {
    let drawn = sim::signature(seed)?;
    let (requirements, policy) = Default::default();
    let cleaned = signature::clean(drawn.bytes(), &requirements, &policy)?.noted(MARKER)?;
    let report = cleaned.report().clone();
    let media = Media::new("image/png", cleaned.into_bytes(), true);
    Ok((media, report))
}
