//! Shapes on a grid of colours, measured in millimetres.

use image::{Rgb, RgbImage};

/// Pixels with a scale.
pub(super) struct Canvas {
    pub(super) image: RgbImage,
    per_mm: f32,
}

impl Canvas {
    #[allow(clippy::cast_precision_loss)] // Resolutions are small integers.
    pub(super) fn new(width: u32, height: u32, dpi: u32, background: [u8; 3]) -> Self {
        Self {
            image: RgbImage::from_pixel(width, height, Rgb(background)),
            per_mm: dpi as f32 / 25.4,
        }
    }

    /// Fills every pixel whose centre, in millimetres from the top left corner, is inside.
    #[allow(clippy::cast_precision_loss)] // Coordinates stay far below 2^24.
    pub(super) fn fill(&mut self, colour: [u8; 3], inside: impl Fn(f32, f32) -> bool) {
        for (x, y, pixel) in self.image.enumerate_pixels_mut() {
            if inside(
                (x as f32 + 0.5) / self.per_mm,
                (y as f32 + 0.5) / self.per_mm,
            ) {
                *pixel = Rgb(colour);
            }
        }
    }

    /// Fills an ellipse given by its centre and half axes.
    pub(super) fn ellipse(&mut self, colour: [u8; 3], (cx, cy): (f32, f32), (rx, ry): (f32, f32)) {
        self.fill(colour, |x, y| in_ellipse(x - cx, y - cy, rx, ry));
    }
}

/// Whether a point is inside an ellipse around the origin.
pub(super) fn in_ellipse(dx: f32, dy: f32, rx: f32, ry: f32) -> bool {
    let (u, v) = (dx / rx, dy / ry);
    u * u + v * v <= 1.0
}
