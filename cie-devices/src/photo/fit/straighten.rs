//! Turning a picture so that the eyes are level.

use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};

use super::frame::Frame;
use crate::photo::{Picture, Point};
use crate::pixel::{byte, length, whole};

/// A turn around a point.
pub(in crate::photo) struct Turn {
    around: Point,
    sin: f32,
    cos: f32,
}

impl Turn {
    /// The turn that levels what is tilted by so many degrees.
    pub(super) fn new(around: Point, tilt: f32) -> Self {
        let (sin, cos) = libm::sincosf(tilt.to_radians());
        Self { around, sin, cos }
    }

    /// From the picture that was taken to the level one.
    pub(super) fn forth(&self, point: Point) -> Point {
        self.turned(point, -self.sin)
    }

    /// From the level picture to the one that was taken.
    pub(super) fn back(&self, point: Point) -> Point {
        self.turned(point, self.sin)
    }

    fn turned(&self, point: Point, sin: f32) -> Point {
        let (dx, dy) = (point.x - self.around.x, point.y - self.around.y);
        Point::new(
            self.around.x + self.cos * dx - sin * dy,
            self.around.y + sin * dx + self.cos * dy,
        )
    }
}

/// The frame of the level picture, each pixel mixed from the four nearest of the one taken.
pub(super) fn cropped(picture: &Picture, frame: &Frame, turn: &Turn) -> DynamicImage {
    let (width, height) = (
        whole(frame.width + 0.5).max(1),
        whole(frame.height + 0.5).max(1),
    );
    let place = |x: u32, y: u32| {
        turn.back(Point::new(
            frame.left + length(x) + 0.5,
            frame.top + length(y) + 0.5,
        ))
    };
    if picture.channels() == 1 {
        let from = picture.gray();
        let pixel = |x, y| from.get_pixel_checked(x, y).map_or([255], |p| p.0);
        GrayImage::from_fn(width, height, |x, y| {
            Luma(mixed(place(x, y), from.dimensions(), pixel))
        })
        .into()
    } else {
        let from = picture.rgb();
        let pixel = |x, y| from.get_pixel_checked(x, y).map_or([255; 3], |p| p.0);
        RgbImage::from_fn(width, height, |x, y| {
            Rgb(mixed(place(x, y), from.dimensions(), pixel))
        })
        .into()
    }
}

/// The colour at a place between the centres of pixels; beyond the edge, that of the edge.
fn mixed<const N: usize>(
    place: Point,
    (width, height): (u32, u32),
    pixel: impl Fn(u32, u32) -> [u8; N],
) -> [u8; N] {
    let within = |at: f32, side: u32| (at - 0.5).clamp(0.0, length(side.saturating_sub(1)));
    let (x, y) = (within(place.x, width), within(place.y, height));
    let (left, top) = (whole(x), whole(y));
    let (right, bottom) = (
        (left + 1).min(width.saturating_sub(1)),
        (top + 1).min(height.saturating_sub(1)),
    );
    let (across, down) = (x - length(left), y - length(top));
    let corners = [
        (pixel(left, top), (1.0 - across) * (1.0 - down)),
        (pixel(right, top), across * (1.0 - down)),
        (pixel(left, bottom), (1.0 - across) * down),
        (pixel(right, bottom), across * down),
    ];
    let mut sum = [0.0; N];
    for (colour, part) in corners {
        for (total, channel) in sum.iter_mut().zip(colour) {
            *total += part * f32::from(channel);
        }
    }
    sum.map(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_forth_and_back_is_none_and_levels_the_eyes() {
        let turn = Turn::new(Point::new(10.0, 20.0), 5.0);
        // The right eye is lower by tan 5° of the distance.
        let eye = Point::new(110.0, 20.0 + 100.0 * libm::tanf(5.0_f32.to_radians()));
        let level = turn.forth(eye);
        assert!((level.y - 20.0).abs() < 1e-3, "{level:?}");
        let again = turn.back(level);
        assert!((again.x - eye.x).abs() < 1e-3 && (again.y - eye.y).abs() < 1e-3);
    }

    #[test]
    fn between_two_pixels_is_their_mean() {
        let pixel = |x: u32, _: u32| [if x == 0 { 10 } else { 30 }];
        assert_eq!(mixed(Point::new(1.0, 0.5), (2, 1), pixel), [20]);
        assert_eq!(mixed(Point::new(0.5, 0.5), (2, 1), pixel), [10]);
        assert_eq!(mixed(Point::new(-3.0, 9.0), (2, 1), pixel), [10]);
    }
}
