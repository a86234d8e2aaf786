//! Where a face is in a picture, as an operator marks it.

use cie_devices::photo::{Face, Point};

use crate::Result;

record! {
    /// A place in a picture, in pixels from its upper left corner.
    pub struct ImagePoint {
        /// To the right.
        pub x: f64,
        /// Down.
        pub y: f64,
    }
}

record! {
    /// A face as an operator marks it.
    pub struct FaceMarks {
        /// The middle of the eye at the left of the picture.
        @personal pub left_eye: ImagePoint,
        /// The middle of the eye at the right of the picture.
        @personal pub right_eye: ImagePoint,
        /// The lowest point of the chin.
        @personal pub chin: ImagePoint,
        /// The top of the head, as it would be without hair. Without it, it is put as far above the
        /// eyes as the chin is below, and what depends on it is left to the eye near a limit.
        @personal pub crown: Option<ImagePoint> = None,
    }
}

impl ImagePoint {
    fn point(&self) -> Point {
        // Pictures have a few thousand pixels: nothing that matters is lost.
        Point::new(self.x as f32, self.y as f32)
    }
}

impl From<Point> for ImagePoint {
    fn from(point: Point) -> Self {
        Self {
            x: point.x.into(),
            y: point.y.into(),
        }
    }
}

impl FaceMarks {
    pub(super) fn face(&self) -> Result<Face> {
        Ok(self.marked()?)
    }

    /// The face as marked, with the error as the devices say it.
    pub(super) fn marked(&self) -> cie_devices::Result<Face> {
        let eyes = [self.left_eye.point(), self.right_eye.point()];
        let crown = self.crown.as_ref().map(ImagePoint::point);
        Face::marked(eyes, self.chin.point(), crown)
    }
}

impl From<Face> for FaceMarks {
    fn from(face: Face) -> Self {
        let [left, right] = face.eyes;
        Self {
            left_eye: left.into(),
            right_eye: right.into(),
            chin: face.chin.into(),
            crown: (face.height_margin == 0.0).then(|| face.crown.into()),
        }
    }
}
