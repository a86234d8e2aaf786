//! Parts of a picture.

use image::{GrayImage, Luma};

use super::Face;
use crate::pixel::{length, whole};

/// A rectangle of a picture, in pixels: `left` and `top` are inside, `right` and `bottom` are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Area {
    /// First column.
    pub left: u32,
    /// First row.
    pub top: u32,
    /// Column after the last.
    pub right: u32,
    /// Row after the last.
    pub bottom: u32,
}

impl Area {
    /// Number of columns.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.right.saturating_sub(self.left)
    }

    /// Number of rows.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.bottom.saturating_sub(self.top)
    }

    /// Whether there is no pixel in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.width() == 0 || self.height() == 0
    }

    /// The part of a picture between these shares of its sides.
    pub(super) fn between(size: (u32, u32), across: (f32, f32), down: (f32, f32)) -> Self {
        let at = |share: f32, side: u32| whole(share.clamp(0.0, 1.0) * length(side)).min(side);
        Self {
            left: at(across.0, size.0),
            top: at(down.0, size.1),
            right: at(across.1, size.0),
            bottom: at(down.1, size.1),
        }
    }

    /// The features of a face: from above the brows to the chin, a good eye distance wide to either
    /// side; where no face is known, the middle of the picture.
    pub(super) fn of_features(size: (u32, u32), face: Option<&Face>) -> Self {
        let Some(face) = face else {
            return Self::between(size, (0.3, 0.7), (0.3, 0.75));
        };
        let middle = face.eye_line();
        let [left, right] = face.eyes;
        let (half, down) = (0.9 * (right.x - left.x), face.chin.y - middle.y);
        Self {
            left: whole(middle.x - half).min(size.0),
            top: whole(middle.y - 0.3 * down).min(size.1),
            right: whole(middle.x + half).min(size.0),
            bottom: whole(face.chin.y - 0.1 * down).min(size.1),
        }
    }

    /// The pixels of it that the picture has, row by row.
    pub(crate) fn pixels<'a>(&self, gray: &'a GrayImage) -> impl Iterator<Item = u8> + 'a {
        let (left, wide) = (self.left as usize, self.width() as usize);
        gray.rows()
            .skip(self.top as usize)
            .take(self.height() as usize)
            .flat_map(move |row| row.skip(left).take(wide).map(|Luma([value])| *value))
    }
}
