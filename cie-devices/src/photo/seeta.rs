//! The face detector of SeetaFace (`rustface`), over a model that the caller has.

use std::io::Cursor;

use image::imageops::{FilterType, resize};
use rustface::{ImageData, Model, create_detector_with_model, read_model};

use super::{Face, FaceLocator, Picture, Point};
use crate::pixel::{length, whole};
use crate::{Code, Error, Result};

/// SHA-256 of `seeta_fd_frontal_v1.0.bin`. The library trusts its model, so no other file gets there.
const MODEL: &str = "c4619d066ed35e84d9a8e842860b0dff567aba0cbb139881075538761db3ff5d";
/// Pictures are searched at this size at most, in pixels.
const LONGEST_SIDE: f32 = 640.0;
/// Smallest face looked for at that size: a sixteenth of the longer side.
const SMALLEST_FACE: u32 = 40;
/// Surer than the middle of the three thresholds that the library names as typical.
const SCORE: f64 = 2.8;

// Where eyes, chin and crown are in a box, in its heights from its top: read off by eye on faces of
// the library's own test picture, where they spread by less than the margins.
const EYES: f32 = 0.37;
const CHIN: f32 = 1.08;
const CROWN: f32 = -0.38;
const EYE_MARGIN: f32 = 0.1;
const HEIGHT_MARGIN: f32 = 0.2;

/// Finds faces seen from the front, and estimates eyes, chin and crown from the box around each.
///
/// It tells how many faces there are. The places within a face are estimates with margins of a tenth
/// (eyes) and a fifth (height) of the box: enough to propose a crop, not enough to settle an eye line
/// near its limit. For that the operator marks the face.
///
/// It finds no drawn faces, none from the side, and none smaller than a sixteenth of the picture.
///
/// The model, 1.2 MB under the licence BSD-2-Clause, is the file `model/seeta_fd_frontal_v1.0.bin` of the
/// crate `rustface` and of SeetaFace itself; it does not come with this crate.
pub struct SeetaFace(Model);

impl SeetaFace {
    /// Reads the model: the bytes of `seeta_fd_frontal_v1.0.bin`, and of no other file.
    ///
    /// # Errors
    /// `CIE-DEV-037` when it is another file.
    pub fn new(model: &[u8]) -> Result<Self> {
        let digest = ring::digest::digest(&ring::digest::SHA256, model);
        let digest: String = digest.as_ref().iter().map(|b| format!("{b:02x}")).collect();
        if digest != MODEL {
            return Err(Error::new(Code::FaceModel).detail(format!("{} bytes", model.len())));
        }
        let model = read_model(Cursor::new(model));
        model
            .map(Self)
            .map_err(|e| Error::new(Code::FaceModel).caused_by(e))
    }
}

impl FaceLocator for SeetaFace {
    fn locate(&mut self, picture: &Picture) -> Result<Vec<Face>> {
        let gray = picture.gray();
        let (width, height) = gray.dimensions();
        let factor = (LONGEST_SIDE / length(width.max(height).max(1))).min(1.0);
        let side = |pixels| whole(length(pixels) * factor).max(1);
        let (width, height) = (side(width), side(height));
        if width.min(height) < SMALLEST_FACE {
            return Ok(Vec::new());
        }
        let small = resize(&gray, width, height, FilterType::Triangle);
        let mut detector = create_detector_with_model(self.0.clone());
        detector.set_min_face_size(SMALLEST_FACE);
        detector.set_score_thresh(SCORE);
        detector.set_pyramid_scale_factor(0.8);
        detector.set_slide_window_step(4, 4);
        let mut found = detector.detect(&ImageData::new(small.as_raw(), width, height));
        found.sort_by(|a, b| b.score().total_cmp(&a.score()));
        Ok(found
            .iter()
            .map(|face| {
                let area = face.bbox();
                let (left, top) = (signed(area.x()), signed(area.y()));
                estimate(left, top, length(area.width()), length(area.height()))
                    .scaled(1.0 / factor)
            })
            .filter(|face| face.judge().is_ok())
            .collect())
    }
}

fn estimate(left: f32, top: f32, width: f32, height: f32) -> Face {
    let at = |across: f32, down: f32| Point::new(left + across * width, top + down * height);
    Face {
        eyes: [at(0.3, EYES), at(0.7, EYES)],
        chin: at(0.5, CHIN),
        crown: at(0.5, CROWN),
        eye_margin: EYE_MARGIN * height,
        height_margin: HEIGHT_MARGIN * height,
    }
}

/// Boxes may begin a little outside the picture.
fn signed(pixels: i32) -> f32 {
    let size = length(pixels.unsigned_abs());
    if pixels < 0 { -size } else { size }
}
