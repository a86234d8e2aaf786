//! Where a face is, and who says so.

use serde::{Deserialize, Serialize};

use super::Picture;
use crate::{Code, Result};

/// A place in a picture, in pixels from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

impl Point {
    /// A place.
    #[must_use]
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// Half way to another.
    #[must_use]
    pub fn middle(self, other: Self) -> Self {
        Self::new(
            f32::midpoint(self.x, other.x),
            f32::midpoint(self.y, other.y),
        )
    }

    fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

/// A face in a picture, in pixels, and how far off its places may be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// The middle of the eyes: first the one further to the left in the picture.
    pub eyes: [Point; 2],
    /// The lowest point of the chin.
    pub chin: Point,
    /// The top of the head, as it would be without hair.
    pub crown: Point,
    /// How far off the eyes may be, either way: 0 where a person marked them.
    pub eye_margin: f32,
    /// How far off the height from chin to crown may be, either way: 0 where a person marked both.
    pub height_margin: f32,
}

impl Face {
    /// A face as an operator marks it: both eyes, the chin, and the crown.
    ///
    /// Without a crown it is put as far above the eyes as the chin is below them, which a head is to
    /// about a tenth of its height (the proportion is that of drawing manuals, not of a rule); the
    /// margin says so.
    ///
    /// # Errors
    /// `CIE-DEV-030` when the places cannot be those of an upright face: the eyes side by side, no
    /// more than 45 degrees off, the chin below and the crown above them.
    pub fn marked(eyes: [Point; 2], chin: Point, crown: Option<Point>) -> Result<Self> {
        let [one, other] = eyes;
        let eyes = if one.x <= other.x {
            [one, other]
        } else {
            [other, one]
        };
        let middle = one.middle(other);
        let down = chin.y - middle.y;
        let guessed = Point::new(2.0 * middle.x - chin.x, middle.y - down);
        let face = Self {
            eyes,
            chin,
            crown: crown.unwrap_or(guessed),
            eye_margin: 0.0,
            height_margin: if crown.is_some() { 0.0 } else { 0.2 * down },
        };
        face.judge()?;
        Ok(face)
    }

    /// The middle between the eyes.
    #[must_use]
    pub fn eye_line(&self) -> Point {
        let [left, right] = self.eyes;
        left.middle(right)
    }

    /// From crown to chin, in pixels, straight down.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.chin.y - self.crown.y
    }

    /// How far the line through the eyes is from level, in degrees; positive when the eye at the
    /// right is lower.
    #[must_use]
    pub fn tilt(&self) -> f32 {
        let [left, right] = self.eyes;
        libm::atan2f(right.y - left.y, right.x - left.x).to_degrees()
    }

    /// The same face in a picture scaled by this factor.
    #[must_use]
    pub fn scaled(&self, factor: f32) -> Self {
        self.moved(|p| Point::new(p.x * factor, p.y * factor), factor)
    }

    pub(super) fn moved(&self, place: impl Fn(Point) -> Point, factor: f32) -> Self {
        Self {
            eyes: self.eyes.map(&place),
            chin: place(self.chin),
            crown: place(self.crown),
            eye_margin: self.eye_margin * factor,
            height_margin: self.height_margin * factor,
        }
    }

    /// Refuses what cannot be a face.
    pub(super) fn judge(&self) -> Result<()> {
        let [left, right] = self.eyes;
        let middle = self.eye_line();
        let points = [left, right, self.chin, self.crown];
        let side_by_side = right.x - left.x >= 1.0 && self.tilt().abs() <= 45.0;
        let upright = self.chin.y - middle.y >= 1.0 && middle.y - self.crown.y >= 1.0;
        let margins = [self.eye_margin, self.height_margin];
        let sound = points.into_iter().all(Point::is_finite)
            && margins.into_iter().all(|m| m.is_finite() && m >= 0.0);
        if sound && side_by_side && upright {
            Ok(())
        } else {
            Err(Code::FaceMarks.into())
        }
    }
}

/// Finds the faces in a picture.
///
/// Implementations: [`MarkedFace`], where a person marks them; `SeetaFace` with the feature `face`.
pub trait FaceLocator: Send {
    /// All faces that are seen from the front, the surest first.
    ///
    /// # Errors
    /// What the locator says when it cannot work at all. No face is no error.
    fn locate(&mut self, picture: &Picture) -> Result<Vec<Face>>;
}

/// A face marked by the operator: found in every picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkedFace(pub Face);

impl FaceLocator for MarkedFace {
    fn locate(&mut self, _picture: &Picture) -> Result<Vec<Face>> {
        Ok(vec![self.0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(numbers: [f32; 6]) -> Result<Face> {
        let [a, b, c, d, e, f] = numbers;
        Face::marked([Point::new(a, b), Point::new(c, d)], Point::new(e, f), None)
    }

    #[test]
    fn eyes_come_from_left_to_right_and_the_crown_is_put_above_them() {
        let face = marked([60.0, 40.0, 40.0, 40.0, 50.0, 90.0]).unwrap();
        assert_eq!(face.eyes, [Point::new(40.0, 40.0), Point::new(60.0, 40.0)]);
        assert_eq!(face.crown, Point::new(50.0, -10.0));
        assert_eq!((face.height(), face.tilt()), (100.0, 0.0));
        assert_eq!((face.eye_margin, face.height_margin), (0.0, 10.0));
    }

    #[test]
    fn what_is_no_upright_face_is_refused() {
        for numbers in [
            [40.0, 40.0, 40.0, 40.0, 50.0, 90.0],
            [40.0, 40.0, 60.0, 40.0, 50.0, 30.0],
            [40.0, 10.0, 60.0, 80.0, 50.0, 90.0],
            [40.0, f32::NAN, 60.0, 40.0, 50.0, 90.0],
        ] {
            let code = marked(numbers).err().map(|e| e.code());
            assert_eq!(code, Some(Code::FaceMarks), "{numbers:?}");
        }
    }

    proptest! {
        #[test]
        fn any_marks_are_taken_or_refused(numbers in proptest::array::uniform6(any::<f32>())) {
            if let Ok(face) = marked(numbers) {
                prop_assert!(face.height() > 0.0 && face.tilt().abs() <= 45.0);
            }
        }
    }
}
